"""Changes since the last run: for each currency the way from the open amount then to that of today, and every
change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pastdue.model.money import Money
from pastdue.reports.changes import Bridge, Change, Changes, Moved
from pastdue.reports.charts import svg
from pastdue.reports.charts.bars import steps
from pastdue.reports.review.words import PageWords, ShownFigure

CHANGES_AT_MOST = 1000
"""The number of changes the page lists; the sums are always whole."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step from the open amount then to that of now; `whole` marks the first and the last, the open amounts."""

    what: str
    count: ShownFigure | None
    amount: ShownFigure
    bar: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class CurrencyMovement:
    """The steps from the open amount of a currency then to that of now."""

    currency: str
    rows: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One invoice that changed; the open amounts before and after may be in two currencies."""

    kind: str
    invoice: str
    customer: str
    customer_id: str
    before: ShownFigure | None
    after: ShownFigure | None
    what: str


@dataclass(frozen=True, slots=True)
class Movement:
    """Everything that moved since a day; `left_out` is how many changes are not listed."""

    since: str
    ways: tuple[CurrencyMovement, ...]
    rows: tuple[ChangeRow, ...]
    left_out: int


def movement(changes: Changes | None, words: PageWords) -> Movement | None:
    """The changes since the last run; None before there was one."""
    if changes is None:
        return None
    listed = changes.changes[:CHANGES_AT_MOST]
    return Movement(
        words.voice.written.day(changes.since),
        tuple(CurrencyMovement(bridge.currency, tuple(_steps(bridge, changes, words))) for bridge in changes.bridges),
        tuple(_change(change, words) for change in listed),
        len(changes.changes) - len(listed),
    )


def _steps(bridge: Bridge, changes: Changes, words: PageWords) -> Iterator[StepRow]:
    levels = bridge.levels
    bars = [svg.bar((part,), _kinds(levels)) for part in steps(levels)]
    then = words.say("open_on", date=words.voice.written.short_day(changes.since))
    yield StepRow(then, None, _figure(bridge.then, words), bars[0], whole=True)
    for n, (kind, (count, amount)) in enumerate(bridge.moved.items(), 1):
        yield StepRow(words.moved(kind), words.number(count), words.signed(amount), bars[n])
    yield StepRow(words.say("open_now"), None, _figure(bridge.now, words), bars[-1], whole=True)


def _kinds(levels: tuple[tuple[Decimal, Decimal], ...]) -> list[str]:
    return ["whole", *("more" if after > before else "less" for before, after in levels[1:-1]), "whole"]


def _figure(money: Money, words: PageWords) -> ShownFigure:
    return ShownFigure(words.voice.written.amount(money), money.plain)


def _change(change: Change, words: PageWords) -> ChangeRow:
    name = change.customer or change.customer_id
    return ChangeRow(
        words.moved(change.kind),
        change.invoice if change.invoice or change.kind is not Moved.CREDITED else words.report.say("on_account"),
        name,
        change.customer_id if change.customer_id != name else "",
        words.money(change.before),
        words.money(change.after),
        words.told(change.what),
    )
