"""The heads of tables: the names of columns in the firm's language, or the keys that other programs read."""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.letters.language.columns import COLUMNS
from pastdue.letters.language.voice import Voice
from pastdue.model import Column
from pastdue.reports.aging.buckets import BucketColumn
from pastdue.reports.aging.page.words import AgingWords

_NAMED = frozenset(COLUMNS)
_KEYS_SPEAK = "en"
"""The language whose words the keys are: its files have the keys themselves."""


@dataclass(frozen=True, slots=True)
class FileHeads:
    """The names of the columns of CSV files: those of a voice; with none their keys, which no language changes."""

    voice: Voice | None = None

    def of(self, column: Column) -> str:
        """The head of `column`: its key in English, and where a language has no word of its own for it.

        >>> FileHeads().of(Column("days_late", "Days late"))
        'days_late'
        """
        voice = self.voice
        if voice is None or voice.wording.language == _KEYS_SPEAK:
            return column.key
        if isinstance(column, BucketColumn):
            return AgingWords(voice).bucket(column.bucket)
        text = f"report.column_{column.key}"
        return column.key if column.key not in _NAMED or text in voice.wording.borrowed else voice.say(text)


BY_KEY = FileHeads()
"""The keys themselves."""


def heading(column: Column, words: AgingWords) -> str:
    """The head of `column` on a page or in a workbook; its own heading where no language has a word for it."""
    if isinstance(column, BucketColumn):
        return words.bucket(column.bucket)
    return words.say(f"column_{column.key}") if column.key in _NAMED else column.heading
