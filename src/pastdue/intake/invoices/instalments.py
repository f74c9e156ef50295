"""Instalments under one invoice number: rows that fall due on different days, each an item of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

import numpy as np

from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.money.movements import figures
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.values.date_styles import DateStyle
from pastdue.intake.values.flaws import Flaw
from pastdue.model.kept import Seen
from pastdue.model.messages import Message

_ALIKE = ("customer_id", "customer", "currency", "issued")
"""The fields in which the instalments of one invoice agree."""
_COUNTED = re.compile(r"\D{0,15}(\d{1,3})\s*(?:/|of|von|z|ze|de|di|van|av|af|-|à|sur)\s*(\d{1,3})", re.IGNORECASE)
_NUMBERED = re.compile(r"\D{0,15}(\d{1,3})\.?")
_MOST_COLUMNS = 12


def number_instalments(sheet: Sheet, seen: Mapping[str, Seen]) -> None:
    """Give each instalment of an invoice a number of its own, that of the invoice with the instalment's or with its due
    date, as 77/2 or 77 (2026-10-01).

    Instalments are rows of one invoice number, customer, currency and issue date that all fall due on different days. A
    row alone is one where its column of instalments says 2 of 3, or an earlier run saw it so (`seen`). Raises Unsettled
    where each row may state the amount of the whole invoice.
    """
    if not (sheet.preset.fallback or sheet.preset.name == CANONICAL) or not sheet.has("due"):
        return
    numbers, days = sheet.text("invoice"), _days(sheet)
    groups = [group for group in _groups(numbers) if _are_instalments(sheet, group, days)]
    labels = _labels(sheet, groups)
    if groups:
        _ask_whose_amount(sheet, groups)
    found = {int(row): labels.get(int(row)) or f" ({days[row]})" for group in groups for row in group}
    known = {seen_.invoice for seen_ in seen.values() if seen_.invoice.endswith(")")}
    for row in range(len(sheet)) if labels or known else ():
        if row not in found and (label := labels.get(row) or f" ({days[row]})"):
            counted = row in labels
            if counted or numbers.at(row) + label in known:
                found[row] = label
    if found:
        codes = numbers.codes.copy()
        codes[list(found)] = len(numbers.texts) + np.arange(len(found))
        named = [numbers.at(row) + label for row, label in found.items()]
        sheet.put("invoice", Coded(codes, [*numbers.texts, *named]).merged())
        sheet.tell(Message.of("instalments", count=len(found), example=repr(named[0])))


def _groups(numbers: Coded) -> Iterator[Ints]:
    """The rows of every number that several rows have."""
    often = np.bincount(numbers.codes, minlength=len(numbers.texts)) > 1
    often &= np.array([bool(text) for text in numbers.texts], np.bool_)
    rows = np.flatnonzero(often[numbers.codes])
    rows = rows[np.argsort(numbers.codes[rows], kind="stable")]
    if len(rows):
        yield from np.split(rows, np.flatnonzero(np.diff(numbers.codes[rows])) + 1)


def _days(sheet: Sheet) -> list[str]:
    """The due date of each row as 2026-10-01; "" where it has none, or one that cannot be read."""
    style, column = sheet.dates.get("due", DateStyle()), sheet.text("due")
    read = [style.day(text) if text else "" for text in column.texts]
    texts = ["" if isinstance(day, Flaw) else str(day) for day in read]
    return [texts[code] for code in column.codes.tolist()]


def _are_instalments(sheet: Sheet, group: Ints, days: list[str]) -> bool:
    due = {days[row] for row in group.tolist()}
    if "" in due or len(due) < len(group) or sheet.credits[group].any():
        return False
    return all(len(set(sheet.text(field).codes[group].tolist())) == 1 for field in _ALIKE if sheet.has(field))


def _labels(sheet: Sheet, groups: list[Ints]) -> dict[int, str]:
    """The ends that the column of instalments gives the numbers of its rows, as `/2`: of all rows that say 2 of 3, and
    of those of `groups` where they only count."""
    column = next((each for each in unread_columns(sheet) if each.about("instalment")), None)
    if column is None:
        return {}
    texts = sheet.records.column(sheet.rows, column.place).texts()
    counted = [_COUNTED.fullmatch(text.strip()) for text in texts]
    found = {row: f"/{match[1]}" for row, match in enumerate(counted) if match and int(match[2]) > 1}
    for group in groups:
        named = {row: _NUMBERED.fullmatch(texts[row].strip()) for row in group.tolist() if not counted[row]}
        found |= {row: f"/{match[1]}" for row, match in named.items() if match}
    several = [row for group in groups for row in group.tolist()]
    numbers = sheet.text("invoice")
    named_ = [(numbers.at(row), found.get(row, "")) for row in several]
    return found if len(set(named_)) == len(named_) and all(label for _, label in named_) else {}


def _ask_whose_amount(sheet: Sheet, groups: list[Ints]) -> None:
    """Raise Unsettled where every row of an invoice states the same total, and nothing shows that it is its own: a
    balance that differs, or a column with the sum of each invoice's totals."""
    if not sheet.has("total") or "total" in sheet.dialect.map or "total" not in sheet.header.places:
        return
    total = figures(sheet, sheet.header.places["total"], sheet.rows)
    if any(len(set(total[group].tolist())) > 1 for group in groups):
        return
    if sheet.has("balance"):
        left = figures(sheet, sheet.header.places["balance"], sheet.rows)
        if any(len(set(left[group].tolist())) > 1 for group in groups):
            return
    free = (each for each in unread_columns(sheet) if each.holds is Holds.AMOUNTS)
    other = [(each, figures(sheet, each.place, sheet.rows)) for each in islice(free, _MOST_COLUMNS)]
    if any(all((minor[group] == total[group].sum()).all() for group in groups) for _, minor in other):
        return
    parts = [each for each, minor in other if all(minor[group].sum() == total[group[0]] for group in groups)]
    raise Unsettled([_question(sheet, groups[0], parts)])


def _question(sheet: Sheet, group: Ints, parts: list[Contents]) -> Question:
    name, number = sheet.header.name("total"), sheet.text("invoice").at(int(group[0]))
    what = f"is the same in all rows of {number!r}, which fall due on different days: what is owed on each of them?"
    readings = [Reading(f"the amount in {each.name!r}", {"total": each.name}) for each in parts]
    held = {"balance": sheet.header.name("balance")} if sheet.has("balance") else {}
    readings.append(Reading("as much as it says, on each day", {"total": name, **held}))
    return Question(sheet.source, name, what, (sheet.text("total").at(int(group[0])),), tuple(readings))
