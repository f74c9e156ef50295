"""The facts of a claim or an invoice by name, and texts filled in with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pastdue.letters.language.voice import Voice
from pastdue.model.money import Money

PLACE = re.compile(r"\{([a-z_]+)\}(\.?)")
"""A name in braces, and the full stop behind it."""
_OPTIONAL = re.compile(r"\[([^][]*\{[a-z_]+\}[^][]*)\]")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that may go into a form: values by name, as text, `blank` where nothing is known; and of each amount
    among them whether it is not 0."""

    values: Mapping[str, str]
    owed: Mapping[str, bool]
    blank: str

    @classmethod
    def of(cls, facts: Mapping[str, str | Money | None], voice: Voice, blank: str) -> Facts:
        """The facts of a claim or an invoice, written as `voice` does; None, no fact, counts as an amount of 0."""
        amounts = {name: fact for name, fact in facts.items() if isinstance(fact, Money)}
        written = {name: voice.written.money(fact) for name, fact in amounts.items()}
        values = {name: fact for name, fact in facts.items() if isinstance(fact, str)} | written
        nothing = {name: "" for name, fact in facts.items() if fact is None}
        owed = {name: bool(fact) for name, fact in amounts.items()}
        return cls({**values, **nothing}, {**owed, **dict.fromkeys(nothing, False)}, blank)

    def and_of(self, own: Facts) -> Facts:
        """These facts and those of one invoice."""
        return Facts({**self.values, **own.values}, {**self.owed, **own.owed}, self.blank)

    def said(self, template: str) -> str:
        """`template` with its values filled in once, without the words in square brackets whose amounts are all 0; a
        full stop is not doubled."""

        def kept(found: re.Match[str]) -> str:
            amounts = [self.owed[name] for name, _ in PLACE.findall(found[1]) if name in self.owed]
            return found[1] if any(amounts) or not amounts else ""

        def value(found: re.Match[str]) -> str:
            text = self.values[found[1]] or self.blank
            return text if text.endswith(".") else text + found[2]

        return PLACE.sub(value, _OPTIONAL.sub(kept, template))
