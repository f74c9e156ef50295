"""Lists of payments under common names: what in them may say that a row is no payment, or is an invoice."""

from __future__ import annotations

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds, about, unread_columns
from pastdue.intake.values.word_rows import rows, word_key
from pastdue.model.errors import BadInput, Problem

_SHOWN = 3


def refuse_other_rows(payments: Sheet) -> None:
    """Refuse a general list of payments with a column of due dates, as lists of invoices have, or with a column of
    states or kinds by which a row may have failed, been taken back or paid out."""
    if not payments.preset.fallback:
        return
    for each in unread_columns(payments):
        if each.holds is Holds.DATES and each.begins("due") and not each.about("paid"):
            what = "holds days by which to pay, as a list of invoices does: every row would count as paid"
            _refuse(payments, each, each.samples, what, "hand in a list of the money that came in")
        elif each.holds in (Holds.WORDS, Holds.TEXT) and (other := _no_payments(each)):
            what = "says of a row that it may be no money that came in, and is not read"
            _refuse(payments, each, other, what, "delete such rows, and then this column")


def _no_payments(contents: Contents) -> tuple[str, ...]:
    """The words of a column of states that no list knows for money that came in, and those of a column of kinds that
    say that money went back."""
    if contents.begins("state"):
        came = rows("headers")["came_in"]
        return tuple(text for text in contents.counts if word_key(text) not in came)
    if contents.begins("kind"):
        return tuple(text for text in contents.counts if about("credit", text) or about("void", text))
    return ()


def _refuse(payments: Sheet, contents: Contents, said: tuple[str, ...], what: str, remedy: str) -> None:
    raise BadInput([Problem(payments.source, contents.name, ", ".join(said[:_SHOWN]), what, remedy)])
