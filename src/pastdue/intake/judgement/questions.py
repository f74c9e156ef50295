"""Questions about a file that only its owner can answer, each with its readings and the options that choose one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pastdue.intake.export.dialect import Dialect
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import Source
from pastdue.model.wording import quoted

_AT_ONCE = 12
"""So many questions are put to the user at once: each reading of each is tried by reading the whole file."""
_PLAIN = ("currency", "terms", "date_format", "decimal", "empty_customer", "one_customer")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a file: what it `means`, and what it adds to the dialect."""

    means: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""
    terms: str = ""
    date_format: str = ""
    decimal: str = ""
    empty_customer: str = ""
    one_customer: str = ""
    rejects: bool = False
    """True where the answer is that rows are to be rejected."""

    @property
    def leaves_out(self) -> bool:
        """True where rows of some word are left out, as no invoices."""
        return "ignore" in self.words.values()

    def over(self, dialect: Dialect) -> Dialect:
        """`dialect` with this reading laid over it, also over what it says of the invoices file alone."""
        special = {f"invoices.{field}" for field in self.mapping}
        return replace(
            dialect,
            map={**{field: name for field, name in dialect.map.items() if field not in special}, **self.mapping},
            ignore=(*dialect.ignore, *self.ignore),
            words={**dialect.words, **self.words},
            **{name: getattr(self, name) or getattr(dialect, name) for name in _PLAIN},
        )

    def options(self) -> str:
        """The options of the command line that choose this reading."""
        return " ".join(self._options())

    def _options(self) -> Iterator[str]:
        yield from (f"--map {name}={quoted(header)}" for name, header in self.mapping.items())
        yield from (f"--ignore {quoted(header)}" for header in self.ignore)
        yield from (f"--word {quoted(f'{word}={meaning}')}" for word, meaning in self.words.items())
        for name in _PLAIN:
            if said := getattr(self, name):
                yield f"--{name.replace('_', '-')} {quoted(said)}"

    def settings(self) -> Iterator[str]:
        """The lines for `[intake]` in pastdue.toml that choose this reading."""
        if self.mapping:
            yield "map = " + _table(self.mapping)
        if self.ignore:
            yield "ignore = " + json.dumps(list(self.ignore), ensure_ascii=False)
        if self.words:
            yield "words = " + _table(self.words)
        yield from (f'{name} = "{said}"' for name in _PLAIN if (said := getattr(self, name)))


@dataclass(frozen=True, slots=True)
class Question:
    """A question a file leaves open: the column, the doubt, some of its values, and the readings to choose from.

    `typed` is the field whose value only the user knows, as `currency`: the readings are examples then, the first one
    stands in for the user's in trials, and none is put forward.
    """

    source: Source
    column: str
    what: str
    samples: tuple[str, ...]
    readings: tuple[Reading, ...]
    typed: str = ""

    @property
    def asks_for(self) -> str:
        """The field whose value only the user knows, in words."""
        return self.typed.removeprefix("one_")


def ask_customer(source: Source, names: Iterable[str], customer: str) -> Question:
    """The question for the one customer of a list in which none of the columns called `names` has customers; `customer`
    is put forward, or stands in."""
    what = f"no column for customer or last_name; columns found: {', '.join(filter(None, map(str.strip, names)))}"
    return Question(source, "", what, (), (Reading(customer, one_customer=customer),), "one_customer")


def ask_currency(source: Source, *likely: str) -> Question:
    """The question for the currency of amounts that nothing names; the `likely` ones are put forward first."""
    codes = dict.fromkeys(filter(None, (*likely, "EUR", "USD", "GBP")))
    readings = tuple(Reading(code, currency=code) for code in codes)
    return Question(source, "", "nothing says in which currency the amounts are", (), readings, "currency")


def ask_terms(source: Source, shorter_than: int | None = None) -> Question:
    """The question for the terms of a file that has no due dates; first those that are `shorter_than` so many days."""
    usual = {"net 30": 30, "net 14": 14, "due on receipt": 0}
    fit = [terms for terms, days in usual.items() if shorter_than is None or days < shorter_than]
    readings = tuple(Reading(terms, terms=terms) for terms in dict.fromkeys((*fit, *usual)))
    return Question(source, "", "nothing says when the invoices are due", (), readings, "terms")


class Unsettled(InputError):
    """A file cannot be read before these questions are answered (exit 4); the last `following` of them are opened by
    the first answers to the others."""

    def __init__(self, questions: Iterable[Question], following: int = 0) -> None:
        asked = tuple(questions)
        ways = [reading.options() for question in asked for reading in question.readings]
        super().__init__("; ".join(question.what for question in asked), "pass " + " or ".join(ways) if ways else "")
        self.args = (asked,)
        self.questions, self.following = asked, following

    @property
    def first(self) -> tuple[Question, ...]:
        """The questions that are put to the user now."""
        return self.questions[:_AT_ONCE]

    @property
    def later(self) -> str:
        """The number of questions that wait until the first are settled, and the answers that figures take to other
        questions, in words; "" for a single question."""
        left = len(self.questions) - len(self.first)
        said = f"{left} more question{'' if left == 1 else 's'} about this file will follow once these are answered"
        if left:
            return f"{said}; the figures above take the likeliest answers to them, and the first to each question shown"
        several = sum(not question.typed and len(question.readings) > 1 for question in self.questions) > 1
        told = "the figures of each question take the first answer to every other one" if several else ""
        if not self.following:
            return told
        last = "the last question follows" if self.following == 1 else f"the last {self.following} questions follow"
        follows = f"{last} from the first answers above: where another one is right, pass that alone first"
        return "; ".join(filter(None, (told, follows)))


def together(readings: Iterable[Reading]) -> Reading:
    """One reading that says all that `readings` say."""
    mapping, words, ignore, plain = dict[str, str](), dict[str, str](), list[str](), dict[str, str]()
    for each in readings:
        mapping |= each.mapping
        words |= each.words
        ignore += each.ignore
        plain |= {name: said for name in _PLAIN if (said := getattr(each, name))}
    return Reading("", mapping, tuple(ignore), words, **plain)  # type: ignore[arg-type]


def _table(entries: Mapping[str, str]) -> str:
    pairs = (f"{_key(key)} = {json.dumps(value, ensure_ascii=False)}" for key, value in entries.items())
    return "{ " + ", ".join(pairs) + " }"


def _key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else json.dumps(text, ensure_ascii=False)
