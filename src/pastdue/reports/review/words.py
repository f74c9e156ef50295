"""The words and figures of the page, in the firm's language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pastdue.letters.language.messages import said, subject, told
from pastdue.letters.language.voice import Voice
from pastdue.model import Skip, Stage, Why
from pastdue.model.errors.problems import MoreOfAKind, Problem, shown
from pastdue.model.messages import Message, Names, Text
from pastdue.model.money import Money
from pastdue.model.remarks import Remark
from pastdue.reports.aging.page.words import AgingWords
from pastdue.reports.changes import Moved


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as the page shows it, and as run.json and aging.json write it, for sorting and for other programs."""

    text: str
    value: str


_NAMED_AT_MOST = 3
"""A remark about so many things begins with their names."""


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark in words, and the many things that it is about, "" where its words name them; whether it is English
    whatever the page's language is, as some remarks on how a file was read."""

    text: str
    about: str
    english: bool


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that cannot be used: its place in the file, the reason, the text that shows it, and what to do; whether its
    words are English whatever the page's language is."""

    place: str
    what: str
    excerpt: str = ""
    remedy: str = ""
    english: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of the review page, in one voice."""

    voice: Voice

    @property
    def report(self) -> AgingWords:
        """The words that the page shares with the aging on paper."""
        return AgingWords(self.voice)

    def say(self, key: str, **values: str) -> str:
        """The text `review.<key>`."""
        return self.voice.say(f"review.{key}", values)

    def counted(self, key: str, count: int, **values: str) -> str:
        """The text `review.<key>` with a count, in the form for it."""
        return self.voice.say(f"review.{key}", {"number": self.voice.written.grouped(Decimal(count)), **values}, count)

    def stage(self, stage: Stage) -> str:
        """The name of a stage, as its letters are headed."""
        return self.voice.stage(str(stage))

    def told(self, text: Text) -> str:
        """A rule's answer in the page's language."""
        return said(text, self.voice)

    def remark(self, remark: Remark) -> ShownRemark:
        """A remark; one about many things names them behind its words."""
        english = isinstance(remark.text, str)
        if isinstance(remark.about, Names) and len(remark.about.items) > _NAMED_AT_MOST:
            return ShownRemark(told(replace(remark, about=""), self.voice), subject(remark, self.voice), english)
        return ShownRemark(told(remark, self.voice), "", english)

    def rejected(self, problem: Problem | MoreOfAKind) -> RejectedRow:
        """A problem of a row that cannot be used, or further ones of its kind."""
        if isinstance(problem, Problem):
            english = isinstance(problem.what, str)
            return RejectedRow(
                problem.place, self.told(problem.what), shown(problem.excerpt), self.told(problem.remedy), english
            )
        what = problem.first.what if isinstance(problem.first.what, str) else problem.first.what.vague
        more = self.told(Message.of("more_of_a_kind", count=problem.count, what=what))
        return RejectedRow(problem.place, more, english=isinstance(what, str))

    def detail(self, skip: Skip) -> tuple[str, bool]:
        """The words of a skip beside its reason, and whether they are English whatever the page's language: those of
        another error, as of a copy that cannot be used, for which a letter cannot be printed."""
        return self.told(skip.detail), skip.why is Why.NOT_PRINTABLE and isinstance(skip.detail, str)

    def why(self, why: Why) -> str:
        """A reason for no letter, in a few words."""
        return self.say(f"why_{why.value}")

    def moved(self, kind: Moved) -> str:
        """A kind of change, in a few words."""
        return self.say(f"moved_{kind.value}")

    def day(self, day: date | None) -> ShownFigure | None:
        """A day as tables show it; None where there is none."""
        return None if day is None else ShownFigure(self.voice.written.short_day(day), day.isoformat())

    def amount(self, money: Money | None) -> ShownFigure | None:
        """An amount without its currency, which stands beside it or in its heading."""
        return None if money is None else ShownFigure(self.voice.written.amount(money), money.plain)

    def money(self, money: Money | None) -> ShownFigure | None:
        """An amount with its currency."""
        return None if money is None else ShownFigure(self.voice.written.money(money), money.plain)

    def signed(self, money: Money) -> ShownFigure:
        """An amount by which something changed, with its sign, without its currency."""
        plus = "+" if money.amount > 0 else ""
        return ShownFigure(plus + self.voice.written.amount(money), money.plain)

    def number(self, number: int) -> ShownFigure:
        """A whole number, grouped."""
        return ShownFigure(self.voice.written.grouped(Decimal(number)), str(number))

    def percent(self, share: Decimal | None) -> ShownFigure:
        """A share; a dash where there is none."""
        return ShownFigure(self.report.percent(share), "" if share is None else str(share))
