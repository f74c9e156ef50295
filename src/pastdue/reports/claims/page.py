"""A claim on paper, in the firm's language: contract, invoices, interest, timeline, court form, index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pastdue.letters.language.voice import Voice
from pastdue.letters.parts.annex import annex
from pastdue.letters.parts.heads import tax_number
from pastdue.model import ChargeKind, Party, Stage
from pastdue.model.letters import AnnexPart, Draft
from pastdue.model.money import Money
from pastdue.reports.claims.court import CourtSheet
from pastdue.reports.claims.pack import (
    ClaimEvent,
    ClaimPack,
    EventKind,
    Exhibit,
    ExhibitKind,
    Lacking,
    payments,
    timeline,
)
from pastdue.reports.claims.sheets import contract, court
from pastdue.typeset.document import DataTable, Document, Heading, Items, KeyValues, Paragraph, Tone
from pastdue.typeset.document.document import DocumentPart

Parts = Iterator[DocumentPart]


@dataclass(frozen=True, slots=True)
class ClaimPaper:
    """The claim in words: the firm's voice, and the court's form filled in."""

    voice: Voice
    sheet: CourtSheet

    def document(self, pack: ClaimPack, exhibits: Sequence[Exhibit]) -> Document:
        """The claim without its exhibits, whose first pages the index names (0: not known yet)."""
        say, day = self.voice.say, self.voice.written.day(pack.as_of)
        parties = {"creditor": pack.creditor.party.name, "customer": pack.customer.name}
        parts = [
            *self._summary(pack), *contract(pack, self.voice), *self._invoices(pack), *self._payments(pack),
            *self._interest(pack), *self._timeline(pack), *self._letters(pack), *self._missing(pack),
            *court(self.sheet, pack, self.voice), *self._index(exhibits),
        ]  # fmt: skip
        return Document(
            title=say("claims.title", {"number": pack.number}),
            parts=tuple(parts),
            firm=pack.creditor.party.name,
            page_label=say("page", {"page": "{page}", "pages": "{pages}"}),
            subtitle=say("claims.subtitle", {**parties, "date": day}),
            language=self.voice.locale,
            on=pack.as_of,
        )

    def exhibit(self, number: int, one: Exhibit) -> str:
        """The title of an exhibit."""
        return self.voice.labelled(self._named("exhibit", number=str(number)), self._what(one))

    def _summary(self, pack: ClaimPack) -> Parts:
        say, write = self.voice.say, self.voice.written
        day = write.day(pack.as_of)
        if pack.early:
            yield Paragraph("\n".join(self._early(pack)), Tone.BOXED)
        yield Paragraph(say("claims.facts", {"date": day}), Tone.QUIET)
        yield Heading(say("claims.parties"))
        creditor = pack.creditor
        register = ((say("claims.register"), creditor.register),) if creditor.register else ()
        claimant = (say("claims.claimant"), self._party(creditor.party, creditor.tax_id))
        defendant = (say("claims.defendant"), self._party(pack.customer, pack.customer.tax_id))
        yield KeyValues((claimant, *register, defendant))
        yield Heading(say("claims.sum"))
        sums: list[tuple[str, Money]] = [(say("claims.principal"), pack.principal)]
        sums += [(say(f"claims.{kind.value}"), pack.charged(kind)) for kind in ChargeKind if pack.charged(kind)]
        if pack.deducted:
            sums.append((say("claims.deducted"), -pack.deducted))
        total = (say("claims.total", {"date": day}), write.amount(pack.total))
        rows = tuple((label, write.amount(amount)) for label, amount in sums)
        headings = ("", self.voice.headed("annex.amount", pack.currency))
        yield DataTable(headings, rows, "lr", (total,), weights=(4.0, 1.0))
        if pack.daily is not None:
            yield Paragraph(say("claims.daily", {"amount": write.money(pack.daily), "date": day}))

    def _early(self, pack: ClaimPack) -> Iterator[str]:
        """Why the claim comes before its time."""
        say = self.voice.say
        yield say("claims.early")
        for why, numbers in pack.kept_back.items():
            yield say(f"claims.{why.value}", {"numbers": self.voice.numbers(numbers)})
        if without := [early.invoice for early in pack.early if not (early.letter or early.kept_back)]:
            yield say("claims.no_final", {"numbers": self.voice.numbers(without)}, len(without))
        for letter, until in dict.fromkeys((one.letter, one.until) for one in pack.early if one.letter and one.until):
            yield say("claims.not_over", {"letter": letter, "date": self.voice.written.day(until)})

    def _party(self, party: Party, tax_id: str) -> str:
        country = (self.voice.written.country(party.country),) if party.country else ()
        number = party.id if party.id != party.name else ""
        rows = ((self.voice.say("label.customer"), number), *tax_number(tax_id, self.voice),
                (self.voice.say("label.phone"), party.phone), (self.voice.say("label.email"), party.email))  # fmt: skip
        return "\n".join((party.name, *party.address, *country, *(self.voice.labelled(*row) for row in rows if row[1])))

    def _invoices(self, pack: ClaimPack) -> Parts:
        say, write = self.voice.say, self.voice.written
        yield Heading(say("claims.invoices"))
        rows = tuple(
            (
                one.number, write.short_day(one.notice.invoice.due), str(one.notice.overdue.days),
                write.amount(one.notice.invoice.total), write.amount(one.principal), write.amount(one.notice.charged),
                write.amount(one.total),
            )
            for one in pack.invoices
        )  # fmt: skip
        charged = pack.sum(one.notice.charged for one in pack.invoices)
        sums = (write.amount(pack.principal), write.amount(charged), write.amount(pack.total))
        headings = (
            *(say(f"grid.{name}") for name in ("invoice", "due", "days")),
            *(self.voice.headed(f"grid.{name}", pack.currency) for name in ("amount", "open", "charges")),
            self.voice.headed("statement.total", pack.currency),
        )
        totals = (("", "", "", "", *sums),)
        yield DataTable(headings, rows, "llrrrrr", totals, weights=(2.6, 1.5, 1.1, 1.6, 1.6, 1.6, 1.6))
        if pack.deducted:
            yield Paragraph(say("claims.less", {"amount": write.money(pack.deducted)}), Tone.QUIET)
        for one in pack.invoices:
            if one.dispute is not None:
                said = {"number": one.number, "why": one.dispute or say("claims.unknown")}
                yield Paragraph(say("claims.disputed", said))

    def _payments(self, pack: ClaimPack) -> Parts:
        say, write = self.voice.say, self.voice.written
        yield Heading(say("claims.payments"))
        found = [
            (on, one.number, reference, amount) for one in pack.invoices for on, amount, reference in payments(one)
        ]
        if not found:
            yield Paragraph(say("claims.no_payments"))
            return
        named = any(reference for _, _, reference, _ in found)
        rows = tuple(
            (
                write.short_day(on) if on else say("statement.undated"), number,
                *((reference,) if named else ()), write.amount(amount),
            )
            for on, number, reference, amount in found
        )  # fmt: skip
        total = (*("", "", "")[: 2 + named], write.amount(pack.sum(amount for *_, amount in found)))
        headings = (
            say("statement.day"), say("grid.invoice"), *((say("payment.reference"),) if named else ()),
            self.voice.headed("statement.amount", pack.currency),
        )  # fmt: skip
        weights = (1.5, 2.5, 4.0, 1.6) if named else (1.5, 2.5, 1.6)
        yield DataTable(headings, rows, "lllr" if named else "llr", (total,), weights=weights)

    def _interest(self, pack: ClaimPack) -> Parts:
        """The calculation as a letter of the day has it in its annex."""
        notices = tuple(one.notice for one in pack.invoices)
        draft = Draft(pack.number, pack.as_of, Stage.FINAL_DEMAND, self.voice.wording.language, notices)
        calculated = annex(draft, self.voice)
        if not calculated.parts:
            return
        yield Heading(self.voice.say("claims.calculation"))
        for text in calculated.intro:
            yield Paragraph(text, Tone.QUIET)
        for part in calculated.parts:
            yield Heading(part.heading, 2)
            yield _table(part)
            for note in part.notes:
                yield Paragraph(note, Tone.QUIET)

    def _timeline(self, pack: ClaimPack) -> Parts:
        say = self.voice.say
        yield Heading(say("claims.timeline"))
        rows = tuple((self.voice.written.short_day(event.on), self._happened(event)) for event in timeline(pack))
        yield DataTable((say("statement.day"), say("claims.event")), rows, "ll", weights=(1.2, 7.0))

    def _happened(self, event: ClaimEvent) -> str:
        write = self.voice.written
        values = {
            "number": event.about,
            "amount": write.money(event.amount) if event.amount is not None else "",
            "title": self.voice.stage(event.stage) if event.stage else "",
            "until": write.short_day(event.until) if event.until else "",
            "to": event.note,
        }
        said = self.voice.say(f"claims.on_{event.kind.value}", values)
        return f"{said} ({event.note})" if event.note and event.kind in (EventKind.PAID, EventKind.POSTED) else said

    def _letters(self, pack: ClaimPack) -> Parts:
        say, write = self.voice.say, self.voice.written
        yield Heading(say("claims.letters"))
        if not pack.letters:
            yield Paragraph(say("claims.no_letters"))
            return
        rows = []
        for sent in pack.letters:
            row, posting = sent.letter, sent.posting
            gone = posting or sent.emailed
            posted = write.short_day(gone.on) if gone else say("claims.unknown")
            way = " ".join(part for part in (posting.service, posting.number) if part) if posting else ""
            if sent.emailed is not None:
                way = ", ".join(part for part in (way, say("claims.by_email")) if part)
            title = self.voice.stage(row.stage.value)
            rows.append((row.number, title, write.short_day(row.on), write.short_day(row.pay_by),
                         write.amount(row.total), posted, way))  # fmt: skip
        headings = (
            say("label.letter"), say("claims.stage"), say("statement.day"), say("claims.pay_by"),
            self.voice.headed("statement.amount", pack.currency), say("claims.posted"), say("claims.tracking"),
        )  # fmt: skip
        yield DataTable(headings, tuple(rows), "llllrll", weights=(1.6, 3.0, 1.4, 1.4, 1.4, 1.4, 2.0))

    def _missing(self, pack: ClaimPack) -> Parts:
        yield Heading(self.voice.say("claims.missing"))
        own = {Lacking.CREDITOR_TAX_ID: pack.creditor.party.name}
        lacking: dict[Lacking, list[str]] = {}
        for one in pack.missing:
            lacking.setdefault(one.what, []).append(one.about or own.get(one.what, pack.customer.name))
        said = (self.voice.say(f"claims.lacks_{w.value}", {"number": ", ".join(n)}, len(n)) for w, n in lacking.items())
        yield Items(tuple(said)) if lacking else Paragraph(self.voice.say("claims.nothing_missing"))

    def _index(self, exhibits: Sequence[Exhibit]) -> Parts:
        say = self.voice.say
        yield Heading(say("claims.index"), new_page=True)
        rows = tuple(
            (str(number), self._what(one), one.file, _pages(one))
            for number, one in enumerate(exhibits, 1)
        )  # fmt: skip
        headings = (say("claims.number"), say("claims.exhibits"), say("claims.file"), say("claims.pages"))
        if rows:
            yield DataTable(headings, rows, "rllr", weights=(0.6, 4.0, 3.4, 1.1))
            hashes = tuple((f"{number}", one.sha256) for number, one in enumerate(exhibits, 1))
            yield Paragraph(say("claims.hashes"), Tone.QUIET)
            yield DataTable((say("claims.number"), "SHA-256"), hashes, "rl", weights=(0.6, 8.5))

    def _what(self, one: Exhibit) -> str:
        values = {"number": one.about}
        if one.kind is ExhibitKind.LETTER:
            values["title"] = self.voice.stage(one.stage)
            values["date"] = self.voice.written.day(one.on) if one.on else ""
        return self.voice.say(f"claims.exhibit_{one.kind.value}", values)

    def _named(self, key: str, **values: str) -> str:
        return self.voice.say(f"claims.{key}", values)


def _pages(one: Exhibit) -> str:
    last = one.first + one.pages - 1
    return str(one.first) if one.pages == 1 else f"{one.first}–{last}"


def _table(part: AnnexPart) -> DataTable:
    """A table of the annex as a document has it; the labels of its totals stand at the left."""
    empty = ("",) * (len(part.grid.headings) - 2)
    totals = tuple((label, *empty, amount) for label, amount in part.grid.totals)
    return DataTable(part.grid.headings, part.grid.rows, part.grid.align, totals, under=part.grid.under)
