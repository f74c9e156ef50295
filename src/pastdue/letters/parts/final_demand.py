"""Final demands and letters of claim: the last letter, the legal step, and the parties."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pastdue.letters.parts.speaker import Speaker
from pastdue.letters.parts.tax_numbers import without_label
from pastdue.model.money import Money


def last_word(speaker: Speaker) -> str:
    """That this is the last letter, and the legal step that follows."""
    if speaker.is_claim:
        return speaker.joined("claim.last", "claim.step")
    suffix = "_individual" if speaker.announces_claim else ""
    return speaker.joined(f"final.last{suffix}", f"final.step{suffix}")


def accrual(speaker: Speaker, daily: Money | None) -> Iterator[str]:
    """A sentence with the interest each further day adds to the total; none where that is under half a unit of the
    currency."""
    if daily is not None and daily.rounded() > Money(Decimal(0), daily.currency):
        yield speaker.say("final.accrual", daily=speaker.voice.written.money(daily.rounded()))


def parties(speaker: Speaker) -> Iterator[str]:
    """Creditor and debtor with their tax numbers, where the letters of the creditor's country name them."""
    creditor = _party(speaker, speaker.creditor.party.name, speaker.creditor.tax_id)
    customer = _party(speaker, speaker.customer.name, speaker.customer.tax_id)
    said = speaker.voice.say("parties.both", {"creditor": creditor, "customer": customer})
    if said:
        yield said


def _party(speaker: Speaker, name: str, tax_id: str) -> str:
    if not tax_id:
        return name
    number = without_label(tax_id, speaker.voice.say("label.tax_id"))
    return speaker.voice.say("parties.with_id", {"name": name, "tax_id": number})


def claim(speaker: Speaker, daily: Money | None) -> Iterator[str]:
    """The sentences paragraph 3.1 of the Pre-Action Protocol for Debt Claims asks for beyond every final demand: the
    agreement the debt rests on, whether it grows, and how and where to reply."""
    notices = speaker.draft.notices
    yield " ".join((speaker.say("claim.agreement"), *_dated(speaker), speaker.say("claim.documents")))
    if any(n.invoice.payments for n in notices if not n.only_charges):
        yield speaker.say("claim.part_paid")
    yield speaker.say("claim.reply", address=", ".join((speaker.creditor.party.name, *speaker.creditor.party.address)))
    grows = [*accrual(speaker, daily)]
    growing = any(n.charged for n in notices) and not speaker.draft.only_charges
    yield from grows or [speaker.say("more_charges" if growing else "claim.fixed")]


def _dated(speaker: Speaker) -> Iterator[str]:
    """The days of the contracts, where the file says them for all invoices."""
    days = {n.invoice.contract_date for n in speaker.draft.notices}
    known = sorted(day for day in days if day is not None)
    if len(known) == len(days):
        dates = speaker.voice.joined([speaker.voice.written.day(day) for day in known])
        yield speaker.voice.say("claim.dated", {"dates": dates}, len(known))
