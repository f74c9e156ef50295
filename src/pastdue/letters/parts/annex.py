"""The annex: each invoice's charges line by line, and what they rest on, so that anyone can check them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pastdue.letters.language.voice import Voice
from pastdue.letters.language.wording import bound
from pastdue.letters.parts import annex_law
from pastdue.model import Charge, DayCount, Notice, Segment
from pastdue.model.letters import AnnexPart, Draft, Grid
from pastdue.model.money import total as sum_of

_MONTHS = 12
_ALIGN = "lllrrrlr"
_JOINED_FROM = 4
"""From how many invoices with charges on they share a table: a letter of 200 has a dozen pages, not 57."""
_ADJUSTMENTS = ("minimum", "cap", "vat", "waived")


def annex(draft: Draft, voice: Voice) -> tuple[AnnexPart, ...]:
    """One part for each notice that has charges, or one for all where they are many and rest on the same ground.

    A segment's `since` is excluded, so the first day printed is the day after it; the last is its `until`.
    """
    charged = _charged(draft)
    grounds = {_ground(notice, voice) for notice in charged}
    if len(charged) >= _JOINED_FROM and len(grounds) == 1:
        return (_joint(charged, grounds.pop(), voice),)
    return tuple(_part(notice, voice, alone=len(charged) == 1) for notice in charged)


def intro(draft: Draft, voice: Voice) -> tuple[str, ...]:
    """How to read the annex, a line for each rule: that of first and last day, and each formula, only where a segment
    needs it; then, where several invoices have charges, what their rates are and rest on."""
    segments = [s for n in draft.notices for c in n.charges for s in c.segments]
    needed = {
        "span": any(s.since is not None for s in segments),
        "formula": any(s.day_count is not None for s in segments),
        "months": any(_is_monthly(s) for s in segments),
        "rounding": True,
    }
    rules = [voice.say(f"annex.intro_{name}") for name, is_needed in needed.items() if is_needed]
    return (*rules, *_rates(segments, voice)) if len(_charged(draft)) > 1 else tuple(rules)


def _charged(draft: Draft) -> tuple[Notice, ...]:
    return tuple(notice for notice in draft.notices if notice.charges)


def _ground(notice: Notice, voice: Voice) -> str:
    """What the charges rest on: laws, or in words what was agreed; never a policy's name."""
    grounds = dict.fromkeys(bound(c.law) or voice.say(f"annex.agreed_{c.kind.value}") for c in notice.charges)
    return " · ".join(grounds)


def _headings(currency: str, voice: Voice) -> tuple[str, ...]:
    plain = ("item", "from", "to", "days")
    return (
        *(voice.say(f"annex.{name}") for name in plain),
        voice.headed("annex.base", currency),
        voice.say("annex.rate"),
        voice.say("annex.basis"),
        voice.headed("annex.amount", currency),
    )


def _part(notice: Notice, voice: Voice, *, alone: bool) -> AnnexPart:
    """The part of one notice; what its rates are and rest on only where it is `alone`."""
    totals = ((voice.say("annex.total"), voice.written.money(notice.charged)),)
    heading = voice.say("annex.heading", {"number": notice.invoice.number, "ground": _ground(notice, voice)})
    grid = Grid(_headings(notice.invoice.currency, voice), _rows(notice, voice), _ALIGN, totals)
    segments = [s for c in notice.charges for s in c.segments] if alone else []
    notes = (*_counted(notice, voice), *_facts(notice, voice), *_rates(segments, voice), *_grows(notice, voice))
    return AnnexPart(heading, grid, notes)


def _joint(notices: Sequence[Notice], ground: str, voice: Voice) -> AnnexPart:
    """One table for all `notices`: the number beside an invoice's first row, what else it needs under its last."""
    rows: list[tuple[str, ...]] = []
    under: list[str] = []
    for notice in notices:
        own = _rows(notice, voice)
        rows += [("" if n else notice.invoice.number, *row) for n, row in enumerate(own)]
        under += [*("" for _ in own[1:]), " ".join(_facts(notice, voice))]
    currency = notices[0].invoice.currency
    charged = voice.written.money(sum_of((notice.charged for notice in notices), currency))
    headings = (voice.say("grid.invoice"), *_headings(currency, voice))
    grid = Grid(headings, tuple(rows), f"l{_ALIGN}", ((voice.say("annex.total"), charged),), tuple(under))
    return AnnexPart(voice.say("annex.heading_all", {"ground": ground}), grid)


def _rows(notice: Notice, voice: Voice) -> tuple[tuple[str, ...], ...]:
    return tuple(_row(charge, segment, voice) for charge in notice.charges for segment in charge.segments)


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


def _counted(notice: Notice, voice: Voice) -> Iterator[str]:
    """How late the invoice is, in both counts."""
    late = notice.overdue
    cutoff = voice.written.day(late.as_of)
    days = voice.say("days", count=late.days)
    business_days = voice.say("business_days", count=late.business_days)
    calendar = voice.calendar(late.calendar)
    counted = {"days": days, "business_days": business_days, "cutoff": cutoff, "calendar": calendar}
    if not notice.only_charges:
        yield voice.say("annex.counted", counted)


def _facts(notice: Notice, voice: Voice) -> Iterator[str]:
    """What else the figures of this invoice need: due days that moved, and payments."""
    late, invoice, write = notice.overdue, notice.invoice, voice.written
    if late.effective_due != invoice.due:
        moved = {"due": write.day(invoice.due), "effective": write.day(late.effective_due)}
        yield voice.say("annex.moved", moved)
    yield from annex_law.charged_from(notice, voice)
    yield from _payments(notice, voice)


def _rates(segments: Sequence[Segment], voice: Voice) -> Iterator[str]:
    """What monthly rates are in a year, how 30/360 counts, what laws’ rates rest on, how sums were converted."""
    write = voice.written
    for percent in dict.fromkeys(s.percent for s in segments if _is_monthly(s)):
        if percent is not None:
            both = {"monthly": write.percent(percent), "yearly": write.percent(percent * _MONTHS)}
            yield voice.say("annex.yearly", both)
    if any(s.day_count is DayCount.THIRTY_360 for s in segments):
        yield voice.say("annex.thirty")
    yield from annex_law.rates(segments, voice)
    yield from dict.fromkeys(annex_law.conversions(segments, voice))


def _grows(notice: Notice, voice: Voice) -> Iterator[str]:
    """What each day after the day of the letter adds, where interest goes on."""
    if notice.daily is not None and notice.daily.rounded():
        tomorrow = notice.overdue.as_of + timedelta(days=1)
        said = {"date": voice.written.day(tomorrow), "daily": voice.written.money(notice.daily.rounded())}
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
