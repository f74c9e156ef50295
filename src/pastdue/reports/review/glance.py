"""The figures at the head of the review page: sums asked for by currency and stage, and open amounts since the last
run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.reports.charts import svg
from pastdue.reports.charts.bars import beside
from pastdue.reports.outcome import Outcome, SetLetter
from pastdue.reports.review.review import Review
from pastdue.reports.review.words import PageWords, ShownFigure


@dataclass(frozen=True, slots=True)
class CurrencyRow:
    """One currency: the sum its letters ask for, the open amount, and its change since the last run."""

    currency: str
    letters: ShownFigure | None
    asked: ShownFigure | None
    charges: ShownFigure | None
    open: ShownFigure
    overdue: ShownFigure
    change: ShownFigure | None


@dataclass(frozen=True, slots=True)
class StageRow:
    """The letters of one stage in one currency; `bar` is the SVG of their sum beside the currency's other stages."""

    stage: str
    currency: str
    letters: ShownFigure
    invoices: ShownFigure
    asked: ShownFigure
    bar: str


def by_currency(review: Review, words: PageWords) -> tuple[CurrencyRow, ...]:
    """A row for each currency in which something is asked for or open."""
    letters = _letters_by_currency(review.outcome)
    totals = {total.currency: total for total in review.aging.totals}
    bridges = {bridge.currency: bridge for bridge in (review.changes.bridges if review.changes is not None else ())}
    rows = []
    for currency in sorted({*letters, *totals, *bridges}):
        own, total, bridge = letters.get(currency, ()), totals.get(currency), bridges.get(currency)
        nothing = Money.zero(currency)
        charges = sum_of((n.charged for letter in own for n in letter.draft.notices), currency)
        rows.append(
            CurrencyRow(
                currency,
                words.number(len(own)) if review.outcome is not None else None,
                words.amount(asked(own, currency)) if review.outcome is not None else None,
                words.amount(charges) if review.outcome is not None else None,
                words.amount(total.total if total else nothing) or ShownFigure("", ""),
                words.amount(total.overdue if total else nothing) or ShownFigure("", ""),
                words.signed(bridge.now - bridge.then) if bridge is not None else None,
            )
        )
    return tuple(rows)


def by_stage(review: Review, words: PageWords) -> tuple[StageRow, ...]:
    """A row for each currency and stage that has letters, the mildest stage first."""
    letters = sorted(_letters_by_currency(review.outcome).items())
    return tuple(row for currency, own in letters for row in _stages(own, currency, words))


def _stages(own: Sequence[SetLetter], currency: str, words: PageWords) -> Iterator[StageRow]:
    stages = sorted({letter.draft.stage for letter in own}, key=lambda stage: stage.severity)
    present = {stage: [letter for letter in own if letter.draft.stage == stage] for stage in stages}
    sums = [asked(letters, currency) for letters in present.values()]
    bars = {part.of: svg.bar((part,), ["whole"] * len(sums)) for part in beside(sums)}
    for n, (stage, letters) in enumerate(present.items()):
        invoices = sum(len(letter.draft.notices) for letter in letters)
        yield StageRow(
            words.stage(stage),
            currency,
            words.number(len(letters)),
            words.number(invoices),
            words.amount(sums[n]) or ShownFigure("", ""),
            bars.get(n, ""),
        )


def asked(letters: Sequence[SetLetter], currency: str) -> Money:
    """The sum that `letters`, all in one currency, ask for."""
    return sum_of((letter.draft.total for letter in letters), currency)


def _letters_by_currency(outcome: Outcome | None) -> dict[str, list[SetLetter]]:
    found: dict[str, list[SetLetter]] = defaultdict(list)
    for letter in outcome.letters if outcome is not None else ():
        found[letter.draft.currency].append(letter)
    return found
