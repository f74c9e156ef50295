"""Short letters on request, about a message or invoices, made as letters of a run are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pastdue.firm import Firm
from pastdue.firm.rows.cadences import load_cadences
from pastdue.intake import Dialect
from pastdue.intake.follow_ups import read_follow_ups
from pastdue.ledger import History, Ledger
from pastdue.letters.grouping import draft
from pastdue.letters.short import ShortKind, ShortLetter
from pastdue.mailing.email.addresses import BadAddress, addresses
from pastdue.mailing.email.text import text_of
from pastdue.model import Notice, Party, Stage
from pastdue.model.choices import Copies, WhenBad
from pastdue.model.errors import SettingsError
from pastdue.model.letters import EmailWords, Letter, PlannedLetter
from pastdue.model.names import NearNames
from pastdue.model.parties import FollowUp
from pastdue.model.remarks import Remark, gathered
from pastdue.run.languages import Languages
from pastdue.run.letters import LetterMaker
from pastdue.run.opened import OpenedJob
from pastdue.run.planning import known_by_then, plan
from pastdue.run.rules import Rulebook
from pastdue.run.tasks.collected import collected
from pastdue.tasks import Collected, Tasking, follow_up_tasks


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request for a short letter: its kind, the customer by number or name, and its subject where one was given."""

    kind: ShortKind
    customer: str
    on: date
    project: str = ""
    since: date | None = None
    invoices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A short letter in words, its pages, who gets it, what to tell the sender, and the maker of its e-mail."""

    letter: Letter
    pdf: bytes
    to: Party
    remarks: tuple[Remark, ...]
    maker: LetterMaker

    @property
    def text(self) -> str:
        """The letter as plain text, to be put into an e-mail."""
        return text_of(self.letter, self._words((), ()))

    @property
    def email(self) -> bytes:
        """The letter as an e-mail that opens unsent; refuses a customer without an e-mail address."""
        try:
            to = addresses(self.to.email)
        except BadAddress as error:
            raise SettingsError(f"{self.to.name}: {error.what}", error.remedy) from None
        if not to:
            raise SettingsError(f"no e-mail address of {self.to.name} is known", "add it, or leave the .eml out")
        letter, copies = self.letter, "_copies" if self.letter.enclosed.copies else ""
        attached = self.maker.voice(letter.language).say(f"email.attached{copies}")
        return self.maker.email(replace(letter, number=letter.stage, email=self._words(to, (attached,))), self.pdf)

    def _words(self, to: tuple[str, ...], covering: tuple[str, ...]) -> EmailWords:
        subject, voice = self.letter.subject, self.maker.voice(self.letter.language)
        return EmailWords(to, subject, covering, subject, voice.labelled("{label}", "{value}"))


def write(wanted: Wanted, firm: Firm, opened: OpenedJob | None, ledger: Ledger, follow_ups: Path | None) -> Written:
    """The requested letter; refuses one to an unknown customer, and one that lacks its subject.

    It names the day of the last message that was sent: as `wanted` says, else of the step that was done last for the
    customer's matter in the list, else of the message there.
    """
    if wanted.kind is ShortKind.RESEND:
        if opened is None:
            raise SettingsError("resend needs the invoices", "name the file after the customer")
        return _resent(wanted, firm, opened, ledger.history())
    matters = _matters(wanted, opened, firm, follow_ups)
    customers = list(opened.measured.customers()) if opened is not None else []
    to = matters[0].to if matters else _found(wanted.customer, customers)
    since = wanted.since or next((_last_message(row, wanted.on, firm, ledger) for row in matters), None)
    if since is None:
        raise SettingsError(
            f"{wanted.kind} to {to.name}: the letter names the day of your last message, and no list says it",
            "pass --since 2026-11-23, or --followups FILE",
        )
    project = wanted.project or (matters[0].project if matters else "")
    maker = LetterMaker(firm)
    letter = maker.short(ShortLetter(wanted.kind, to, wanted.on, Languages(firm).of(to), since, project))
    return Written(letter, maker.set(letter).pdf, to, tuple(_unaddressed(to)), maker)


def _matters(wanted: Wanted, opened: OpenedJob | None, firm: Firm, follow_ups: Path | None) -> list[FollowUp]:
    """The row of the follow-up list that is meant, in a list of one; empty where the list has none or there is no
    list. Refuses rows that cannot be told apart."""
    if follow_ups is None:
        return []
    dialect = opened.job.dialect if opened is not None else Dialect()
    customers = opened.measured.customers() if opened is not None else ()
    rows = read_follow_ups(follow_ups, dialect, load_cadences(firm.catalog), customers).matters
    own = [row for row in rows if _is(row.to, wanted.customer) and wanted.project in ("", row.project)]
    if len(own) > 1:
        said = ", ".join(f"{row.project or 'no project'} ({row.kind})" for row in own)
        raise SettingsError(f"{follow_ups}: {wanted.customer} has several matters: {said}", "name one with --project")
    return own


def _last_message(row: FollowUp, on: date, firm: Firm, ledger: Ledger) -> date:
    """The day of the last message in the row's matter, from which its next step counts."""
    tasking = Tasking(on, Rulebook(firm).calendar, load_cadences(firm.catalog), ledger.tasks_done(on))
    return next((task.since for task in follow_up_tasks((row,), tasking, ())), row.last_message)


def _found(named: str, customers: list[Party]) -> Party:
    own = [customer for customer in customers if _is(customer, named)]
    if len(own) == 1:
        return own[0]
    if own:
        raise SettingsError(
            f"several customers are called {named!r}", "use the number: " + ", ".join(o.id for o in own)
        )
    near = NearNames([*(one.id for one in customers), *(one.name for one in customers)]).near(named, 3)
    raise SettingsError(
        f"no customer {named!r}",
        f"did you mean {' or '.join(near)}?" if near else "name one of the invoices file or of --followups",
    )


def _is(customer: Party, named: str) -> bool:
    return named == customer.id or named.casefold() == customer.name.casefold()


def _resent(wanted: Wanted, firm: Firm, opened: OpenedJob, history: History) -> Written:
    """The customer's invoices again, with their charges and, where there are any, their copies."""
    to = _found(wanted.customer, list(opened.measured.customers()))
    planned, history = plan(opened, history), known_by_then(opened, history)
    own = _chosen(wanted, to, [one for one in collected(planned, history) if one.overdue.invoice.customer.id == to.id])
    account = planned.account
    notices = tuple(
        Notice(one.overdue, Stage.REMINDER, wanted.on, one.charges, credits=account.laid.get(number, ()))
        for one in own if (number := one.overdue.invoice.number)
    )  # fmt: skip
    sent = draft(PlannedLetter(notices, Languages(firm).of(to)), wanted.on)
    maker = LetterMaker(_with_copies(firm), numbers=opened.numbers)
    sent = maker.enclosed(sent)
    letter = maker.resent(sent)
    charges = gathered(remark for one in own for remark in one.remarks)
    return Written(letter, maker.set(letter).pdf, to, (*charges, *sent.remarks, *_unaddressed(to)), maker)


def _chosen(wanted: Wanted, to: Party, own: list[Collected]) -> list[Collected]:
    """The invoices that are meant, in the order of their due days: those named, else all; of one currency."""
    for number in wanted.invoices:
        if number not in {one.overdue.invoice.number for one in own}:
            raise SettingsError(
                f"invoice {number!r} of {to.name} is not one that is overdue and may be asked for",
                "`pastdue plan` shows why",
            )
    chosen = [one for one in own if one.overdue.invoice.number in wanted.invoices or not wanted.invoices]
    if not chosen:
        raise SettingsError(f"{to.name} has no overdue invoice that may be asked for", "`pastdue plan` shows why")
    currencies = sorted({one.laid.currency for one in chosen})
    if len(currencies) > 1:
        raise SettingsError(
            f"{to.name} owes in {' and '.join(currencies)}, and a letter asks for one of them",
            "name the invoices with --invoice",
        )
    return sorted(chosen, key=lambda one: (one.overdue.invoice.due, one.overdue.invoice.number))


def _with_copies(firm: Firm) -> Firm:
    """The firm as one whose letters have copies of their invoices, where it keeps any; never held for want of one."""
    if not firm.copies_folder.is_dir():
        return firm
    own = firm.settings.letters
    copies = own.invoice_copies if own.invoice_copies is not Copies.OFF else Copies.APPEND
    letters = replace(own, invoice_copies=copies, copies_when_bad=WhenBad.GO, claim_forms="")
    return replace(firm, settings=replace(firm.settings, letters=letters))


def _unaddressed(to: Party) -> Iterable[Remark]:
    if not to.address:
        yield Remark("no postal address is known: the letter is for e-mail", about=to.id)
