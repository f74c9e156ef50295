"""Presets' rules for rows: those that are not invoices, those that belong together, and the meaning of their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pastdue.intake.values.word_rows import word_forms, word_key


class RowIs(StrEnum):
    """The kind of a row that is not an invoice."""

    HEADING = "heading"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class RowRule:
    """Rows that are not dated in the column of the issue date, and whose `column` begins with one of `starts` (none:
    with anything), are no invoices.

    `column` is a header, `A|B` either of two, `#1` the first column, or `#*` the first cell that says something.
    `exactly`: the cell is one of `starts` and no more. `alone`: nothing else may stand in the row. A heading may name
    the customer of the rows below it; `first`: of several headings on end the first one does, else the last.
    """

    row: RowIs
    column: str
    starts: tuple[str, ...] = ()
    exactly: bool = False
    alone: bool = False
    names_customer: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """An invoice is written in several rows. Of its fields `add` are added up, `first` are taken from the first row,
    and `loose` may differ: then they are not used. In every other field, the balance too, the rows must agree, and what
    they say counts once."""

    add: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordMeanings:
    """The meaning of the words in the column `status` or `type`, for rows and amounts.

    `ignore` maps a reason to the words whose rows are ignored for it; `paid` rows are paid in full, `partly` rows in
    part, with the amount in another column. The amounts of `credit` rows are owed to the customer. `open` are the words
    of ordinary invoices. `others` is the reason to ignore rows with any other word. A word that ends with `*` stands
    for every text that begins so.
    """

    open: tuple[str, ...] = ()
    paid: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    ignore: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: str = ""

    def meaning(self) -> dict[str, str]:
        """`open`, `paid`, `partly`, `credit` or the reason to ignore, by word as `normal` writes it."""
        named = {"open": self.open, "paid": self.paid, "partly": self.partly, "credit": self.credit, **self.ignore}
        return {form: what for what, words in named.items() for word in words for form in word_forms(word)}

    def meanings(self, texts: list[str], said: Mapping[str, str], general: Mapping[str, str]) -> list[str]:
        """The meaning of each text: as the user has `said`, else by the preset, else `others`, else by the `general`
        list of words; "" for an empty text, `unknown` for a word in none of them.

        >>> WordMeanings(open=("Overdue *",)).meanings(["Overdue 61 days", "PAID", "Odd"], {}, {"paid": "paid"})
        ['open', 'paid', 'unknown']
        """
        users = {word_key(word): what for word, what in said.items()}
        lists = [users, self.meaning(), {} if self.others else general]
        return [self._meaning(word_key(text), lists) or self.others or ("unknown" if text else "") for text in texts]

    @staticmethod
    def _meaning(word: str, lists: list[Mapping[str, str]]) -> str:
        for known in lists:
            if word in known:
                return known[word]
            starts = [key for key in known if key.endswith("*") and word.startswith(key[:-1])]
            if starts:
                return known[max(starts, key=len)]
        return ""
