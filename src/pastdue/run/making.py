"""How are all letters of a run made? In their order, numbered without a gap, on every core when there are many.

A letter's number is among its words, and one that cannot be printed uses none up. So letters are made a stretch at a
time, as if all of them could be: behind one that cannot, the rest of its stretch is made again under other numbers.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from pastdue.firm import Firm
from pastdue.ledger import letter_number, letter_to_json
from pastdue.letters.grouping import draft
from pastdue.model import Skip, Why
from pastdue.model.errors import CannotPrint
from pastdue.model.letters import Draft
from pastdue.reports.outcome import SetLetter
from pastdue.run.letters import Press
from pastdue.run.planning import Planned
from pastdue.run.workers.local import Crew
from pastdue.typeset import Galley, Packed, Packer

LETTERS_A_CORE = 250
"""For fewer, starting another process takes longer than it saves."""
_SHORTEST, _LONGEST = 32, 256
"""How many letters a stretch of several processes has at first and behind a refusal, and at most."""


@dataclass(frozen=True, slots=True)
class Made:
    """A letter made: its words as the ledger keeps them, its own PDF, its pages for the print file, and, where it is
    wanted, its PDF/A."""

    draft: Draft
    words: str
    pdf: bytes
    pages: int
    packed: Packed
    archived: bytes | None = None


Keep = Callable[[str, bytes], str]
"""Takes a file's name and bytes, puts them where they belong, and returns their sha256."""

Refused = tuple[Draft, CannotPrint]
"""A letter that cannot be printed, and why."""


@dataclass(frozen=True, slots=True)
class Home:
    """Whose letters are made, and how: all that another process has to know. `processes` is how many there may be;
    as many as there are cores when it is 0."""

    firm: Firm
    archive: bool = False
    processes: int = 0

    def maker(self) -> Maker:
        """A maker of this firm's letters."""
        return Maker(Press(self.firm), self.archive)

    def hand(self) -> Callable[[Draft], Made | Refused]:
        """What another process does with each draft."""
        return self.maker().make


class Maker:
    """Makes a firm's letters, one at a time."""

    def __init__(self, press: Press, archive: bool) -> None:
        self._press, self._archive, self._packer = press, archive, Packer()

    def make(self, draft: Draft) -> Made | Refused:
        """`draft` composed, set and drawn; or why it cannot be printed."""
        try:
            letter = self._press.letter(draft)
            pages = self._press.set(letter)
        except CannotPrint as error:
            return draft, error
        archived = self._press.archived(letter, pages, draft.on) if self._archive else None
        packed = self._packer.packed(self._press.drawn(letter, pages))
        return Made(draft, letter_to_json(letter), pages.pdf, pages.count, packed, archived)


class Pressroom:
    """Makes letters with one maker, here, or with those of several processes; puts their pages on the `galley`, if any
    print file is to have them."""

    def __init__(self, maker: Maker, galley: Galley | None, crew: Crew[Draft, Made | Refused] | None = None) -> None:
        self._maker, self._galley, self._crew = maker, galley, crew
        # Here a letter is made when its number is known: nothing is ever made for nothing.
        self._shortest, self._longest = (1, 1) if crew is None else (_SHORTEST, _LONGEST)

    def make(self, drafts: Iterable[Draft | Refused], number: Callable[[int], str]) -> Iterator[Made | Refused]:
        """Each of `drafts` made, in their order; the nth that can be printed has the number `number(n)`, from 0."""
        waiting: deque[Draft | Refused] = deque()
        source, done, length = iter(drafts), 0, self._shortest
        while True:
            waiting.extend(islice(source, max(0, length - len(waiting))))
            if not waiting:
                return
            refused = False
            for result in self._stretch(tuple(islice(waiting, length)), partial(_shifted, number, done)):
                if isinstance(result, Made) and self._galley is not None:
                    self._galley.learn(result.packed)
                if refused:
                    continue  # its number has become another letter's
                waiting.popleft()
                if isinstance(result, Made) and self._galley is not None:
                    self._galley.keep(result.packed, result.words)
                yield result
                refused = not isinstance(result, Made)
                done += not refused
            length = self._shortest if refused else min(length * 2, self._longest)

    def _stretch(self, stretch: Sequence[Draft | Refused], number: Callable[[int], str]) -> Iterator[Made | Refused]:
        """All of `stretch` made as if no other than those already refused were."""
        drafts = (item for item in stretch if isinstance(item, Draft))
        made = self._map([replace(draft, number=number(n)) for n, draft in enumerate(drafts)])
        return (next(made) if isinstance(item, Draft) else item for item in stretch)

    def _map(self, drafts: Sequence[Draft]) -> Iterator[Made | Refused]:
        if self._crew is None:
            return map(self._maker.make, drafts)
        return self._crew.map(drafts)


def _shifted(number: Callable[[int], str], by: int, n: int) -> str:
    return number(by + n)


@contextmanager
def pressroom(maker: Maker, galley: Galley | None, home: Home, letters: int) -> Iterator[Pressroom]:
    """The pressroom for so many letters: another process for each core that they keep busy, else none."""
    processes = min(home.processes or _cores(), letters // LETTERS_A_CORE)
    if processes < 2:
        yield Pressroom(maker, galley)
        return
    with Crew(processes, home.hand) as crew:
        yield Pressroom(maker, galley, crew)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def make_letters(
    planned: Planned, press: Press, galley: Galley | None, first: int, keep: Keep
) -> tuple[list[SetLetter], list[Skip]]:
    """Every planned letter made and kept, numbered from `first`; and skips for those that cannot be printed.

    A number is used up only by a letter that was made. Their pages go to the `galley`, if any print file is to have
    them, and with it their PDF/A where the settings want it.
    """
    job, made, refused = planned.opened.job, list[SetLetter](), list[Skip]()
    archive = galley is not None and job.firm.settings.letters.archive
    home = Home(job.firm, archive, job.processes)
    with pressroom(Maker(press, archive), galley, home, len(planned.letters)) as room:
        for done, one in enumerate(
            room.make(_drafts(planned, press), lambda n: letter_number(job.as_of, first + n)), 1
        ):
            if isinstance(one, Made):
                made.append(_kept(one, press, keep))
            else:
                refused += _not_printable(*one)
            job.watch(done, len(planned.letters))
    return made, refused


def _drafts(planned: Planned, press: Press) -> Iterator[Draft | Refused]:
    """Each planned letter as a draft that has no number yet, with its copies, or refused for want of one."""
    for letter in planned.letters:
        words = draft(letter, planned.opened.job.as_of)
        try:
            yield press.enclosed(words)
        except CannotPrint as error:
            yield words, error


def _kept(made: Made, press: Press, keep: Keep) -> SetLetter:
    """The letter, its files put where they belong."""
    words = made.draft
    file = f"letters/{words.number}-{words.stage.value.replace('_', '-')}.pdf"
    hashed = keep(file, made.pdf)
    if made.archived is not None:
        keep(file.replace("letters/", "archive/"), made.archived)
    return SetLetter(words, words.notices[0].invoice.customer, made.pages, press.sheets(made.pages), file, hashed)


def _not_printable(words: Draft, error: CannotPrint) -> Iterator[Skip]:
    """A skip for each invoice of a letter that cannot be printed."""
    why = error.unnumbered
    return (Skip(n.invoice.number, n.invoice.customer.id, Why.NOT_PRINTABLE, None, why) for n in words.notices)
