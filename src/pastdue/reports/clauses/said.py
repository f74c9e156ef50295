"""Figures in clauses: spans of time, amounts by currency and series, as one language writes them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pastdue.charges.reference import Reference
from pastdue.letters.language.messages import SPANS
from pastdue.letters.language.vocabulary import SERIES
from pastdue.letters.language.voice import Voice
from pastdue.model.money import Money
from pastdue.model.spans import Span


class Said:
    """A voice that words contract terms: each text is a key of the table `[contract]`."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def say(self, key: str, **values: str) -> str:
        """The text `key` with `values` filled in."""
        return self.voice.say(f"contract.{key}", values)

    def span(self, span: Span) -> str:
        """A length of time: 7 days, 2 weeks."""
        return self.voice.say(SPANS[span.unit], count=span.count)

    def percent(self, percent: Decimal) -> str:
        """A percentage with the digits it has."""
        return self.voice.written.percent(percent)

    def amount(self, amounts: Money | Iterable[Money]) -> str:
        """An amount, or one in each currency, of which that of the invoice's currency counts."""
        several = (amounts,) if isinstance(amounts, Money) else tuple(amounts)
        return " / ".join(self.voice.written.money(each) for each in several)

    def series(self, reference: Reference) -> str:
        """A published series by its name in this language, else by its title."""
        name, title = reference.series.name, reference.series.about.title
        return self.voice.say(f"series.{name.replace('-', '_')}") if name in SERIES else title

    def joined(self, parts: Iterable[str]) -> str:
        """The parts of one sentence joined; empty ones are left out."""
        return self.voice.apart(part for part in parts if part)
