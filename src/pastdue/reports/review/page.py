"""The page as one file of HTML: nothing is fetched, and everything that comes from a file is escaped.

Its policy lets a browser run this script and these styles alone, each named by its hash, and load nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from pastdue import __version__
from pastdue.letters.language.voice import Voice
from pastdue.model.errors.problems import by_kind
from pastdue.reports.changes import Changes, Moved
from pastdue.reports.charts.palette import palette
from pastdue.reports.review.decisions import decisions, not_listed
from pastdue.reports.review.glance import by_currency, by_stage
from pastdue.reports.review.letters import LetterEntry, Letters, joined, letters_of
from pastdue.reports.review.movement import movement
from pastdue.reports.review.owed import owed
from pastdue.reports.review.review import Review, SkippedInvoice, SkipReason
from pastdue.reports.review.to_do import to_do
from pastdue.reports.review.trend import trends
from pastdue.reports.review.words import PageWords, ShownFigure

_WITH_A_DASH = re.compile(r"[^ \n]*[-–][^ \n]*")
_OF_A_NUMBER = re.compile(r"[\d\u00a0]")
_OPTION = re.compile(r"--[a-z-]+")
_UNCUT_AT_MOST, _SHORT = 32, 8
"""Characters of a word that is narrower than a phone, and of one that no line is too narrow for."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A large number at the head of the page, with the words for the things it counts."""

    count: str
    said: str


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """One invoice without a letter."""

    invoice: str
    customer: str
    customer_id: str
    due: ShownFigure | None
    open: ShownFigure | None
    until: ShownFigure | None
    detail: str
    english: bool


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """The invoices without a letter for one reason; `left_out` is how many of them are not listed."""

    why: str
    count: int
    sums: tuple[ShownFigure, ...]
    rows: tuple[SkippedRow, ...]
    left_out: int


def review_page(review: Review, voice: Voice) -> str:
    """The page of `review` in the language of `voice`; the same values give the same bytes."""
    words = PageWords(voice)
    outcome, changes = review.outcome, review.changes
    letters = letters_of(review, words, _drawn(words))
    css, script = _styles(review, letters), _file("page.js")
    matters, moved = decisions(review, words), movement(changes, words)
    shown = {
        "voice": voice, "say": words.say, "counted": words.counted, "number": words.number, "report": words.report,
        "language": voice.locale, "policy": _policy(css, script), "css": css, "script": script,
        "firm": review.firm, "title": _title(review, words), "lead": _lead(review, words),
        "made_by": words.say("made_by", version=__version__), "issued": review.issued, "outcome": outcome,
        "aging": review.aging, "currencies": by_currency(review, words), "stages": by_stage(review, words),
        "matters": matters, "to_decide": sum(len(each.decisions) for each in matters),
        "undecided": not_listed(review), "to_do": to_do(review, words), "movement": moved,
        "letters": letters,
        "tiles": tuple(_tiles(changes, words)),
        "reasons": tuple(_reason(reason, words) for reason in review.reasons), "owed": owed(review.aging, words),
        "trends": trends(review.aging.trend, words),
        "remarks": [words.remark(remark) for remark in outcome.remarks] if outcome is not None else [],
        "rejected": [words.rejected(problem) for problem in by_kind(outcome.rejected)] if outcome is not None else [],
    }  # fmt: skip
    sections = tuple(_sections(review, words, moved is not None, bool(shown["remarks"] or shown["rejected"])))
    return _environment().get_template("page.html").render(**shown, sections=sections)


def _drawn(words: PageWords) -> Callable[[LetterEntry], str]:
    """The way in which a letter becomes HTML."""
    template = _environment().get_template("letter.html")
    shared = {"say": words.say, "report": words.report, "joined": joined}
    return lambda entry: Markup(template.render(shared, one=entry))


@cache
def _environment() -> Environment:
    """The templates' environment: values are escaped, and an undefined name is an error."""
    made = Environment(
        loader=FunctionLoader(_template), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    made.filters["uncut"] = _uncut
    return made


def _uncut(text: str) -> Markup:
    """The text, escaped, with no line break within a number such as 2026-00012 or 31–60, a short word as e-mail, or
    the name of an option such as --date-format."""
    return Markup(_WITH_A_DASH.sub(_kept, str(escape(text))))


def _kept(found: re.Match[str]) -> str:
    word = found[0]
    if len(word) <= _SHORT or (len(word) <= _UNCUT_AT_MOST and _OF_A_NUMBER.search(word)):
        return f'<span class="uncut">{word}</span>'
    return _OPTION.sub(r'<span class="uncut">\g<0></span>', word)


def _template(name: str) -> str:
    """The template of that name. The one of a letter, of which a page may have thousands, loses its line breaks and the
    end tags of cells and rows, which HTML takes for granted: a browser shows the page sooner."""
    text = _file(name)
    return re.sub("</t[dhr]>", "", "".join(text.splitlines())) if name == "letter.html" else text


def _file(name: str) -> str:
    return (resources.files("pastdue") / "data" / "review" / name).read_text(encoding="utf-8")


def _styles(review: Review, letters: Letters) -> str:
    colours = palette(len(review.aging.labels))
    return (
        _environment().get_template("page.css").render(accent=review.accent, colours=colours, aligned=letters.aligned)
    )


def _policy(css: str, script: str) -> str:
    """The page's Content Security Policy: it may use its own styles and its own script, and nothing else."""
    return "; ".join((
        "default-src 'none'", f"style-src '{_hash(css)}'", f"script-src '{_hash(script)}'", "base-uri 'none'",
        "form-action 'none'",
    ))  # fmt: skip


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _title(review: Review, words: PageWords) -> str:
    day = words.voice.written.day(review.as_of)
    if review.outcome is None:
        return f"{words.report.say('title')}, {words.report.say('as_of', date=day)}"
    return words.say("title_run" if review.issued else "title_plan", date=day)


def _lead(review: Review, words: PageWords) -> str:
    if review.outcome is None:
        return words.report.basis(review.aging)
    return words.say("lead_run", run=review.outcome.run) if review.issued else words.say("lead_plan")


def _sections(review: Review, words: PageWords, moved: bool, remarked: bool) -> Iterator[tuple[str, str]]:
    """The sections that the page has, by their anchors."""
    told = review.outcome is not None
    yield "glance", words.say("glance")
    if told:
        yield "decisions", words.say("decisions")
        yield "tasks", words.voice.say("task.title")
    if moved:
        yield "moved", words.say("what_moved")
    if told:
        yield "letters", words.say("letters")
        yield "without", words.say("without")
    yield "owed", words.report.say("title")
    if remarked:
        yield "remarks", words.say("remarks")


def _tiles(changes: Changes | None, words: PageWords) -> Iterator[Tile]:
    """The number of invoices that are new, and of those paid, since the last run."""
    for kind, kinds in ((Moved.NEW, {Moved.NEW}), (Moved.PAID, {Moved.PAID})):
        if changes is not None:
            count = sum(change.kind in kinds for change in changes.changes)
            since = words.voice.written.short_day(changes.since)
            yield Tile(words.number(count).text, words.counted(f"tile_{kind.value}", count, date=since))


def _reason(reason: SkipReason, words: PageWords) -> ReasonGroup:
    sums = tuple(figure for money in reason.sums if (figure := words.money(money)) is not None)
    rows = tuple(_row(one, words) for one in reason.listed)
    return ReasonGroup(words.why(reason.why), reason.count, sums, rows, reason.count - len(rows))


def _row(one: SkippedInvoice, words: PageWords) -> SkippedRow:
    skip = one.skip
    name = one.customer or skip.customer_id
    return SkippedRow(
        skip.invoice,
        name,
        skip.customer_id if skip.customer_id != name else "",
        words.day(one.due),
        words.money(one.open),
        words.day(skip.until),
        *words.detail(skip),
    )
