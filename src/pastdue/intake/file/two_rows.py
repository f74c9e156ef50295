"""Headers in two rows: an upper one that names groups of columns, and a lower one that names the columns of each; and
names of columns that hold the delimiter."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from itertools import pairwise

from pastdue.intake.export.recognition import first_rows
from pastdue.intake.values.word_rows import rows

_FEWEST = 4
"""Fewer columns than these have no groups."""
_FEWEST_FIELDS = 2
"""So many fields in the upper row make it a header."""

Rows = list[list[str]]


def with_one_header(head: str, delimiter: str, found_in: Callable[[Rows], int]) -> tuple[str, int] | None:
    """The first rows of the file that begins with `head`, a header of two rows as one, the upper row blank, and the
    number of the lower one; None where it has none in which more fields are found than in either row, or as many where
    the upper row is the header and figures stand below both. `found_in` says how many fields are found in the best of
    some rows.

    The names of the columns are those of the lower row, or each with that of its group before it, whichever tell more.
    """
    first = first_rows(head, delimiter)
    for at, (upper, lower) in enumerate(pairwise(first), 1):
        if not is_one_header(upper, lower):
            continue
        alone, together = names_of(upper, lower, grouped=False), names_of(upper, lower, grouped=True)
        names = max(together, alone, key=lambda each: found_in([each]))
        least = found_in([upper, lower]) + int(not _leads(found_in, upper, first[at + 1 :]))
        if found_in([names]) >= least:
            return _written([*first[: at - 1], [""] * len(upper), names, *first[at + 1 :]], delimiter), at
    return None


def with_whole_names(head: str, delimiter: str, top: int) -> str | None:
    """The first rows of the file that begins with `head`, with those cells of its header, row `top`, as one name that
    only together close a bracket; None where not every row below has just as many fields as the header has then."""
    first = first_rows(head, delimiter)
    names = whole_names(first[top], delimiter)
    below = [row for row in first[top + 1 :] if any(cell.strip() for cell in row)]
    if len(names) == len(first[top]) or not below or any(len(row) != len(names) for row in below):
        return None
    return _written([*first[:top], names, *first[top + 1 :]], delimiter)


def whole_names(cells: Sequence[str], delimiter: str) -> list[str]:
    """The cells of a header, those of which only together close a bracket as one.

    >>> whole_names(["Total", "Currency (e.g. EUR", " USD)", "Due (to pay)"], ",")
    ['Total', 'Currency (e.g. EUR, USD)', 'Due (to pay)']
    """
    found = list[str]()
    for cell in cells:
        open_ = bool(found) and found[-1].count("(") > found[-1].count(")")
        found = [*found[:-1], f"{found[-1]}{delimiter}{cell}"] if open_ else [*found, cell]
    return found


def _leads(found_in: Callable[[Rows], int], upper: list[str], below: Rows) -> bool:
    """True when the upper row alone has fields, and figures stand below the lower one: no invoice stands there."""
    return found_in([upper]) >= _FEWEST_FIELDS and any(char.isdigit() for row in below for cell in row for char in cell)


def is_one_header(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """True when the two rows are one header: each column is named in one of them at least, none by a figure, and a name
    in the lower row alone stands to the right of one in both, whose group it belongs to.

    >>> is_one_header(["Invoice", "", "Customer", "Amount"], ["No.", "Date", "", "gross"])
    True
    >>> is_one_header(["Invoice", "Date", "Customer", "Amount"], ["A-1", "2026-01-02", "Alder", "100.00"])
    False
    """
    if len(upper) != len(lower) or len(upper) < _FEWEST:
        return False
    above, below = ([cell.strip() for cell in row] for row in (upper, lower))
    if any(cell[:1].isdigit() or cell.isdigit() for cell in (*above, *below) if cell):
        return False
    if not all(map(any, zip(above, below, strict=True))):
        return False
    alone = [place for place, (one, two) in enumerate(zip(above, below, strict=True)) if two and not one]
    starts = [max((place for place in range(at) if above[place]), default=-1) for at in alone]
    return bool(alone) and all(start >= 0 and below[start] for start in starts)


def names_of(upper: Sequence[str], lower: Sequence[str], *, grouped: bool) -> list[str]:
    """The names of the columns of such a header, those of the lower row behind that of their group if `grouped`, or if
    they say no more than that a day stands below.

    >>> names_of(["Invoice", "", "Customer"], ["No.", "Date", ""], grouped=True)
    ['Invoice No.', 'Invoice Date', 'Customer']
    >>> names_of(["Mieter", "Zahlung", ""], ["", "Betrag", "am"], grouped=False)
    ['Mieter', 'Betrag', 'Zahlung am']
    """
    found, group, of_day = list[str](), "", rows("headers")["on_day"]
    for one, two in zip(upper, lower, strict=True):
        group = one.strip() or group
        name = two.strip()
        found.append(f"{group} {name}" if name and (grouped or name.lower() in of_day) else name or group)
    return found


def _written(lines: Rows, delimiter: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(lines)
    return text.getvalue()
