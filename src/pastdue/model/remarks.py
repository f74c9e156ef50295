"""Remarks: what a run tells its reader beside letters, skips and rejected rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pastdue.model.errors.problems import Source
from pastdue.model.messages import Message, Names, Text, Value


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to tell: of what (`about`: an invoice, a customer, an option, a series; empty: the run as a whole),
    at which place of which file, and what to do, where there is something to do.

    `str()` is the line a reader sees:

    >>> print(Remark("missing since the run of 2026-10-31", "A-7", remedy="a row that disappears is not paid"))
    A-7: missing since the run of 2026-10-31; a row that disappears is not paid
    >>> print(Remark("the rate is your own", source=Source("rates.csv", 3)))
    rates.csv:3: the rate is your own
    """

    text: Text
    about: Value = ""
    source: Source | None = None
    remedy: Text = ""
    warns: bool = False
    """True when the remark is shown under `--quiet` too, because it may ask the user to do something."""

    def __str__(self) -> str:
        where = "".join(f"{place}: " for place in (self.source, self.about) if place)
        return f"{where}{self.text}" + (f"; {self.remedy}" if self.remedy else "")


def gathered(remarks: Iterable[Remark], at_most: int = 20) -> tuple[Remark, ...]:
    """The remarks, those that differ in `about` alone as one, which names at most `at_most` of their subjects.

    >>> for remark in gathered([Remark("no copy", "A"), Remark("late"), Remark("no copy", "B"), Remark("late")]):
    ...     print(remark)
    A, B: no copy
    late
    """
    about: dict[Remark, dict[Value, None]] = defaultdict(dict)
    for remark in remarks:
        about[replace(remark, about="")] |= {remark.about: None} if remark.about else {}
    return tuple(replace(remark, about=_named(tuple(names), at_most)) for remark, names in about.items())


def _named(about: tuple[Value, ...], at_most: int) -> Value:
    """The things that several remarks are about, in words: `customers A, B`, or each by its own name.

    >>> print(_named((Message.of("the_customer", id="A"), Message.of("the_customer", id="Lane, Sons & Co")), 20))
    customers A; Lane, Sons & Co
    """
    customers = [one for one in about if isinstance(one, Message) and one.key == "the_customer"]
    ids = tuple(number for one in customers for _, number in one.values)
    if len(ids) == len(about) > 1:
        return Message.of("the_customers", count=len(ids), ids=Names(ids, at_most))
    return Names(about, at_most) if about else ""
