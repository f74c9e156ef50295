"""The letters of the review page: recipients, sums, and the arithmetic of each charge as on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, takewhile
from urllib.parse import quote

from pastdue.letters.language.voice import Voice
from pastdue.letters.parts.annex import annex
from pastdue.model import Notice
from pastdue.model.letters import Annex, AnnexPart
from pastdue.reports.outcome import SetLetter
from pastdue.reports.review.review import Review
from pastdue.reports.review.words import PageWords, ShownFigure

LETTERS_AT_MOST, INVOICES_AT_MOST = 5_000, 15_000
"""The number of letters the page lists, and of invoices they may have in all; a browser is slow with more."""
_AT_ONCE = 64
"""The number of letters that are worked out, then drawn: one by one they take a third longer, since the code of both
steps is more than a processor's cache holds."""
_RULES = tuple(f"annex.intro_{name}" for name in ("span", "formula", "months", "rounding", "rounding_once"))


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One invoice of a letter, as its table shows it."""

    invoice: str
    due: str
    days: str
    open: str
    charges: str
    total: str


@dataclass(frozen=True, slots=True)
class LetterEntry:
    """A letter: `link` leads from the page to its PDF, `email` to the draft of its e-mail; both are empty where there
    is none yet. `by_email` says in a word that it goes by e-mail, `alone` is its only invoice in one line, empty where
    `notices` are a table, `rests_on` are the lines under its invoices that hold for all of its charges, `parts` the
    charges themselves."""

    number: str
    link: str
    email: str
    by_email: str
    customer: str
    customer_id: str
    stage: str
    currency: str
    total: ShownFigure | None
    pay_by: ShownFigure | None
    summary: str
    notices: tuple[NoticeLine, ...]
    alone: str
    credits: tuple[tuple[str, str], ...]
    rests_on: tuple[str, ...]
    parts: tuple[AnnexPart, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters that the page lists, how many it leaves out, how their charges are counted, and what can be chosen
    from."""

    entries: tuple[str, ...]
    """Each letter as HTML, which takes a fraction of what its entry takes."""
    left_out: int
    rules: tuple[str, ...]
    stages: tuple[str, ...]
    currencies: tuple[str, ...]
    aligned: tuple[str, ...]
    """The alignments of its tables' columns, `l` or `r` for each, every combination once."""


def letters_of(review: Review, words: PageWords, drawn: Callable[[LetterEntry], str]) -> Letters:
    """The letters in their order, as many as the page has room for, each `drawn` as HTML."""
    every: Sequence[SetLetter] = review.outcome.letters if review.outcome is not None else ()
    listed = every[: _fitting(every)]
    rules = {words.voice.say(key): None for key in _RULES}
    said: dict[str, None] = {}
    aligned = {"lrrrrr"}
    entries: list[str] = []
    for at in range(0, len(listed), _AT_ONCE):
        some = []
        for letter in listed[at : at + _AT_ONCE]:
            calculated = annex(letter.draft, words.voice)
            said |= {line: None for line in calculated.intro if line in rules}
            own = tuple(line for line in calculated.intro if line not in rules)
            aligned |= {part.grid.align for part in calculated.parts}
            some.append(_entry(letter, review.issued, Annex("", own, calculated.parts), words))
        entries += map(drawn, some)
    return Letters(
        tuple(entries),
        len(every) - len(listed),
        tuple(rule for rule in rules if rule in said),
        tuple(words.stage(stage) for stage in sorted({one.draft.stage for one in listed}, key=lambda s: s.severity)),
        tuple(sorted({letter.draft.currency for letter in listed})),
        tuple(sorted(aligned)),
    )


def _fitting(letters: Sequence[SetLetter]) -> int:
    """The number of `letters`, from the first on, that the page has room for; at least one."""
    invoices = accumulate(len(letter.draft.notices) for letter in letters[:LETTERS_AT_MOST])
    return max(1, sum(1 for _ in takewhile(lambda so_far: so_far <= INVOICES_AT_MOST, invoices)))


def _entry(letter: SetLetter, issued: bool, calculated: Annex, words: PageWords) -> LetterEntry:
    draft = letter.draft
    return LetterEntry(
        draft.number,
        _link(letter.file, issued),
        _link(letter.draft_file, issued),
        words.voice.say("label.email") if draft.route.email else "",
        letter.customer.name,
        letter.customer.id if letter.customer.id != letter.customer.name else "",
        words.stage(draft.stage),
        draft.currency,
        words.money(draft.total),
        words.day(draft.pay_by),
        _summary(draft.notices, words),
        (lines := tuple(_lines(draft.notices, words.voice))),
        _alone(lines[0], draft.currency, words) if len(lines) == 1 and not draft.credits else "",
        tuple(
            (words.voice.say("grid.credit", {"number": number}), words.voice.written.amount(-amount))
            for number, amount in draft.credits
        ),
        calculated.intro,
        calculated.parts,
    )


def _link(file: str, issued: bool) -> str:
    """The way from the page to a file of its run."""
    return "../" + quote(file) if file and issued else ""


def _summary(notices: Sequence[Notice], words: PageWords) -> str:
    """The number of invoices in a letter, and the numbers of the first of them."""
    numbers = [notice.invoice.number for notice in notices]
    said = words.voice.numbers(numbers) if len(numbers) > 1 else numbers[0]
    return words.voice.labelled(words.report.counted("invoices", len(numbers)), said)


def _alone(line: NoticeLine, currency: str, words: PageWords) -> str:
    """The only invoice of a letter in one line, each figure behind the heading it has in the table of several."""
    say = words.report.say
    figures = (
        (say("column_due"), line.due),
        (say("column_days_late"), line.days),
        (f"{say('column_open')} {currency}", line.open),
        (words.say("charges"), line.charges),
        (say("column_total"), line.total),
    )
    return " · ".join(words.voice.labelled(heading, figure) for heading, figure in figures)


def joined(row: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The cells of a row with the number of columns each takes: empty neighbours are one cell."""
    cells: list[tuple[str, int]] = []
    for cell in row:
        if not cell and cells and not cells[-1][0]:
            cells[-1] = "", cells[-1][1] + 1
        else:
            cells.append((cell, 1))
    return tuple(cells)


def _lines(notices: Sequence[Notice], voice: Voice) -> Iterator[NoticeLine]:
    amount = voice.written.amount
    for notice in notices:
        yield NoticeLine(
            notice.invoice.number,
            voice.written.short_day(notice.invoice.due),
            voice.written.grouped(Decimal(notice.overdue.days)),
            amount(notice.overdue.open),
            amount(notice.charged),
            amount(notice.total),
        )
