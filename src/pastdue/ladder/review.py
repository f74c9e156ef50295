"""Letters held back for review because they ask for a very large sum."""

from __future__ import annotations

from collections.abc import Iterable

from pastdue.ladder.rules import Rules
from pastdue.model import Skip, Why
from pastdue.model.letters import PlannedLetter
from pastdue.model.messages import Message
from pastdue.model.wording import quoted


def reviewed(letters: Iterable[PlannedLetter], rules: Rules) -> tuple[tuple[PlannedLetter, ...], list[Skip]]:
    """The letters that may go out, and a skip for each invoice of one that asks for more than `review_above`, credits
    deducted and charges included, unless all its invoices are approved."""
    kept: list[PlannedLetter] = []
    waiting: list[Skip] = []
    for letter in letters:
        limit, asked, customer = rules.review_above.get(letter.currency), letter.total, letter.customer.id
        if limit is None or asked <= limit or all(rules.has_approved(notice.invoice) for notice in letter.notices):
            kept.append(letter)
            continue
        numbers = [notice.invoice.number for notice in letter.notices]
        detail = Message.of("above_limit", asked=asked, limit=limit)
        if len(numbers) > 1:
            named = quoted(customer)
            detail = Message.of("above_limit_together", asked=asked, limit=limit, count=len(numbers), customer=named)
        waiting += [Skip(number, customer, Why.NEEDS_REVIEW, None, detail) for number in numbers]
    return tuple(kept), waiting
