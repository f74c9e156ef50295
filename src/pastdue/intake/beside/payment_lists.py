"""Lists of payments under common names: what in them may say that a row is no payment, or is an invoice."""

from __future__ import annotations

import re

from pastdue.intake.export.fields import PAYMENTS
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.questions import Reading
from pastdue.intake.states.topics import about
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, rows, word_key
from pastdue.model.errors.problems import BadInput, Problem

_SHOWN = 3
_ZERO = re.compile(r"\D{0,5}0[0.,]*\D{0,5}")
"""An amount of zero, with or without a currency."""


def refuse_other_rows(payments: Sheet) -> None:
    """Refuse a general list of payments with a column of due dates, as lists of invoices have, or with a column of
    states or kinds by which a row may have failed, been taken back or paid out."""
    if not payments.preset.fallback:
        return
    for each in unread_columns(payments):
        if each.holds is Holds.DATES and each.begins("due") and not each.about("paid"):
            what = "holds days by which to pay, as a list of invoices does: every row would count as paid"
            _refuse(payments, each, each.samples, what, "hand in a list of the money that came in")
        elif other := _no_payments(payments, each):
            what = "says of a row that it may be no money that came in, and is not read"
            option = Reading("", ignore=(PAYMENTS.prefix + each.name,)).options()
            remedy = f"delete such rows, and then this column; if all of it came in, pass {option}"
            _refuse(payments, each, other, what, remedy)


def _no_payments(payments: Sheet, contents: Contents) -> tuple[str, ...]:
    """The texts that no list knows for money that came in, of a column of states; of one of kinds those that say that
    money went back; of one about payments taken back or returned all but no and zero."""
    if contents.holds in (Holds.WORDS, Holds.TEXT) and contents.begins("state"):
        came = rows("headers")["came_in"]
        return tuple(text for text in _texts(payments, contents.place) if word_key(text) not in came)
    if contents.holds in (Holds.WORDS, Holds.TEXT) and contents.begins("kind"):
        return tuple(text for text in _texts(payments, contents.place) if about("credit", text) or about("void", text))
    if contents.begins("went_back"):
        flags = meanings("flags")
        return tuple(
            text for text in _texts(payments, contents.place)
            if flags.get(word_key(text)) != "no" and not _ZERO.fullmatch(text)
        )  # fmt: skip
    return ()


def _texts(payments: Sheet, place: int) -> tuple[str, ...]:
    """The texts of a column in all rows, each once; without those that say nothing."""
    texts = dict.fromkeys(map(clean, payments.records.column(payments.rows, place).texts()))
    return tuple(text for text in texts if text and text not in payments.nothing)


def _refuse(payments: Sheet, contents: Contents, said: tuple[str, ...], what: str, remedy: str) -> None:
    raise BadInput([Problem(payments.source, contents.name, ", ".join(said[:_SHOWN]), what, remedy)])
