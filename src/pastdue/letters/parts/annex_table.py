"""The annex's tables: every segment of every charge, a line each, without columns in which nothing differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from pastdue.letters.language.voice import Voice
from pastdue.letters.parts.kinds import kind_name
from pastdue.model import Charge, ChargeKind, Notice, Segment
from pastdue.model.letters import Grid
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of

_ADJUSTMENTS = ("minimum", "cap", "vat", "waived")


@dataclass(frozen=True, slots=True)
class Constants:
    """The facts common to every line of a letter's annex, printed once above it: its rate, its day count, or neither
    (empty). A rate is printed once only where several invoices share a table."""

    rate: str
    basis: str
    places: int = 0
    """The number of decimal places with which every rate of interest is written."""

    @classmethod
    def of(cls, notices: Sequence[Notice], voice: Voice) -> Constants:
        """The constants of the annex about `notices`."""
        segments = [s for n in notices for c in n.charges for s in c.segments]
        spans = [s.percent for s in segments if s.since is not None and s.percent is not None]
        rates = {voice.written.percent(percent) for percent in spans}
        bases = {found for s in segments if (found := basis(s, voice))}
        rate = rates.pop() if len(rates) == 1 and len(notices) > 1 else ""
        places = max((-int(percent.normalize().as_tuple().exponent) for percent in spans), default=0)
        return cls(rate, bases.pop() if len(bases) == 1 else "", max(0, places))

    def said(self, voice: Voice) -> Iterator[str]:
        """Each constant with its label."""
        for name, value in (("rate", self.rate), ("basis", self.basis)):
            if value:
                yield voice.labelled(voice.say(f"annex.{name}"), value)


def basis(segment: Segment, voice: Voice) -> str:
    """The way the days of `segment` become a part of a year; empty where there is no rate for a time."""
    if segment.day_count is not None:
        return voice.say(f"day_count.{segment.day_count.name.lower()}")
    return voice.say("day_count.monthly") if is_monthly(segment) else ""


def is_monthly(segment: Segment) -> bool:
    """True when the segment's rate is one per month: days that no day count turns into parts of a year."""
    return segment.since is not None and segment.percent is not None and segment.day_count is None


def table_of_one(notice: Notice, constants: Constants, voice: Voice) -> Grid:
    """The charges of one invoice, each segment with its name.

    A segment's `since` is excluded, so the first day printed is the day after it; the last is its `until`.
    """
    currency = notice.invoice.currency
    headings = (voice.say("annex.item"), *_headings(currency, voice), voice.headed("annex.amount", currency))
    rows = [
        (_item(charge, segment, voice), *_terms(segment, constants, voice), voice.written.amount(segment.amount))
        for charge in notice.charges
        for segment in charge.segments
    ]
    totals = ((voice.say("annex.total"), voice.written.money(notice.charged)),)
    return _without_empty(Grid(headings, tuple(rows), "lllrrrlr", totals))


def table_of_many(notices: Sequence[Notice], under: Sequence[str], constants: Constants, voice: Voice) -> Grid:
    """The charges of several invoices: the number beside an invoice's first line, a column for each kind of charge, and
    the text of `under` for an invoice below its last line. A sum that counts no days has no line of its own, and where
    it is a share of something, that stands in a column before its kind's."""
    currency = notices[0].invoice.currency
    kinds = [kind for kind in ChargeKind if any(c.kind is kind for n in notices for c in n.charges)]
    rows: list[tuple[str, ...]] = []
    texts: list[str] = []
    running: list[tuple[str, ...]] = []
    sums = {kind: Money.zero(currency) for kind in kinds}
    for notice, text in zip(notices, under, strict=True):
        lines = _lines(notice)
        for n, line in enumerate(lines):
            sums = {kind: sums[kind] + line.sum_of(kind, currency) for kind in kinds}
            own = ((_share(line, kind, voice), _added(line, kind, voice)) for kind in kinds)
            number = "" if n else notice.invoice.called
            rows.append((number, *_terms_of(line, constants, voice), *(cell for pair in own for cell in pair)))
            so_far = (("", voice.written.amount(sums[kind])) for kind in kinds)
            running.append(("", *_NO_TERMS, *(cell for pair in so_far for cell in pair)))
        texts += [*("" for _ in lines[1:]), text]
    headings = (
        voice.say("grid.invoice"), *_headings(currency, voice),
        *(head for kind in kinds for head in _kind_headings(kind, currency, voice)),
    )  # fmt: skip
    names = {c.kind: kind_name(c, n.invoice.customer, voice) for n in reversed(notices) for c in n.charges}
    by_kind = [(names[kind], voice.written.money(sums[kind])) for kind in kinds]
    whole = (voice.say("annex.total"), voice.written.money(sum_of(sums.values(), currency)))
    totals = (*(by_kind if len(kinds) > 1 else ()), whole)
    align = f"lllrrrl{'rr' * len(kinds)}"
    return _without_empty(Grid(headings, tuple(rows), align, totals, tuple(texts), tuple(running), carried(voice)))


def carried(voice: Voice) -> tuple[str, str]:
    """The labels beside the sums carried to the end of a page, and beside the same sums at the top of the next."""
    return voice.say("grid.carried"), voice.say("grid.brought")


_NO_TERMS: tuple[str, ...] = ("", "", "", "", "", "")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a shared table: a segment with its terms, or none, and segments without days beside it, one of a
    kind at most."""

    charge: Charge | None = None
    segment: Segment | None = None
    beside: tuple[tuple[ChargeKind, Segment], ...] = ()

    @property
    def segments(self) -> dict[ChargeKind, Segment]:
        """The segments of the line by the columns they add to."""
        own = {} if self.charge is None or self.segment is None else {self.charge.kind: self.segment}
        return own | dict(self.beside)

    def sum_of(self, kind: ChargeKind, currency: str) -> Money:
        """The amount the line adds to the column of `kind`."""
        return self.segments[kind].amount if kind in self.segments else Money.zero(currency)


def _lines(notice: Notice) -> list[_Line]:
    """The lines of one invoice: those with days or a name in their order, each segment without beside the first of them
    whose column of that kind is free."""
    lines = [_Line(c, s) for c in notice.charges for s in c.segments if not _is_plain(s)]
    plain = [(c.kind, s) for c in notice.charges for s in c.segments if _is_plain(s)]
    for kind, segment in plain:
        free = next((n for n, line in enumerate(lines) if kind not in line.segments), None)
        if free is None:
            lines.append(_Line(beside=((kind, segment),)))
        else:
            lines[free] = replace(lines[free], beside=(*lines[free].beside, (kind, segment)))
    return lines


def _is_plain(segment: Segment) -> bool:
    """True when a segment is a sum or a share of one: no days, no name."""
    return segment.since is None and not segment.note


def _terms_of(line: _Line, constants: Constants, voice: Voice) -> tuple[str, ...]:
    """The terms of `line`, empty where it has none; a name stands where the days would."""
    if line.charge is None or line.segment is None:
        return _NO_TERMS
    terms = _terms(line.segment, constants, voice)
    return terms if line.segment.since is not None else (_item(line.charge, line.segment, voice), *terms[1:])


def _share(line: _Line, kind: ChargeKind, voice: Voice) -> str:
    """The percentage and the base of the sum of `kind` beside `line`; empty where it is no share of anything."""
    segment = dict(line.beside).get(kind)
    if segment is None or segment.percent is None or segment.base is None:
        return ""
    return f"{voice.written.percent(segment.percent)} × {voice.written.amount(segment.base)}"


def _added(line: _Line, kind: ChargeKind, voice: Voice) -> str:
    """The amount `line` adds to the column of `kind`; empty where it adds none."""
    return voice.written.amount(line.segments[kind].amount) if kind in line.segments else ""


def _kind_headings(kind: ChargeKind, currency: str, voice: Voice) -> tuple[str, str]:
    """The headings of a kind's two columns: what its sums are a share of, and the sums."""
    sign = voice.written.sign(currency)
    return f"%\u00a0×\u00a0{sign}", f"{voice.say(f'annex.{kind.value}')}\u00a0{sign}"


@lru_cache(maxsize=64)
def _headings(currency: str, voice: Voice) -> tuple[str, ...]:
    return (
        *(voice.say(f"annex.{name}") for name in ("from", "to", "days")),
        voice.headed("annex.base", currency), voice.say("annex.rate"), voice.say("annex.basis"),
    )  # fmt: skip


def _terms(segment: Segment, constants: Constants, voice: Voice) -> tuple[str, ...]:
    """First day, last day, days, base, rate and day count of a segment; empty where it has none or where the annex says
    it once."""
    write = voice.written
    first = segment.since + timedelta(days=1) if segment.since else None
    places = constants.places if segment.since is not None else 0
    rate = "" if segment.percent is None else write.percent(segment.percent, places)
    counted = basis(segment, voice)
    return (
        _day(first, voice),
        _day(segment.until, voice),
        "" if segment.days is None else str(segment.days),
        "" if segment.base is None else write.amount(segment.base),
        "" if rate == constants.rate and segment.since is not None else rate,
        "" if counted == constants.basis else counted,
    )


def _day(day: date | None, voice: Voice) -> str:
    return "" if day is None else voice.written.short_day(day)


def _item(charge: Charge, segment: Segment, voice: Voice) -> str:
    """A segment's name: its kind of charge, with the adjustment or the note where it has one."""
    kind = voice.say(f"annex.{charge.kind.value}")
    if segment.note in _ADJUSTMENTS:
        return voice.labelled(kind, voice.say(f"adjustment.{segment.note}"))
    return f"{kind} ({segment.note})" if segment.note else kind


def _without_empty(grid: Grid) -> Grid:
    """`grid` without the columns in which no row has anything."""
    kept = [n for n in range(len(grid.headings)) if any(row[n] for row in grid.rows)]

    def cut(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([row[n] for n in kept])

    align = "".join(grid.align[n] for n in kept)
    rows, running = tuple(map(cut, grid.rows)), tuple(map(cut, grid.running))
    return Grid(cut(grid.headings), rows, align, grid.totals, grid.under, running, grid.carried)
