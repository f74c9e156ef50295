"""All letters of a run, made in their order and numbered without a gap, on every core when there are many.

A letter's number is among its words, and one that cannot be printed uses none up. So letters are made a stretch at a
time, as if all of them could be: behind one that cannot, the rest of its stretch is made again under other numbers.
"""

from __future__ import annotations

import pickle
import secrets
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TypeVar

from pastdue.ledger import letter_number
from pastdue.letters.grouping import draft
from pastdue.letters.saved import letter_from_json, letter_to_json
from pastdue.model import Skip, Why
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.errors.problems import shown
from pastdue.model.letters import Draft
from pastdue.model.messages import Message, Names, Text
from pastdue.model.wording import LISTED_AT_MOST
from pastdue.reports.outcome import SetLetter
from pastdue.run.email.drafts import draft_file
from pastdue.run.letters import LetterMaker
from pastdue.run.planning import Planned
from pastdue.run.workers import CHUNK, Workers
from pastdue.run.workers.choice import workers_for
from pastdue.typeset import DrawnLetters, Packed, Packer

_SHORTEST, _LONGEST = 32, 256
"""The number of letters given to the workers at first and after a refusal, and the largest number, unless there are
many workers."""
_AHEAD = 32
"""The number of letters given out at once for each worker where there are many."""
_HERE = 64
"""The largest number of letters made at once without workers."""

Before = TypeVar("Before")
After = TypeVar("After")


@dataclass(frozen=True, slots=True)
class Made:
    """A letter made of a draft: its words as the ledger keeps them, its own PDF, its pages for the print file, and,
    where it is wanted, its PDF/A."""

    words: str
    pdf: bytes
    pages: int
    packed: Packed
    archived: bytes | None = None


Keep = Callable[[str, bytes], str]
"""Takes a file's name and bytes, puts them where they belong, and returns their sha256."""

Refused = tuple[Draft, CannotPrint]
"""A letter that cannot be printed, and why."""

Finished = tuple[Draft, Made | CannotPrint]
"""A draft with its number, and the letter made of it or why it cannot be printed."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings another process needs to make the letters of one run. `firm` is pickled, `run` tells one run from
    the next, and `known` are the hashes of contents that are kept already."""

    firm: bytes
    run: str
    archive: bool = False
    known: frozenset[str] = frozenset()


_ONCE = threading.local()
"""The maker of this thread and the run it is for: fonts, pictures and wordings are loaded once a run."""


def make_all(recipe: Recipe, drafts: Sequence[Draft]) -> list[Made | CannotPrint]:
    """The letters of `drafts`, made in a process that knows the firm from the recipe alone."""
    if getattr(_ONCE, "run", None) != recipe.run:
        _ONCE.maker, _ONCE.run = LetterMaker(pickle.loads(recipe.firm)), recipe.run
    return make(_ONCE.maker, drafts, Packer(recipe.known), archive=recipe.archive)


def make(maker: LetterMaker, drafts: Sequence[Draft], packer: Packer, *, archive: bool) -> list[Made | CannotPrint]:
    """Each of `drafts` composed, set and drawn, or why it cannot be printed.

    Each step is taken for all of them before the next. The code of all steps is more than a processor's cache holds:
    eight letters made so take a quarter less time than eight made one after the other, and sixty-four less again.
    """
    placed = _each(maker.placed, _each(maker.letter, drafts))
    laid_out = [maker.laid_out(one) for one in placed if not isinstance(one, CannotPrint)]
    pages = [maker.filed(one) for one in laid_out]
    archived = [maker.archived(one.letter, own) if archive else None for one, own in zip(laid_out, pages, strict=True)]
    packed = [packer.packed(maker.drawn(one)) for one in laid_out]
    words = [letter_to_json(one.letter) for one in laid_out]
    made = (
        Made(said, own.pdf, own.count, drawn, kept)
        for said, own, drawn, kept in zip(words, pages, packed, archived, strict=True)
    )
    return [one if isinstance(one, CannotPrint) else next(made) for one in placed]


def _each(step: Callable[[Before], After], items: Sequence[Before | CannotPrint]) -> list[After | CannotPrint]:
    """Each of `items` after `step`, or why it cannot be printed."""
    return [item if isinstance(item, CannotPrint) else _tried(step, item) for item in items]


def _tried(step: Callable[[Before], After], item: Before) -> After | CannotPrint:
    try:
        return step(item)
    except CannotPrint as error:
        return error


class NumberedLetters:
    """Makes the letters of a run in their order, here with `maker` or on `workers`; keeps their pages in `drawn`,
    if any print file is to have them."""

    def __init__(
        self, maker: LetterMaker, recipe: Recipe, drawn: DrawnLetters | None, workers: Workers | None = None
    ) -> None:
        self._maker, self._recipe, self._drawn, self._workers = maker, recipe, drawn, workers
        self._packer = Packer()
        self._shortest = CHUNK if workers is None else _SHORTEST
        self._longest = _HERE if workers is None else max(_LONGEST, workers.count * _AHEAD)

    def make(self, drafts: Iterable[Draft | Refused], number: Callable[[int], str]) -> Iterator[Finished]:
        """Each of `drafts` made, in their order; the nth that can be printed has the number `number(n)`, from 0."""
        waiting: deque[Draft | Refused] = deque()
        source, done, length = iter(drafts), 0, self._shortest
        while True:
            waiting.extend(islice(source, max(0, length - len(waiting))))
            if not waiting:
                return
            refused = False
            for words, result in self._stretch(tuple(islice(waiting, length)), partial(_shifted, number, done)):
                if isinstance(result, Made) and self._drawn is not None:
                    self._drawn.learn(result.packed)
                if refused:
                    continue  # its number has become another letter's
                waiting.popleft()
                if isinstance(result, Made) and self._drawn is not None:
                    self._drawn.keep(result.packed, result.words)
                yield words, result
                refused = not isinstance(result, Made)
                done += not refused
            length = self._shortest if refused else min(length * 2, self._longest)

    def _stretch(self, stretch: Sequence[Draft | Refused], number: Callable[[int], str]) -> Iterator[Finished]:
        """All of `stretch` made as if no other than those already refused were."""
        drafts = (item for item in stretch if isinstance(item, Draft))
        numbered = [replace(draft, number=number(n)) for n, draft in enumerate(drafts)]
        made = zip(numbered, self._map(numbered), strict=True)
        return (next(made) if isinstance(item, Draft) else item for item in stretch)

    def _map(self, drafts: Sequence[Draft]) -> Iterator[Made | CannotPrint]:
        if self._workers is None:
            return iter(make(self._maker, drafts, self._packer, archive=self._recipe.archive))
        known = frozenset[str]() if self._drawn is None else self._drawn.known
        return self._workers.map(partial(make_all, replace(self._recipe, known=known)), drafts)


def _shifted(number: Callable[[int], str], by: int, n: int) -> str:
    return number(by + n)


def make_letters(
    planned: Planned, maker: LetterMaker, drawn: DrawnLetters | None, first: int, keep: Keep
) -> tuple[list[SetLetter], list[Skip]]:
    """Every planned letter made and kept, numbered from `first`; and skips for those that cannot be printed.

    A number is used up only by a letter that was made. Their pages go to `drawn`, if any print file is to have
    them, and with it their PDF/A where the settings want it.
    """
    job, made, refused = planned.opened.job, list[SetLetter](), list[Skip]()
    archive = drawn is not None and job.firm.settings.letters.archive
    with workers_for(job, len(planned.letters)) as workers:
        recipe = Recipe(pickle.dumps(job.firm), secrets.token_hex(8), archive)
        letters = NumberedLetters(maker, recipe, drawn, workers)
        results = letters.make(_drafts(planned, maker), lambda n: letter_number(job.as_of, first + n))
        for done, (words, one) in enumerate(results, 1):
            if isinstance(one, Made):
                made.append(_kept(words, one, maker, keep))
            else:
                refused += _not_printable(words, one)
            job.watch(done, len(planned.letters))
    return made, refused


def _drafts(planned: Planned, maker: LetterMaker) -> Iterator[Draft | Refused]:
    """Each planned letter as a draft that has no number yet, with its copies, or refused for want of one."""
    for letter in planned.letters:
        words = draft(letter, planned.opened.job.as_of)
        try:
            yield maker.enclosed(words)
        except CannotPrint as error:
            yield words, error


def _kept(words: Draft, made: Made, maker: LetterMaker, keep: Keep) -> SetLetter:
    """The letter made of `words`, its files put where they belong."""
    file = f"letters/{words.number}-{words.stage.value.replace('_', '-')}.pdf"
    hashed = keep(file, made.pdf)
    draft_at = ""
    if words.route.email:
        draft_at = draft_file(file)
        keep(draft_at, maker.email(letter_from_json(made.words), made.pdf))
    if made.archived is not None:
        keep(file.replace("letters/", "archive/"), made.archived)
    customer, sheets = words.notices[0].invoice.customer, maker.sheets(made.pages)
    return SetLetter(words, customer, made.pages, sheets, file, hashed, draft_file=draft_at)


def _not_printable(words: Draft, error: CannotPrint) -> Iterator[Skip]:
    """A skip for each invoice of a letter that cannot be printed."""
    why = _unnumbered(error)
    return (Skip(n.invoice.number, n.invoice.customer.id, Why.NOT_PRINTABLE, None, why) for n in words.notices)


def _unnumbered(error: CannotPrint) -> Text:
    """The error and its remedy in one line, without the letter's number, which the next letter gets; plain text where
    it repeats what another error said."""
    what, remedy = error.said
    if error.invoices:
        numbers = Names(tuple(shown(number, 40) for number in error.invoices), LISTED_AT_MOST)
        what = Message.of("about_invoices", count=len(error.invoices), numbers=numbers, what=what)
    whole = Message.of("with_remedy", what=what, remedy=remedy) if remedy else what
    return whole if isinstance(error.said[0], Message) else str(whole)
