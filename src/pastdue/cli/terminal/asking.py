"""Questions about a file put to the user: column by column on a terminal, as a block to paste elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from pastdue.cli.terminal.speaking import ask, say

if TYPE_CHECKING:
    from pastdue.intake import Dialect, Question, Reading, TriedQuestion

_ROUNDS = 12
"""So many times an answer may open further questions."""


def settled(dialect: Dialect, choices: Callable[[Dialect], Sequence[TriedQuestion]]) -> tuple[Dialect, Reading | None]:
    """`dialect` with the user's answers to what `choices` finds open in it, and those answers; None for none.

    Off a terminal nothing is asked: the first ways to read each column are shown, ready to paste, and the dialect stays
    as it is.
    """
    from pastdue.intake import together

    if not is_terminal():
        asked = choices(dialect)
        if asked:
            first = together(choice.ways[0].reading for choice in asked if choice.ways and not choice.question.typed)
            block = _block(first, "# the likeliest way to read each column; correct what is not so")
            typed = [choice.question for choice in asked if choice.question.typed]
            open_ = [f'# {each.typed} = "..."  # fill it in: {each.what}' for each in typed]
            click.echo("\n".join([*block, *open_]))
        return dialect, None
    said: list[Reading] = []
    for _ in range(_ROUNDS):
        asked = choices(dialect)
        if not asked:
            break
        likely = True
        for choice in asked:
            if choice.follows and not likely:
                break
            answer = _typed(choice.question, dialect) if choice.question.typed else _chosen(choice)
            said.append(answer)
            likely = likely and bool(choice.question.typed or answer == choice.ways[0].reading)
            dialect = answer.over(dialect)
    return dialect, together(said) if said else None


def is_terminal() -> bool:
    """True when there is a terminal on which to ask."""
    return sys.stdin.isatty()


def _chosen(choice: TriedQuestion) -> Reading:
    """The way to read one column that the user chooses."""
    question = choice.question
    say(f"\n{question.column or 'The file'}: {question.what}", err=True)
    if question.samples:
        say("  it says " + ", ".join(question.samples), err=True)
    for number, way in enumerate(choice.ways, 1):
        means = way.means or way.reading.options()
        say(f"  {number}  {means}" + (f": {way.gives}" if way.gives else ""), err=True)
    number = int(ask("Which is it?", type=click.IntRange(1, len(choice.ways))))
    return choice.ways[number - 1].reading


def _typed(question: Question, dialect: Dialect) -> Reading:
    """The value that the user types, asked for again until `dialect` can have it."""
    from pastdue.intake import Reading
    from pastdue.model.errors import SettingsError

    say(f"\nThe file: {question.what}", err=True)
    examples = ", ".join(getattr(reading, question.typed) for reading in question.readings)
    while True:
        said = str(ask(f"What is the {question.asks_for}, as {examples} or another?")).strip()
        value = said.upper() if question.typed == "currency" else said
        answer = Reading(said, **{question.typed: value})  # type: ignore[arg-type]
        try:
            answer.over(dialect)
        except SettingsError as error:
            say(str(error), err=True)
        else:
            return answer


def kept(answers: Reading) -> str:
    """The answers as lines for pastdue.toml."""
    return "\n".join(_block(answers, "# as answered"))


def _block(reading: Reading, head: str) -> Iterator[str]:
    yield head
    yield "[intake]"
    yield from reading.settings()
