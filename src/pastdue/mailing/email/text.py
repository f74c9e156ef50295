"""The text of an e-mail: a letter's words as plain text, in the order of its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import starmap

from pastdue.model.letters import EmailWords, Grid, Letter

_SIGNATURE_MARK = "-- "
"""The line above the sender's name and numbers, by which mail programs know where the message ends (RFC 3676)."""


def text_of(letter: Letter, words: EmailWords) -> str:
    """The letter as the plain text of its e-mail, lines as long as their paragraphs, which mail programs wrap.

    Each invoice is a group of lines, a label and its value a line: columns need a typeface that many programs lack.
    The calculation of the charges is in the attached letter alone.
    """
    said = partial(_labelled, words.labelled)
    groups = (
        letter.head.sender,  # above the rest as on the page, since the letter says "at the address above"
        (letter.salutation,),
        *((paragraph,) for paragraph in letter.opening),
        *_invoices(letter.grid, said),
        tuple(starmap(said, letter.grid.totals)),
        (letter.payment.pay_line,),
        (letter.payment.title, *starmap(said, letter.payment.rows)),
        *((paragraph,) for paragraph in letter.closing),
        words.covering,
        (letter.farewell, *letter.signature),
        (letter.head.place_and_date, *starmap(said, letter.head.references), letter.enclosed.line),
        (_SIGNATURE_MARK, *letter.head.sender[:1], *starmap(said, letter.head.sender_details)),
        letter.footer,
    )
    texts = ("\n".join(line for line in group if line) for group in groups)
    return "\n\n".join(text for text in texts if text) + "\n"


def _labelled(pattern: str, label: str, value: str) -> str:
    return pattern.format(label=label, value=value)


def _invoices(grid: Grid, said: Callable[[str, str], str]) -> Iterator[tuple[str, ...]]:
    """Each row of the table with its headings, and the text that stands under it."""
    unders = grid.under or ("",) * len(grid.rows)
    for row, under in zip(grid.rows, unders, strict=True):
        lines = (said(heading, cell) for heading, cell in zip(grid.headings, row, strict=True) if cell)
        yield (*lines, under)
