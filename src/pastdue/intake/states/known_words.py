"""Words that some list knows for the state of an invoice, or for a kind of row."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from pastdue.intake.states.ages import state_with_age
from pastdue.intake.states.topics import about
from pastdue.intake.values.word_rows import meanings, rows, word_forms, word_key

_NO_DENIALS = {"un", "t", "until", "till", "pendiente", "pendente", "awaiting"}
"""Words that deny in notes, and are an article, a piece of a word, or say that something is waited for elsewhere."""


def is_state(text: str) -> bool:
    """True when `text` is a known word for the state of an invoice, alone or with an age behind it."""
    return bool(state_of(text))


def state_of(text: str) -> str:
    """The state that `text` is a known word for, alone or with an age behind it; "" for none.

    >>> state_of("Paid"), state_of("Overdue 31-60"), state_of("Quux")
    ('paid', 'open', '')
    """
    return meanings("status").get(word_key(text), "") or state_with_age(text) or ("open" if is_unpaid(text) else "")


def says_late(text: str) -> bool:
    """True when `text` is a known word for an open invoice that says that it is late.

    >>> says_late("Overdue"), says_late("En retard"), says_late("Sent"), says_late("not overdue")
    (True, True, False, False)
    """
    return state_of(text) == "open" and about("lateness", text) and not _denied(text)


def _denied(text: str) -> bool:
    """True when a word of `text` says that something is not so, or not yet."""
    return not {*word_key(text).split()}.isdisjoint(rows("notes")["not"])


def is_unpaid(text: str) -> bool:
    """True when `text` is one known word for paid behind nothing but words that deny it, or deny it yet.

    >>> is_unpaid("Not yet settled"), is_unpaid("ainda não recebido"), is_unpaid("not fully paid"), is_unpaid("paid")
    (True, True, False, False)
    """
    *before, last = word_key(text).split() or [""]
    denies, still = (
        {*rows("notes")["not"]} - _NO_DENIALS,
        {form for word in rows("composed")["still"] for form in word_forms(word)},
    )
    rest = [word for word in before if word not in denies]
    return len(rest) < len(before) and {*rest} <= still | {"yet"} and meanings("status").get(last) == "paid"


def is_paid_in_part(text: str) -> bool:
    """True when `text` is a known word for paid, behind or before one that says that it is so in part.

    >>> is_paid_in_part("Settled partly"), is_paid_in_part("zum Teil bezahlt"), is_paid_in_part("partly open")
    (True, True, False)
    """
    key, known = word_key(text), meanings("status")
    rests = (rest for part in _parts() for rest in (key.removeprefix(f"{part} "), key.removesuffix(f" {part}")))
    return any(rest != key and known.get(rest) == "paid" for rest in rests)


@cache
def _parts() -> frozenset[str]:
    return frozenset(form for word in rows("headers")["in_part"] for form in word_forms(word))


def kind_of(text: str, under_kind: bool) -> str:
    """The meaning of `text` as a kind of row, "" where no list knows it; a number, as 380, has one only `under_kind`,
    below a header that says so.

    >>> kind_of("Credit note", False), kind_of("380", True), kind_of("380", False)
    ('credit', 'open', '')
    """
    return meanings("type").get(word_key(text), "") if under_kind or not text.isdigit() else ""


def are_ways_to_pay(texts: Collection[str]) -> bool:
    """True when each of the texts says how an invoice is paid, as `Transferencia`, and is no kind of row.

    >>> are_ways_to_pay(["TRANSFERENCIA", "Pagaré"]), are_ways_to_pay(["Cheque", "Invoice"]), are_ways_to_pay([""])
    (True, False, False)
    """
    return any(texts) and all(word_key(text) in _ways_to_pay() for text in texts if text)


def is_paid_so(text: str) -> bool:
    """True when `text` is a way to pay by which money has come in, where it stands among days of payment; a bill of
    exchange, a direct debit and the like is drawn first and paid on a later day, if at all.

    >>> is_paid_so("Cash"), is_paid_so("Überweisung"), is_paid_so("Pagaré"), is_paid_so("Lastschrift")
    (True, True, False, False)
    """
    return are_ways_to_pay([text]) and word_key(text) not in _ways_to_pay("drawn_first")


@cache
def _ways_to_pay(which: str = "ways_to_pay") -> frozenset[str]:
    return frozenset(form for word in rows("headers")[which] for form in word_forms(word))
