"""Words in a column of states that say of rows with a minus that they are credits."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.states.known_words import kind_of
from pastdue.intake.states.receipts import negative
from pastdue.intake.values.word_rows import meanings, rows, word_forms, word_key


def tell_credits(sheet: Sheet, column: Coded, meant: dict[str, Flags]) -> None:
    """Settle in `meant`, the rows of each state by the words of `column`, what only the signs of the rows tell: a kind
    of credit is one where all its rows have a minus, and storno, which may take a row back or say that it is taken
    back, is unknown in such rows."""
    none = np.zeros(len(sheet), np.bool_)
    unknown, void = meant.get("unknown", none), meant.get("void", none)
    if not (unknown.any() or void.any()):
        return
    minus = negative(sheet)
    credits_, back = _credits(column, unknown, minus), _storno(sheet, column, void & minus)
    if credits_.any() or back.any():
        meant["credit"] = meant.get("credit", none) | credits_
        meant["unknown"] = (unknown & ~credits_) | back
        meant["void"] = void & ~back


def _credits(column: Coded, among: Flags, minus: Flags) -> Flags:
    """The rows `among` whose word is one of a credit, where every row of that word has a `minus`."""
    some_without = np.bincount(column.codes[~minus], minlength=len(column.texts)) > 0
    chosen = among & column.rows(_is_credit)
    return chosen & ~some_without[column.codes]


def _is_credit(text: str) -> bool:
    """True when the text is a kind of credit, alone or beside words that say that it is open.

    >>> _is_credit("Avoir"), _is_credit("Gutschrift offen"), _is_credit("Gutschrift verrechnet")
    (True, True, False)
    """
    if kind_of(text, under_kind=False) == "credit":
        return True
    kinds = [kind_of(word, under_kind=False) for word in text.split()]
    others = [word for word, kind in zip(text.split(), kinds, strict=True) if kind != "credit"]
    return "credit" in kinds and all(meanings("status").get(word_key(word)) == "open" for word in others)


def _storno(sheet: Sheet, column: Coded, among: Flags) -> Flags:
    """The rows `among` below a word that says both that a row takes another back and that it is taken back."""
    said = {*map(word_key, sheet.dialect.words)}
    both = {form for word in rows("headers")["reversal"] for form in word_forms(word)} - said
    return among & column.rows(lambda text: word_key(text) in both)
