"""The agreement between the parts of one export, and the rows that no two of them may share.

All have one header and write days and amounts alike. A customer stands in one part with all its invoices, and an
invoice in one part alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from pastdue.intake.export.choices import Proofs
from pastdue.intake.file.structure import Ints
from pastdue.intake.parts.survey import Shown, Surveyed
from pastdue.model.errors.problems import Problem, Source

NumbersAt = Callable[[int, Sequence[int]], Mapping[int, str]]
"""The numbers of the invoices of a part, which is counted from 0, by the lines they stand on."""

_WHOLE = "put all invoices of a customer into one part, or hand in one file"
_ONCE = "keep it in one part"


def problems_between(parts: Sequence[Surveyed], numbers_at: NumbersAt) -> Iterator[Problem]:
    """The contradictions between the parts, each as a problem with the places in both."""
    yield from _headers(parts)
    yield from _written(parts, lambda part: part.dates, "dates are written {0} first, as {1!r}, and {2} first")
    yield from _written(parts, lambda part: part.decimals, "amounts have the decimal mark {0!r}, as {1!r}, and {2!r}")
    yield from _invoices(parts, numbers_at)
    yield from _customers(parts)


def proofs_of(parts: Sequence[Surveyed]) -> Proofs:
    """The proofs any of the parts gives of how their columns are written."""
    dates = {name: shown.text for part in reversed(parts) for name, shown in part.dates.items()}
    decimals = {name: shown.says for part in reversed(parts) for name, shown in part.decimals.items()}
    return Proofs(dates, decimals)


def _headers(parts: Sequence[Surveyed]) -> Iterator[Problem]:
    first = parts[0]
    for part in parts[1:]:
        if part.header != first.header:
            other = next((name for name in part.header if name not in first.header), "")
            lacks = next((name for name in first.header if name not in part.header), "")
            differs = f"has {other!r}" if other else f"lacks {lacks!r}" if lacks else "has them in another order"
            what = f"the columns are not those of {first.source}: this part {differs}"
            yield Problem(part.source, "", "", what, "export all parts alike, or make one run for each kind of export")


def _written(parts: Sequence[Surveyed], of: Callable[[Surveyed], Mapping[str, Shown]], what: str) -> Iterator[Problem]:
    """The columns that two parts prove to be written differently, the later part's place first."""
    first: dict[str, tuple[Surveyed, Shown]] = {}
    for part in parts:
        for name, shown in of(part).items():
            other, known = first.setdefault(name, (part, shown))
            if known.says != shown.says:
                said = f"{what.format(shown.says, shown.text, known.says)} in {other.source.file}, as {known.text!r}"
                yield Problem(part.source, name, "", said, "export all parts in one way")


def _customers(parts: Sequence[Surveyed]) -> Iterator[Problem]:
    """The customers with invoices in two parts."""
    first: dict[str, Source] = {}
    for part in parts:
        for id_, line in part.customers.items():
            here = Source(part.source.file, line)
            there = first.setdefault(id_, here)
            if there.file != here.file:
                yield Problem(here, "customer", id_, f"the customer has invoices at {there}, too", _WHOLE)


def _invoices(parts: Sequence[Surveyed], numbers_at: NumbersAt) -> Iterator[Problem]:
    """The invoices that stand in two parts; of those whose keys agree the numbers are compared."""
    keys = np.concatenate([part.invoices for part in parts])
    owner = np.repeat(np.arange(len(parts)), [len(part.invoices) for part in parts])
    lines = np.concatenate([part.lines for part in parts])
    order = np.argsort(keys, kind="stable")
    again = np.flatnonzero(keys[order][1:] == keys[order][:-1])
    if not len(again):
        return
    rows = np.unique(order[np.concatenate([again, again + 1])])
    numbers = _numbers(rows, owner, lines, numbers_at)
    for one, other in pairwise(order.tolist()):
        if keys[one] == keys[other] and numbers[one] == numbers[other]:
            there, here = (Source(parts[owner[row]].source.file, int(lines[row])) for row in (one, other))
            yield Problem(here, "invoice", numbers[other], f"the invoice stands at {there}, too", _ONCE)


def _numbers(rows: Ints, owner: Ints, lines: Ints, numbers_at: NumbersAt) -> dict[int, str]:
    """The numbers of the invoices at `rows`."""
    found: dict[int, str] = {}
    for part in np.unique(owner[rows]).tolist():
        own = rows[owner[rows] == part]
        said = numbers_at(part, lines[own].tolist())
        found |= {row: said[line] for row, line in zip(own.tolist(), lines[own].tolist(), strict=True)}
    return found
