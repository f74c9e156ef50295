"""How can anyone check the charges? The annex: each invoice's segments, one line each, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from pastdue.letters import annex_law
from pastdue.letters.letter import AnnexPart, Draft, Grid
from pastdue.letters.voice import Voice
from pastdue.model import Charge, ChargeKind, DayCount, Notice, Segment
from pastdue.money import Money

_MONTHS = 12
_ADJUSTMENTS = ("minimum", "cap", "vat", "waived")


Daily = Callable[[Notice], Money | None]
"""What one further day of interest on a notice costs, not rounded; None where none runs."""


def annex(draft: Draft, voice: Voice, daily: Daily) -> tuple[AnnexPart, ...]:
    """One part for each notice that has charges; `daily` is asked only where there is interest.

    A segment's `since` is excluded, so the first day printed is the day after it; the last is its `until`.
    """
    return tuple(_part(notice, voice, daily) for notice in draft.notices if notice.charges)


def intro(draft: Draft, voice: Voice) -> str:
    """How to read the annex: the rule of first and last day and each formula only where a segment needs it."""
    segments = [s for n in draft.notices for c in n.charges for s in c.segments]
    needed = {
        "span": any(s.since is not None for s in segments),
        "formula": any(s.day_count is not None for s in segments),
        "months": any(_is_monthly(s) for s in segments),
        "rounding": True,
    }
    return " ".join(voice.say(f"annex.intro_{name}") for name, is_needed in needed.items() if is_needed)


def _part(notice: Notice, voice: Voice, daily: Daily) -> AnnexPart:
    currency = {"currency": notice.invoice.currency}
    plain = ("item", "from", "to", "days")
    headings = (
        *(voice.say(f"annex.{name}") for name in plain),
        voice.say("annex.base", currency),
        voice.say("annex.rate"),
        voice.say("annex.basis"),
        voice.say("annex.amount", currency),
    )
    rows = tuple(_row(charge, segment, voice) for charge in notice.charges for segment in charge.segments)
    totals = ((voice.say("annex.total"), voice.written.money(notice.charged)),)
    grounds = dict.fromkeys(c.law or voice.say("annex.policy", {"policy": c.policy}) for c in notice.charges)
    heading = voice.say("annex.heading", {"number": notice.invoice.number, "ground": " · ".join(grounds)})
    return AnnexPart(
        heading, Grid(headings, rows, "lllrrrlr", totals), (*_notes(notice, voice), *_grows(notice, voice, daily))
    )


def _row(charge: Charge, segment: Segment, voice: Voice) -> tuple[str, ...]:
    write = voice.written
    first = segment.since + timedelta(days=1) if segment.since else None
    return (
        _item(charge, segment, voice),
        _day(first, voice),
        _day(segment.until, voice),
        "" if segment.days is None else str(segment.days),
        "" if segment.base is None else write.amount(segment.base),
        "" if segment.percent is None else write.percent(segment.percent),
        _basis(segment, voice),
        write.amount(segment.amount),
    )


def _day(day: date | None, voice: Voice) -> str:
    return "" if day is None else voice.written.short_day(day)


def _item(charge: Charge, segment: Segment, voice: Voice) -> str:
    kind = voice.say(f"kind.{charge.kind.value}")
    if segment.note in _ADJUSTMENTS:
        return f"{kind}: {voice.say(f'adjustment.{segment.note}')}"
    return f"{kind} ({segment.note})" if segment.note else kind


def _basis(segment: Segment, voice: Voice) -> str:
    if segment.day_count is not None:
        return voice.say(f"day_count.{segment.day_count.name.lower()}")
    return voice.say("day_count.monthly") if _is_monthly(segment) else ""


def _is_monthly(segment: Segment) -> bool:
    """Whether the segment's rate is one per month: days that no day count turns into parts of a year."""
    return segment.since is not None and segment.percent is not None and segment.day_count is None


def _notes(notice: Notice, voice: Voice) -> Iterator[str]:
    late, invoice, write = notice.overdue, notice.invoice, voice.written
    cutoff = write.day(late.as_of)
    days = voice.say("days", count=late.days)
    business_days = voice.say("business_days", count=late.business_days)
    calendar = voice.calendar(late.calendar)
    counted = {"days": days, "business_days": business_days, "cutoff": cutoff, "calendar": calendar}
    yield voice.say("annex.counted", counted)
    if late.effective_due != invoice.due:
        moved = {"due": write.day(invoice.due), "effective": write.day(late.effective_due)}
        yield voice.say("annex.moved", moved)
    yield from annex_law.charged_from(notice, voice)
    yield from _payments(notice, voice)
    segments = [s for c in notice.charges for s in c.segments]
    for percent in dict.fromkeys(s.percent for s in segments if _is_monthly(s)):
        if percent is not None:
            rates = {"monthly": write.percent(percent), "yearly": write.percent(percent * _MONTHS)}
            yield voice.say("annex.yearly", rates)
    if any(s.day_count is DayCount.THIRTY_360 for s in segments):
        yield voice.say("annex.thirty")
    yield from annex_law.rests_on(segments, voice)


def _grows(notice: Notice, voice: Voice, daily: Daily) -> Iterator[str]:
    """What each day after the day of the letter adds, where interest goes on."""
    if not any(charge.kind is ChargeKind.INTEREST for charge in notice.charges):
        return
    amount = daily(notice)
    if amount is not None and amount.rounded():
        tomorrow = notice.overdue.as_of + timedelta(days=1)
        said = {"date": voice.written.day(tomorrow), "daily": voice.written.money(amount.rounded())}
        yield voice.say("annex.daily", said)


def _payments(notice: Notice, voice: Voice) -> Iterator[str]:
    """The payments the calculation knows of, in order; those without a date with the rule that dates them."""
    write, made = voice.written, notice.invoice.payments
    dated = sorted((p.on, write.money(p.amount)) for p in made if p.on and p.on <= notice.overdue.as_of)
    if dated:
        listed = [voice.say("annex.dated", {"date": write.short_day(on), "amount": amount}) for on, amount in dated]
        yield voice.say("annex.payments", {"payments": "; ".join(listed)})
    for payment in made:
        if payment.on is None:
            yield voice.say("annex.undated", {"amount": write.money(payment.amount)})
