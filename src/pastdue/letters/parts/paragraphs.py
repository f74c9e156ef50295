"""The paragraphs of a letter, before and after its table, stage by stage; never a claim that is not so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pastdue.letters.claims import has_protocol
from pastdue.letters.language.vocabulary import CLAUSES
from pastdue.letters.language.voice import Voice
from pastdue.model import BlockKind, Creditor, Notice, Stage
from pastdue.model.errors import SettingsError
from pastdue.model.letters import Draft
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of

_DATES_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """A draft with everything needed to put it into words; `values` is what a text may insert."""

    draft: Draft
    creditor: Creditor
    voice: Voice
    values: dict[str, str]

    @classmethod
    def of(cls, draft: Draft, creditor: Creditor, voice: Voice) -> Speaker:
        """The speaker of `draft` in `voice`."""
        return cls(draft, creditor, voice, _values(draft, creditor, voice))

    def say(self, key: str, **more: str) -> str:
        """The text `key` in the form for this letter's number of invoices."""
        return self.voice.say(key, {**self.values, **more}, len(self.draft.notices))

    @property
    def contact(self) -> str:
        """Whom to call or write to; empty when the settings name neither telephone nor e-mail."""
        return self.values["contact"]

    @property
    def is_claim(self) -> bool:
        """Whether this is a letter of claim: the forms that make it one are in its envelope."""
        return self.draft.forms is not None

    @property
    def announces_claim(self) -> bool:
        """Whether the debtor has a right to a letter of claim, and this is none."""
        customer = self.draft.notices[0].invoice.customer
        return not self.is_claim and has_protocol(customer, self.creditor.party.country)


def _values(draft: Draft, creditor: Creditor, voice: Voice) -> dict[str, str]:
    first = min(draft.notices, key=lambda n: n.invoice.due)
    late, invoice, write, party = first.overdue, first.invoice, voice.written, creditor.party
    reach = (party.phone.replace(" ", "\u00a0"), party.email)  # a number is never broken over two lines
    all_open = sum_of((n.overdue.open for n in draft.notices), draft.currency)
    charged = sum_of((n.charged for n in draft.notices), draft.currency)
    return {
        "number": draft.number,
        "creditor": party.name,
        "customer": invoice.customer.name,
        "place": creditor.city,
        "country": write.country(party.country) if party.country else "",
        "numbers": voice.numbers([n.invoice.number for n in draft.notices]),
        "invoice": _named(first, voice),
        "issued": write.day(invoice.issued),
        "due": write.day(invoice.due),
        "days": voice.say("days", count=late.days),
        "business_days": voice.say("business_days", count=late.business_days),
        "calendar": voice.calendar(late.calendar),
        "open": write.money(all_open),
        "charges": write.money(charged),
        "total": write.money(draft.total),
        "pay_by": write.day(draft.pay_by),
        "cutoff": write.day(late.as_of),
        "contact": ", ".join(p for p in (creditor.signatory, *reach) if p) if any(reach) else "",
    }


def _named(notice: Notice, voice: Voice) -> str:
    number, project = notice.invoice.number, notice.invoice.project
    return voice.say("invoice_of_project", {"number": number, "project": project}) if project else number


def title(draft: Draft, speaker: Speaker) -> str:
    """The stage's title, also where the ladder was entered higher up: the rung is named, no letter is claimed."""
    if speaker.is_claim:
        return speaker.voice.say("title.claim")
    if draft.stage is Stage.FINAL_DEMAND and speaker.announces_claim:
        return speaker.voice.say("title.final_individual")
    return speaker.voice.say(f"title.{draft.stage.value}")


def opening(speaker: Speaker) -> tuple[str, ...]:
    """What is owed, which letters went before, and which promise was not kept."""
    draft = speaker.draft
    what = "only_charges" if draft.only_charges else draft.stage.value
    return (speaker.say(f"opening.{what}"), *_earlier(speaker), *_promises(speaker))


def _earlier(speaker: Speaker) -> Iterator[str]:
    """The letters that were really sent, the latest three at most; nothing when there were none."""
    notices = speaker.draft.notices
    days = sorted({e.on for n in notices for e in n.earlier})[-_DATES_NAMED_AT_MOST:]
    if days:
        dates = speaker.voice.joined([speaker.voice.written.day(day) for day in days])
        key = "earlier.all" if all(n.earlier for n in notices) else "earlier.some"
        yield speaker.voice.say(key, {**speaker.values, "dates": dates}, len(days))


def _promises(speaker: Speaker) -> Iterator[str]:
    """The last promise of each unpaid invoice whose day has passed.

    One of an amount that has since been paid is kept; a payment from before the promise counts too, in the
    debtor's favour.
    """
    write = speaker.voice.written
    for notice in speaker.draft.notices:
        ended = [
            (block.until, block.amount)
            for block in notice.invoice.blocks
            if block.kind is BlockKind.PROMISE and block.until is not None and block.until < speaker.draft.on
        ]
        if not ended or notice.only_charges:
            continue
        until, amount = max(ended, key=lambda promise: promise[0])
        if amount is not None and any(p.amount == amount for p in notice.invoice.payments):
            continue
        values = {
            "invoice": _named(notice, speaker.voice),
            "until": write.day(until),
            "still_open": write.money(notice.overdue.open),
            "amount": write.money(amount) if amount is not None else "",
        }
        yield speaker.voice.say("promise.whole" if amount is None else "promise.part", values)


def closing(speaker: Speaker, daily: Money | None, clauses: tuple[str, ...]) -> tuple[str, ...]:
    """What the total holds, what is asked, what follows, the firm's clauses, and the ways to answer."""
    draft, lines = speaker.draft, []
    if any(n.charged for n in draft.notices):
        lines.append(speaker.say("charges_alone" if draft.only_charges else "charges"))
    if speaker.is_claim:
        lines += _claim(speaker, daily)
    elif draft.stage is Stage.FINAL_DEMAND:
        lines += _last_word(speaker, daily)
    growing = draft.stage in (Stage.SECOND_NOTICE, Stage.THIRD_NOTICE) and not draft.only_charges
    more = ("more_charges",) if growing else ()
    lines.append(_joined(speaker, f"closing.{draft.stage.value}", *more))
    lines += [speaker.say(_clause(name)) for name in clauses]
    reach = "contact.reach" if speaker.contact else "contact.write"
    return (*lines, _joined(speaker, "dispute", reach), speaker.say("paid_since"))


def _joined(speaker: Speaker, *keys: str) -> str:
    """Sentences that belong together as one paragraph: a letter of many short ones reads like a list."""
    return " ".join(speaker.say(key) for key in keys)


def _last_word(speaker: Speaker, daily: Money | None) -> Iterator[str]:
    suffix = "_individual" if speaker.announces_claim else ""
    yield speaker.say(f"final.last{suffix}")
    yield speaker.say(f"final.step{suffix}")
    yield from _accrual(speaker, daily)


def _accrual(speaker: Speaker, daily: Money | None) -> Iterator[str]:
    if daily is not None and daily.rounded() > Money(Decimal(0), daily.currency):
        yield speaker.say("final.accrual", daily=speaker.voice.written.money(daily.rounded()))


def _claim(speaker: Speaker, daily: Money | None) -> Iterator[str]:
    """What paragraph 3.1 of the Pre-Action Protocol for Debt Claims asks for beyond every final demand: what the debt
    rests on, whether it grows, how to reply and where to, and what follows else."""
    notices = speaker.draft.notices
    yield speaker.say("claim.last")
    yield " ".join((speaker.say("claim.agreement"), *_dated(speaker), speaker.say("claim.documents")))
    if any(n.invoice.payments for n in notices if not n.only_charges):
        yield speaker.say("claim.part_paid")
    yield speaker.say("claim.reply", address=", ".join((speaker.creditor.party.name, *speaker.creditor.party.address)))
    yield speaker.say("claim.step")
    grows = [*_accrual(speaker, daily)]
    growing = any(n.charged for n in notices) and not speaker.draft.only_charges
    yield from grows or [speaker.say("more_charges" if growing else "claim.fixed")]


def _dated(speaker: Speaker) -> Iterator[str]:
    """The days of the contracts, where the file says them for all invoices."""
    days = {n.invoice.contract_date for n in speaker.draft.notices}
    known = sorted(day for day in days if day is not None)
    if len(known) == len(days):
        dates = speaker.voice.joined([speaker.voice.written.day(day) for day in known])
        yield speaker.voice.say("claim.dated", {"dates": dates}, len(known))


def _clause(name: str) -> str:
    if name not in CLAUSES:
        raise SettingsError(f"letters: clauses: {name!r} is unknown", "known: " + ", ".join(CLAUSES))
    return f"clauses.{name}"
