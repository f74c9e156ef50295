"""Days of payment that are all a list says of it, and prove to be those on which the whole invoice was paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pastdue.intake.export.headers import loose
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.invoices.days import days_between
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.judgement.proved.counted_days import counts_delay
from pastdue.intake.judgement.questions import Reading
from pastdue.intake.states.known_words import is_paid_so, is_state
from pastdue.intake.states.note_amounts import note_states
from pastdue.intake.states.topics import WORDS, is_called
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import rows
from pastdue.model.messages import Message

_SAID = ("status", "paid", "balance", "settled_on", "paid_on")
_MONEY = ("paid", "open", "credit", "on_account")
_FEWEST = 3
"""Fewer days than these prove nothing."""
_FEW = 2
"""So many days prove something beside balances that stand in all other rows."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The evidence that days are those of payment: another column counts by how many days each invoice was paid late,
    and the days are called actual."""

    by_delay: bool
    actual: bool


def read_paid_days(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Add to `places` the one column of days of payment as those on which invoices were paid in full, where its header
    says just that and the list has neither states nor amounts of what is paid: the days are all that says it. A few
    rows at least have one and some none; none is before the day of issue or after the day of which the file is read, as
    planned days are, not all are those to pay by, and no text beside one speaks of a part. All may have one where
    another column counts by how many days each was late, and days that are called actual, as no planned ones are, may
    then be later. Beside a state that says that an invoice is open a day of payment is a contradiction, and asked
    about."""
    free = list(unused)
    if not {"due", "issued"} <= set(places) or any(field in places for field in _SAID) or not len(sheet):
        return
    if "settled_on" in sheet.dialect.map or not sheet.preset.fallback:
        return
    days = [each for each in free if each.holds is Holds.DATES and each.about("paid") and not each.about("expected")]
    if len(days) != 1 or not is_called("day_paid", _without_actual(days[0].name)):
        return
    other = [each for each in free if each is not days[0]]
    late = [each for each in other if counts_delay(sheet, each, places["due"], days[0].place)]
    if any(each.holds is Holds.AMOUNTS and any(map(each.about, _MONEY)) for each in other if each not in late):
        return
    column = sheet.records.column(sheet.rows, days[0].place).coded().cleaned(clean).without(sheet.no_day)
    column = column.emptied(column.rows(_is_state_or_way))
    known = _Known(bool(late), bool(late) and _without_actual(days[0].name) != days[0].name)
    if _are_paid_on(sheet, column, known) and not any(_speaks_of_a_part(sheet, each, column) for each in free):
        places["settled_on"] = days[0].place
        sheet.prove(settled_by_day=True)
        option = Reading("", ignore=(days[0].name,)).options()
        counted = Message.of("row_count", count=int(column.filled.sum()))
        sheet.tell(Message.of("paid_on_days", column=repr(days[0].name), rows=counted, option=option))


def read_words_among_days(sheet: Sheet) -> None:
    """Let the known words for states in the column of the days of payment, as a `VOID` there, give the state of their
    rows, where no other column does; a way to pay there, as `cash`, says that it was paid so."""
    places = sheet.header.places
    field = next((name for name in ("settled_on", "paid_on") if name in places), "")
    if not field or "status" in {*places, *sheet.dialect.map} or not sheet.preset.fallback:
        return
    column = sheet.text(field)
    said = column.rows(_is_state_or_way)
    if said.any():
        sheet.rename(replace(sheet.header, places={**places, "status": places[field]}))
        words = column.emptied(~said)
        texts = ["paid" if is_paid_so(text) and not is_state(text) else text for text in words.texts]
        sheet.put("status", Coded(words.codes, texts).merged())
        sheet.put(field, column.emptied(said))


def _is_state_or_way(text: str) -> bool:
    return is_state(text) or is_paid_so(text)


def read_days_of_empty_balances(sheet: Sheet, places: dict[str, int], free: Sequence[Contents]) -> None:
    """Add to `places` the one column called days of payment as those on which invoices were paid in full, where the
    list leaves the balance of just those invoices empty or nothing, and states that of all others."""
    beside = ("status", "paid_on", "settled_on", "paid_mark")
    if not {"balance", "total", "issued"} <= set(places) or any(field in places for field in beside):
        return
    if "balance" in sheet.dialect.map or "settled_on" in sheet.dialect.map or not sheet.preset.fallback:
        return
    days = [each for each in free if each.holds is Holds.DATES and is_called("day_paid", each.name)]
    if len(days) != 1:
        return
    invoices = sheet.text("issued").rows(is_dated)
    column = sheet.records.column(sheet.rows, days[0].place).coded().cleaned(clean).without(sheet.no_day)
    balance, total = (plain_amounts(sheet, places[field]) for field in ("balance", "total"))
    paid, empty = column.filled & invoices, invoices & ~balance.given
    enough = empty.sum() >= _FEW and (invoices & ~paid & (balance.minor != 0)).sum() >= _FEW
    fits = not (paid & (balance.minor != 0)).any() and not (empty & ~paid).any()
    if enough and fits and (total.given | ~empty).all() and not _is_before_issue(sheet, column, paid):
        places["settled_on"] = days[0].place
        sheet.prove(settled_by_day=True)
        counted = Message.of("row_count", count=int(paid.sum()))
        option = Reading("", ignore=(days[0].name,)).options()
        told = {"column": repr(days[0].name), "balance": repr(sheet.header.names[places["balance"]].strip())}
        sheet.tell(Message.of("paid_on_day_of_empty", **told, rows=counted, option=option))


def _is_before_issue(sheet: Sheet, column: Coded, paid: Flags) -> bool:
    """True when one of the days is before that of issue, or after the one of which the file is read."""
    steps = days_between(sheet, sheet.text("issued"), column.emptied(~paid))
    return steps is None or bool((steps < 0).any()) or is_after(sheet, column)


def _without_actual(name: str) -> str:
    """The header without a word by which its days are no planned ones.

    >>> _without_actual("actual_payment_date"), _without_actual("Payment date")
    ('payment date', 'Payment date')
    """
    words = WORDS.findall(name)
    kept = [word for word in words if loose(word) not in rows("headers")["actual"]]
    return name if len(kept) == len(words) else " ".join(kept)


def _are_paid_on(sheet: Sheet, column: Coded, known: _Known) -> bool:
    """True when the days can be those on which invoices were paid."""
    count = int(column.filled.sum())
    issued, due = (days_between(sheet, sheet.text(field), column) for field in ("issued", "due"))
    if issued is None or due is None or not _FEWEST <= count == len(issued) == len(due):
        return False
    if count == len(sheet) and not known.by_delay:
        return False
    return bool((issued >= 0).all() and (due != 0).any()) and (known.actual or not is_after(sheet, column))


def is_after(sheet: Sheet, column: Coded) -> bool:
    """True when one of the days is after that of which the file is read."""
    by = sheet.dialect.as_of
    if by is None:
        return False
    today = Coded(np.zeros(len(column.codes), np.int64), [by.isoformat()])
    steps = days_between(sheet, today, column)
    return steps is not None and bool((steps > 0).any())


def _speaks_of_a_part(sheet: Sheet, contents: Contents, days: Coded) -> bool:
    """True when a text of the column, in a row with a day, says that a part was paid."""
    if contents.holds not in (Holds.TEXT, Holds.WORDS):
        return False
    texts = sheet.records.coded(sheet.rows[days.filled], contents.place).cleaned(clean).texts
    return any("partly" in note_states(text) for text in texts)
