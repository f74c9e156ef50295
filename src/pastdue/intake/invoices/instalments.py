"""Instalments under one invoice number: rows that fall due on different days, each an item of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from pastdue.intake.export.headers import places_of
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Contents, unread_columns
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.judgement.paid.paid_instalments import amounts_beside, may_repeat, paid_one_by_one
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.states.topics import beginnings, loose_words
from pastdue.intake.values.date_styles import DateStyle
from pastdue.intake.values.flaws import Flaw
from pastdue.model.errors.problems import BadInput, Problem
from pastdue.model.kept import Seen
from pastdue.model.messages import Message

_ALIKE = ("customer_id", "customer", "currency", "issued")
"""The fields in which the instalments of one invoice agree."""
_COUNTED = re.compile(r"\D{0,15}(\d{1,3})\s*(?:/|of|von|z|ze|de|di|van|av|af|-|à|sur)\s*(\d{1,3})", re.IGNORECASE)
_NUMBERED = re.compile(r"\D{0,15}(\d{1,3})\.?")
_DATED = re.compile(r"(.+) \(\d{4}-\d\d-\d\d\)")
"""The number of an instalment that is told by its due date."""


def number_instalments(sheet: Sheet, seen: Mapping[str, Seen]) -> None:
    """Give each instalment of an invoice a number of its own, that of the invoice with the instalment's or with its due
    date, as 77/2 or 77 (2026-10-01).

    Rows of one invoice number, customer, currency and issue date that all fall due on different days may be
    instalments. A column that counts them proves it, one with the sum of the invoice, or what is paid of them; else
    Unsettled is raised, and the user names the column that tells them apart (`--map instalment=`). A row alone is one
    where its column says 2 of 3, or an earlier run saw it so (`seen`); one that falls due on another day than then
    keeps its name.
    """
    said = sheet.dialect.map.get("instalment")
    if not (sheet.preset.fallback or sheet.preset.name == CANONICAL) or not sheet.has("due") or said == "":
        return
    days, known = _days(sheet), KnownInstalments(sheet, seen)
    groups = [group for group in _groups(sheet.text("invoice")) if _are_alike(sheet, group, days)]
    place = _counting_column(sheet, said or "")
    found = _labels(sheet, place, groups)
    one_by_one = bool(groups) and paid_one_by_one(sheet, groups, days) and not may_repeat(sheet, groups)
    proved = bool(groups) and (_says_instalment(sheet) or one_by_one or _proved_by_sums(sheet, groups))
    if groups and not (proved or found or said):
        raise Unsettled([_whether(sheet, groups)])
    apart = [int(row) for group in groups for row in group if int(row) not in found]
    alone = [row for row in _alone(sheet, known.invoices) if row not in found]
    found |= known.labels([*apart, *alone], days)
    found |= {row: f" ({days.at(row)})" for row in apart if row not in found}
    found = _counted_before(sheet, place, seen) | found
    if found:
        numbers = sheet.text("invoice")
        codes = numbers.codes.copy()
        codes[list(found)] = len(numbers.texts) + np.arange(len(found))
        named = [numbers.at(row) + label for row, label in found.items()]
        sheet.put("invoice", Coded(codes, [*numbers.texts, *named]).merged())
        sheet.instalments = _by_invoice(sheet, numbers, found)
        sheet.telling = frozenset(() if place is None else (place,))
        sheet.tell(Message.of("instalments", count=len(found), example=repr(named[0])))


def _by_invoice(sheet: Sheet, numbers: Coded, found: Collection[int]) -> dict[str, tuple[str, ...]]:
    """The numbers of the instalments `found` by that of their invoice; without an invoice of which another row has the
    number still."""
    others = set(sheet.text("invoice").used)
    named: dict[str, list[str]] = {}
    for row in sorted(found):
        named.setdefault(numbers.at(row), []).append(sheet.text("invoice").at(row))
    return {number: tuple(own) for number, own in named.items() if number not in others}


class KnownInstalments:
    """The instalments that earlier runs saw under their due dates, by the number of the invoice."""

    def __init__(self, sheet: Sheet, seen: Mapping[str, Seen]) -> None:
        self._sheet = sheet
        self._known: dict[str, list[Seen]] = {}
        for number, one in seen.items():
            if match := _DATED.fullmatch(number):
                self._known.setdefault(match[1], []).append(one)

    @property
    def invoices(self) -> Collection[str]:
        """The numbers of their invoices."""
        return self._known.keys()

    def labels(self, rows: Sequence[int], days: Coded) -> dict[int, str]:
        """The ends that earlier runs gave the numbers of `rows`, first of those that fall due on the same day still."""
        numbers = self._sheet.text("invoice")
        found: dict[int, str] = {}
        for same_day in (True, False):
            for row in (row for row in rows if row not in found):
                number = numbers.at(row)
                taken = {numbers.at(other) + label for other, label in found.items()}
                left = [one for one in self._known.get(number, ()) if one.invoice not in taken]
                if same_day:
                    left = [one for one in left if one.invoice == f"{number} ({days.at(row)})"]
                if left:
                    chosen = min(left, key=partial(self._distance, row))
                    found[row] = chosen.invoice.removeprefix(number)
        return found

    def _distance(self, row: int, one: Seen) -> tuple[bool, bool, str]:
        """Less for an instalment of the same amount, then for one that the last run had, then for the earlier one."""
        place = self._sheet.header.places.get("total", self._sheet.header.places.get("balance"))
        rows = self._sheet.rows[row : row + 1]
        amount = None if place is None else plain_amounts(self._sheet, place, rows).minor[0]
        return (one.total_minor != amount, not one.present, one.invoice)


def _alone(sheet: Sheet, known: Collection[str]) -> list[int]:
    """The rows that no other row has the number of, without credits, of invoices that are `known`."""
    if not known:
        return []
    numbers = sheet.text("invoice")
    chosen = np.array([text in known for text in numbers.texts], np.bool_)[numbers.codes]
    once = np.bincount(numbers.codes, minlength=len(numbers.texts))[numbers.codes] == 1
    return np.flatnonzero(once & chosen & ~sheet.credits).tolist()


def _counting_column(sheet: Sheet, said: str) -> int | None:
    """The place of the column that tells instalments apart: the one the user names, else one that is called so; None
    for none, and for that of the due dates, which is no count."""
    if not said:
        return next((each.place for each in unread_columns(sheet) if each.about("instalment")), None)
    place = next(iter(places_of((said,), sheet.header.names)), None)
    if place is None:
        names = ", ".join(name.strip() for name in sheet.header.names)
        what = f"no column is named {said!r}"
        raise BadInput([Problem(sheet.source, "instalment", "", what, f"columns found: {names}")])
    return None if place == sheet.header.places.get("due") else place


def _groups(numbers: Coded) -> Iterator[Ints]:
    """The rows of every number that several rows have."""
    often = np.bincount(numbers.codes, minlength=len(numbers.texts)) > 1
    rows = np.flatnonzero(often[numbers.codes] & numbers.filled)
    rows = rows[np.argsort(numbers.codes[rows], kind="stable")]
    if len(rows):
        yield from np.split(rows, np.flatnonzero(np.diff(numbers.codes[rows])) + 1)


def _days(sheet: Sheet) -> Coded:
    """The due date of each row as 2026-10-01; "" where it has none, or one that cannot be read."""
    style, column = sheet.dates.get("due", DateStyle()), sheet.text("due")
    read = [style.day(text) if text else "" for text in column.texts]
    return Coded(column.codes, ["" if isinstance(day, Flaw) else str(day) for day in read])


def _are_alike(sheet: Sheet, group: Ints, days: Coded) -> bool:
    due = {days.at(row) for row in group.tolist()}
    if "" in due or len(due) < len(group) or sheet.credits[group].any():
        return False
    return all(len(set(sheet.text(field).codes[group].tolist())) == 1 for field in _ALIKE if sheet.has(field))


def _labels(sheet: Sheet, place: int | None, groups: list[Ints]) -> dict[int, str]:
    """The ends that the column of instalments gives the numbers of its rows, as `/2`: of all rows that say 2 of 3, and
    of those of `groups` where they only count; none where it does not tell all of these apart."""
    if place is None:
        return {}
    texts = sheet.records.column(sheet.rows, place).texts()
    counted = [_COUNTED.fullmatch(text.strip()) for text in texts]
    found = {row: f"/{match[1]}" for row, match in enumerate(counted) if match and int(match[2]) > 1}
    for group in groups:
        named = {row: _NUMBERED.fullmatch(texts[row].strip()) for row in group.tolist() if not counted[row]}
        found |= {row: f"/{match[1]}" for row, match in named.items() if match}
    numbers = sheet.text("invoice")
    several = [(numbers.at(row), found.get(row, "")) for group in groups for row in group.tolist()]
    return found if len(set(several)) == len(several) and all(label for _, label in several) else {}


def _counted_before(sheet: Sheet, place: int | None, seen: Collection[str]) -> dict[int, str]:
    """The ends of the rows that the column of instalments only counts, as `2`, and whose number with it an earlier run
    saw: those of invoices whose other instalments are gone."""
    if place is None or not seen:
        return {}
    numbers, texts = sheet.text("invoice"), sheet.records.column(sheet.rows, place).texts()
    counted = ((row, _NUMBERED.fullmatch(text.strip())) for row, text in enumerate(texts))
    return {row: f"/{match[1]}" for row, match in counted if match and f"{numbers.at(row)}/{match[1]}" in seen}


def _says_instalment(sheet: Sheet) -> bool:
    """True when a header says the amount of an instalment, as `Montant de l'échéance`, and no other column is read as
    the total."""
    said, amounts = beginnings("of_instalment"), beginnings("of_amount")
    for name in sheet.header.names:
        words = loose_words(name)
        if any(word.startswith(said) for word in words) and any(word.startswith(amounts) for word in words):
            return sheet.header.name("total") in ("total", name.strip())
    return False


def _proved_by_sums(sheet: Sheet, groups: list[Ints]) -> bool:
    """True when a column has the sum of each invoice's rows, beside each of them. Raises Unsettled where every row
    states the same total, and nothing shows that it is its own: such a column, or a balance that differs."""
    if "total" not in sheet.header.places:
        return False
    read = plain_amounts(sheet, sheet.header.places["total"])
    if read.wrong[np.concatenate(groups)].any():
        return False
    total, other = read.minor, amounts_beside(sheet)
    if any(all((minor[group] == total[group].sum()).all() for group in groups) for _, minor in other):
        return True
    if "total" in sheet.dialect.map:
        return False
    if any(len(set(total[group].tolist())) > 1 for group in groups):
        return False
    if sheet.has("balance"):
        left = plain_amounts(sheet, sheet.header.places["balance"]).minor
        if any(len(set(left[group].tolist())) > 1 for group in groups):
            return False
    parts = [each for each, minor in other if all(minor[group].sum() == total[group[0]] for group in groups)]
    raise Unsettled([_question(sheet, groups[0], parts)])


def _whether(sheet: Sheet, groups: list[Ints]) -> Question:
    """The question whether rows of one number are instalments, where nothing proves it."""
    numbers, lines, first = sheet.text("invoice"), sheet.lines(), groups[0].tolist()
    more = f", and so are those of {len(groups) - 1} more" if len(groups) > 1 else ""
    what = f"{numbers.at(first[0])!r} is on several lines that fall due on different days{more}: are those instalments?"
    readings = (
        Reading("instalments, each owed on its own day", {"instalment": sheet.header.name("due")}),
        Reading("one invoice, listed before and after it was changed: they are rejected, to be corrected",
                {"instalment": ""}, rejects=True),
    )  # fmt: skip
    samples = tuple(f"line {int(lines[row])} due {sheet.text('due').at(row)!r}" for row in first[:3])
    return Question(sheet.source, sheet.header.name("invoice"), what, samples, readings)


def _question(sheet: Sheet, group: Ints, parts: list[Contents]) -> Question:
    name, number = sheet.header.name("total"), sheet.text("invoice").at(int(group[0]))
    what = f"is the same in all rows of {number!r}, which fall due on different days: what is owed on each of them?"
    readings = [Reading(f"the amount in {each.name!r}", {"total": each.name}) for each in parts]
    held = {"balance": sheet.header.name("balance")} if sheet.has("balance") else {}
    readings.append(Reading("as much as it says, on each day", {"total": name, **held}))
    return Question(sheet.source, name, what, (sheet.text("total").at(int(group[0])),), tuple(readings))
