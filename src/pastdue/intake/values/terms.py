"""Terms of payment as cells state them, and the due date they give."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.word_rows import ascii_form, rows, word_forms
from pastdue.model.messages import Message

LONGEST = 3650

_DISCOUNT = r"(?:\d+(?:[.,]\d+)?\s*%?\s*/\s*\d+(?:\s*,\s*|\s+))?"


@dataclass(frozen=True, slots=True)
class WrittenTerms:
    """So many calendar days, counted from the issue date or from the end of its month."""

    days: int
    end_of_month: bool = False

    def due(self, issued: date) -> date:
        """The due date of an invoice issued on `issued`.

        >>> parse_terms("net 30").due(date(2026, 1, 31))
        datetime.date(2026, 3, 2)
        >>> parse_terms("net 30 EOM").due(date(2026, 1, 15))
        datetime.date(2026, 3, 2)
        """
        start = issued
        if self.end_of_month:
            start = issued.replace(day=calendar.monthrange(issued.year, issued.month)[1])
        return start + timedelta(days=self.days)


def parse_terms(text: str) -> WrittenTerms | Flaw:
    """The terms written as `net 30`, `30`, `30 days`, `14 dni`, `EOM`, `net 30 EOM` or `sofort`; a discount
    before them is not ours.

    `EOM` alone is the last day of the issue month, `net 30 EOM` 30 days after that.

    >>> parse_terms("2/10 net 30"), parse_terms("eom")
    (WrittenTerms(days=30, end_of_month=False), WrittenTerms(days=0, end_of_month=True))
    >>> parse_terms("sofort")
    WrittenTerms(days=0, end_of_month=False)
    >>> parse_terms("soon")
    Flaw(what='is not a term of payment', remedy='write net 30, 30 days, EOM or net 30 EOM')
    """
    match = _terms().fullmatch(" ".join(ascii_form(text).split()).rstrip(".:"))
    days = int(match["days"] or 0) if match else 0
    if match is None or days > LONGEST:
        return Flaw(Message.of("no_terms"), Message.of("write_terms"))
    return WrittenTerms(days, bool(match["eom"] or match["only"]))


@cache
def _terms() -> re.Pattern[str]:
    """Every way of writing terms that is known, in twelve languages; each text as `word_key` writes it."""
    spelled = {
        key: sorted(map(re.escape, _spelled(words)), key=len, reverse=True) for key, words in rows("terms").items()
    }
    said = {key: "|".join(words) for key, words in spelled.items()}
    behind = rf"(?:\s+(?:{said['after']}))?(?P<eom>\s+(?:{said['end_of_month']}))?"
    count = rf"(?P<days>\d{{1,5}})(?:\s*(?:{said['days']}))?{behind}"
    return re.compile(
        rf"{_DISCOUNT}(?:(?:{said['before']})\s*)?{count}|(?P<only>{said['end_of_month']})|(?:{said['at_once']})"
    )


def _spelled(words: list[str]) -> set[str]:
    return {form for word in words for form in word_forms(word)}
