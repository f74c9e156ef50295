"""The rows of an export that are invoices: headings and totals are set apart, drafts and the like ignored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pastdue.intake.customers.first_rows import name_from_first_rows
from pastdue.intake.customers.headings import CustomerHeading, customer_headings
from pastdue.intake.customers.one_customer import refuse_headings
from pastdue.intake.customers.people import name_people
from pastdue.intake.export.headers import normal
from pastdue.intake.export.line_items import share
from pastdue.intake.export.preset_rows import RowIs, RowRule
from pastdue.intake.export.sections import refuse_folded, refuse_second_table, refuse_sections, without_headers_again
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.invoices.unnamed_totals import sums_among
from pastdue.intake.states.payables import without_payables
from pastdue.intake.states.receipts import money_alone
from pastdue.intake.states.states import STATE_FIELDS, by_state
from pastdue.intake.states.topics import about
from pastdue.intake.values.amount_shapes import is_amount
from pastdue.intake.values.amounts import currencies_of
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.texts import clean
from pastdue.model.messages import Message, Text

_USED_UP = "credits used up"
_PAIR = 2
_FIRST, _FIRST_FILLED = -2, "#*"


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is not an invoice: its record, its kind, its label, and its cells."""

    record: int
    row: RowIs
    label: str
    cells: tuple[str, ...]
    names_customer: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Sorted:
    """The rows that are invoices, the headings and totals, why how many others were ignored, and remarks.

    `over` are the rows ignored for their status or type, by reason."""

    sheet: Sheet
    passed: tuple[Passed, ...]
    ignored: Mapping[str, int]
    remarks: tuple[Text, ...]
    over: tuple[tuple[str, Sheet], ...] = ()


def sort_rows(sheet: Sheet) -> Sorted:
    """The rows of `sheet` sorted as its preset says; rows that fit nothing are noted."""
    refuse_second_table(sheet)
    whole = without_headers_again(sheet)
    passed = _with_customers(_passed(whole), headings := customer_headings(whole))
    refuse_sections([(row.record, row.label) for row in passed if not row.names_customer], whole)
    breaks = np.array([row.record for row in passed], np.int64)
    sheet = whole.only(~np.isin(whole.rows, breaks)) if passed else whole
    naming = _naming(passed, sheet)
    refuse_headings(sheet, tuple(row.label for row in naming))
    _name_customers(sheet, naming)
    _number_customers(sheet, headings)
    name_people(sheet)
    totals = {row.record: row.cells for row in passed if row.row is not RowIs.HEADING}
    name_from_first_rows(sheet, whole, totals, breaks)
    if sheet.grouping:
        share(sheet, ("type", "status", "currency"))
    ignored = Counter({f"{what} rows": count for what, count in Counter(row.row.value for row in passed).items()})
    ignored |= {"item rows": sheet.proofs.item_rows, "nothing billed": sheet.proofs.rows_of_nothing}
    remarks: list[Text] = []
    over: list[tuple[str, Sheet]] = []
    for field in STATE_FIELDS:
        if sheet.has(field):
            sheet, left = by_state(sheet, field, remarks)
            over += left
    sheet, bills = without_payables(sheet, remarks)
    over += bills
    for key, found in money_alone(sheet):
        if (alone := found & sheet.clean() & ~sheet.credits).any():
            sheet.credits = sheet.credits | alone
            remarks.append(Message.of(key, count=int(alone.sum())))
    used = sheet.credits & sheet.settled
    if used.any() and _USED_UP not in sheet.dialect.include:
        over.append((_USED_UP, sheet.only(used)))
        sheet = sheet.only(~used)
    for reason, rows in over:
        ignored[reason] += len(rows)
    if sheet.credits.any():
        _number_credits(sheet)
    return Sorted(sheet, passed, ignored, tuple(remarks), tuple(over))


def _passed(sheet: Sheet) -> tuple[Passed, ...]:
    """The headings and totals, by record; ragged rows that are neither are noted."""
    rules, ragged, odd = sheet.preset.rows, list[int](), set(sheet.ragged)
    dated = [name for name in ("issued", "due") if sheet.has(name)]
    bare = np.ones(len(sheet), np.bool_)
    for name in dated:
        bare &= ~sheet.text(name).rows(is_dated)
    undated = sheet.rows[bare].tolist()
    days = [sheet.header.places[name] for name in dated if name in sheet.header.places]
    keys = [normal(name) for name in sheet.header.names]
    places = [(rule, _place(rule.column, keys)) for rule in rules]
    found = []
    for record in sorted([*undated, *sheet.ragged]):
        cells = tuple(map(clean, sheet.records.fields(record)))
        if any(day < len(cells) and is_dated(cells[day]) for day in days):
            row = None
        else:
            row = _units(sheet, record, cells) or _matched(record, cells, places)
        if row is not None and not (sheet.preset.fallback and _is_numbered(sheet, row)):
            found.append(row)
        elif record in odd:
            ragged.append(record)
    found += (summary := _summary(sheet, ragged, {row.record for row in found}))
    sheet.note_ragged([record for record in ragged if record not in {row.record for row in summary}])
    return tuple(sorted([*found, *_unnamed(sheet, undated, found)], key=lambda row: row.record))


def _summary(sheet: Sheet, ragged: Sequence[int], totals: Collection[int]) -> list[Passed]:
    """The lines of a label and a figure right below such a line that is a total, below all invoices: a summary. One
    that may speak of a payment or credit is none."""
    found: list[Passed] = []
    last = int(sheet.rows[-1]) if len(sheet) else 0
    for record in ragged:
        above = {each for each in totals if last < each < record and _is_label_and_figure(sheet, each)}
        cells = tuple(map(clean, sheet.records.fields(record)))
        label = next(filter(None, cells), "")
        money = about("paid", label) or about("credit", label) or about("part_paid", label)
        if above and _is_label_and_figure(sheet, record) and not money:
            found.append(Passed(record, RowIs.TOTAL, label, cells))
    below = [record for record in ragged if record > last and not sheet.records.is_blank(record, sheet.nothing)]
    return found if len(found) == len(set(below) - {*totals}) else []


def _is_label_and_figure(sheet: Sheet, record: int) -> bool:
    """True when the record says a text without a day and an amount, and nothing else."""
    said = [cell for cell in map(clean, sheet.records.fields(record)) if cell]
    return len(said) == _PAIR and not is_amount(said[0]) and not is_dated(said[0]) and is_amount(said[1])


def _unnamed(sheet: Sheet, undated: Sequence[int], found: Sequence[Passed]) -> Iterator[Passed]:
    """The totals among the rows without a date that no rule has found."""
    passed = {row.record for row in found}
    records = [record for record in undated if record not in passed]
    for record in sorted(sums_among(sheet, records, passed)):
        cells = tuple(map(clean, sheet.records.fields(record)))
        yield Passed(record, RowIs.SUBTOTAL, next(filter(None, cells), ""), cells)


def _with_customers(passed: tuple[Passed, ...], headings: list[CustomerHeading]) -> tuple[Passed, ...]:
    """The rows that are no invoices, those that name a customer with its name."""
    names = {heading.record: heading.name for heading in headings}
    return tuple(
        replace(row, row=RowIs.HEADING, label=names[row.record], names_customer=True) if row.record in names else row
        for row in passed
    )


def _units(sheet: Sheet, record: int, cells: tuple[str, ...]) -> Passed | None:
    """The row right below the header where it only says in what the columns are, as their currency."""
    if record != sheet.opened.top + 1 or not sheet.preset.fallback or any(map(str.isdigit, "".join(cells))):
        return None
    said = [cell for cell in cells if cell]
    if not said or not all(currencies_of(cell.strip("()[]")) for cell in said):
        return None
    return Passed(record, RowIs.HEADING, said[0], cells)


def _is_numbered(sheet: Sheet, row: Passed) -> bool:
    """True when the row has an invoice's number beside the label that makes it a total: then it is an invoice that
    lacks its dates."""
    place = sheet.header.places.get("invoice", -1)
    number = row.cells[place] if 0 <= place < len(row.cells) else ""
    return row.row is not RowIs.HEADING and number not in ("", row.label)


def _place(column: str, keys: list[str]) -> int:
    """The column a rule reads; -1 where the file has no such column, `_FIRST` for the first cell that is not empty."""
    if column == _FIRST_FILLED:
        return _FIRST
    if column.startswith("#") and column[1:].isdecimal():
        return int(column[1:]) - 1
    return next((keys.index(normal(either)) for either in column.split("|") if normal(either) in keys), -1)


def _matched(record: int, cells: tuple[str, ...], places: list[tuple[RowRule, int]]) -> Passed | None:
    first = next((at for at, cell in enumerate(cells) if cell), 0)
    for rule, column in places:
        place = first if column == _FIRST else column
        if not 0 <= place < len(cells) or not (label := cells[place]):
            continue
        if rule.alone and sum(map(bool, cells)) > 1:
            continue
        said = label.casefold()
        starts = [start.casefold() for start in rule.starts]
        if not starts or said in starts or (not rule.exactly and any(said.startswith(start) for start in starts)):
            return Passed(record, rule.row, label, cells, rule.names_customer, rule.first)
    return None


def _naming(passed: tuple[Passed, ...], sheet: Sheet) -> list[Passed]:
    """The headings that name a customer; of those that stand on end the first alone, where the preset says so."""
    found: list[Passed] = []
    before: Passed | None = None
    for row in passed:
        between = () if before is None else np.searchsorted(sheet.rows, [before.record, row.record])
        further = before is not None and before.names_customer and len(set(between)) == 1
        if row.names_customer and not (row.first and further):
            found.append(row)
        before = row
    refuse_folded(sheet, [(row.record, row.label, row.cells) for row in found])
    return found


def _name_customers(sheet: Sheet, headings: list[Passed]) -> None:
    """Give every row the customer that the nearest heading above it names, where no row names its own."""
    if headings and not (sheet.has("customer") and sheet.text("customer").filled.any()):
        above = np.searchsorted(np.array([row.record for row in headings]), sheet.rows)
        sheet.put("customer", Coded(above, ["", *(row.label for row in headings)]).merged())
        sheet.findings.under([row.record for row in headings])


def _number_customers(sheet: Sheet, headings: list[CustomerHeading]) -> None:
    """Give every row the customer's number that the nearest heading above it says, where no column has numbers."""
    if any(heading.number for heading in headings) and not sheet.has("customer_id"):
        above = np.searchsorted(np.array([heading.record for heading in headings]), sheet.rows)
        sheet.put("customer_id", Coded(above, ["", *(heading.number for heading in headings)]).merged())


def _number_credits(sheet: Sheet) -> None:
    """A name for credits without a number, and one of its own for a credit that has an invoice's number."""
    numbers, kinds = sheet.text("invoice"), sheet.text("type")
    others = set(numbers.only(np.flatnonzero(~sheet.credits)).all())
    lines, changed = sheet.lines(), {}
    for position in np.flatnonzero(sheet.credits).tolist():
        number, kind = numbers.at(position), kinds.at(position)
        if not number:
            changed[position] = f"{kind or 'payment'} (line {lines[position]})"
        elif number in others:
            changed[position] = f"{kind or 'payment'} {number}"
    if changed:
        codes = numbers.codes.copy()
        codes[list(changed)] = len(numbers.texts) + np.arange(len(changed))
        sheet.put("invoice", Coded(codes, [*numbers.texts, *changed.values()]).merged())
