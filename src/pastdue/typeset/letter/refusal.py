"""How is a letter named that cannot be printed? By its own number and by the invoices nobody will be reminded of."""

from __future__ import annotations

from pastdue.model.errors import shown
from pastdue.model.letters import Letter

_NAMED_AT_MOST = 3


def named(letter: Letter) -> str:
    """`letter L-1, invoice A`: the letter's number and, in the order of its table, at most three of its invoices."""
    numbers = [row[0] for row in letter.grid.rows]
    if not numbers:
        return f"letter {letter.number}"
    told = ", ".join(shown(number, 40) for number in numbers[:_NAMED_AT_MOST])
    more = f" and {len(numbers) - _NAMED_AT_MOST} more" if len(numbers) > _NAMED_AT_MOST else ""
    return f"letter {letter.number}, invoice{'s' if len(numbers) > 1 else ''} {told}{more}"
