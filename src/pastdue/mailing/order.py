"""The order in which letters are printed and posted: a print file for each envelope class, by sheets and postcode."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from pastdue.mailing.classes import Mailroom
from pastdue.mailing.postcodes import postcode
from pastdue.reports.outcome import SetLetter


@dataclass(frozen=True, slots=True)
class Batch:
    """The letters of one envelope class in the order they are printed and posted; `file` is their print file."""

    file: str
    letters: tuple[SetLetter, ...]

    @property
    def envelope_class(self) -> str:
        return self.letters[0].envelope_class


def batches(letters: Iterable[SetLetter], mailroom: Mailroom, suffix: str) -> tuple[Batch, ...]:
    """The print files of classed `letters`: thin envelopes first, home before abroad.

    The file is named after its class; when all letters are of one class it is `print/letters.pdf`. `suffix` stands
    before `.pdf`.
    """
    ordered = sorted(letters, key=lambda letter: _key(letter, mailroom))
    groups = [tuple(group) for _, group in groupby(ordered, lambda letter: letter.envelope_class)]
    if len(groups) == 1:
        return (Batch(f"print/letters{suffix}.pdf", groups[0]),)
    return tuple(Batch(f"print/letters-{group[0].envelope_class}{suffix}.pdf", group) for group in groups)


def _key(letter: SetLetter, mailroom: Mailroom) -> tuple[object, ...]:
    """Its class, then the sheets, the country it goes to, the postcode; what has none goes by its last line."""
    to = letter.customer
    code = postcode(to.address, to.country or mailroom.home)
    last = to.address[-1] if to.address else ""
    return (*mailroom.rank(letter), letter.sheets, to.country, code.replace(" ", ""), last, letter.draft.number)


def proof(letters: Iterable[SetLetter]) -> tuple[SetLetter, ...]:
    """The letters to look at before a run: the first of each stage and language, mildest stage first."""
    firsts: dict[tuple[tuple[int, int], str], SetLetter] = {}
    for letter in letters:
        firsts.setdefault((letter.draft.stage.severity, letter.draft.language), letter)
    return tuple(firsts[key] for key in sorted(firsts))
