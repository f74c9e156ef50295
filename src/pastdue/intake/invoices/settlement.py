"""Billed, paid and open amounts of each row, from any consistent choice of the three columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pastdue.book import NO_DAY
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.export.units.unit_columns import power_at, power_of, tell_unit
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.days import Days
from pastdue.intake.invoices.part_payments import PAID_IN_PART, credited, noted, paid_shares
from pastdue.intake.judgement.paid.turned_balances import turned
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.values.amount_column import Amounts, Flags, Habit, as_typed, column_style, read_amounts
from pastdue.intake.values.amounts import AMBIGUOUS, OtherMark, Style
from pastdue.intake.values.flaws import Flaw
from pastdue.model.errors.problems import Source
from pastdue.model.messages import Message
from pastdue.model.money import Money

_SHOWN = 5
_CENT = 1
"""The number of smallest units by which rounding may change a balance."""
_NO_FIGURE = Flaw(Message.of("not_an_amount"), Message.of("write_as", example="1234.50"))
_UNTOLD = Flaw(Message.of("neither_total_nor_balance"), Message.of("fill_in_one"))
_NO_BALANCE = Flaw(Message.of("balance_empty"), Message.of("zero_or_total"))
_RUNNING = Flaw(Message.of("more_open"), Message.of("map_open"))
_UNPAID = Flaw(Message.of("payment_day_alone"), Message.of("paid_or_no_day"))


@dataclass(frozen=True, slots=True, eq=False)
class RowSettlement:
    """For each row: the total and what is paid, in minor units, the day of that payment, whether its total is only
    known from a balance, and the balance as `stated`, else total less paid."""

    total: Ints
    paid: Ints
    paid_on: Days
    from_balance: Flags
    stated: Ints


def amounts_of(sheet: Sheet, field: str, currency: Coded) -> Amounts:
    """The column's amounts, its flaws noted; nothing is given in any row when the file does not have it.

    Sums of line items stand in for the column. What is owed to the customer is negative, however it is written.
    """
    if field in sheet.sums:
        minor, given = sheet.sums[field]
        return Amounts(minor, given, [])
    if not sheet.has(field):
        return Amounts(np.zeros(len(sheet), np.int64), np.zeros(len(sheet), np.bool_), [])
    amounts = _as_siblings(sheet, field, currency)
    amounts = as_typed(amounts, currency, sheet.dialect.text_decimal) if sheet.dialect.typed else amounts
    _refuse_ambiguous(sheet, field, amounts)
    for position, text, flaw in amounts.flaws:
        sheet.note(position, field, text, flaw)
    amounts = _with_added(sheet, field, currency, amounts)
    if amounts.style:
        _tell_style(sheet, field, amounts.style)
    tell_unit(sheet, field)
    if amounts.noisy:
        sheet.tell(Message.of("rounded_to_cents", column=repr(sheet.header.name(field)), text=repr(amounts.noisy)))
    if sheet.credits.any():
        minor = np.where(sheet.credits, -np.abs(amounts.minor), amounts.minor)
        return Amounts(minor, amounts.given, amounts.flaws, amounts.style)
    return amounts


def _with_added(sheet: Sheet, field: str, currency: Coded, amounts: Amounts) -> Amounts:
    """`amounts` with those of the further columns that the user adds to the field."""
    for place in sheet.header.added.get(field, ()):
        cells, habit = (
            sheet.records.column(sheet.rows, place),
            Habit(sheet.preset.decimal or ".", power_at(sheet, place)),
        )
        more = read_amounts(cells, currency, sheet.dialect.decimal, sheet.nothing, habit)
        for position, text, flaw in more.flaws:
            sheet.note(position, field, text, flaw)
        amounts = replace(amounts, minor=amounts.minor + more.minor, given=amounts.given | more.given)
    return amounts


def _as_siblings(sheet: Sheet, field: str, currency: Coded) -> Amounts:
    """The column's amounts; where nothing in it proves the decimal mark, with the one that other parts of the export
    prove, else with the one that all the other columns of amounts which prove one have."""
    cells, said, power = sheet.cells(field), sheet.dialect.decimal, power_of(sheet, field)
    amounts = read_amounts(cells, currency, said, sheet.nothing, Habit(sheet.preset.decimal, power))
    if not (said or amounts.proof) and (proved := sheet.dialect.proved.decimals.get(sheet.header.name(field))):
        return read_amounts(cells, currency, proved, sheet.nothing, Habit(power=power))
    if said or amounts.proof or not (sheet.preset.decimal or any(flaw is AMBIGUOUS for _, _, flaw in amounts.flaws)):
        return amounts
    others = [name for name in ("total", "paid", "balance") if name != field and name in sheet.header.places]
    styles = [column_style(sheet.cells(name), "", "") for name in others]
    marks = {style.decimal: style.proof for style in styles if style.proof and style.settled}
    if len(marks) != 1 or sheet.preset.decimal in marks:
        return amounts
    (mark, proof), named = next(iter(marks.items())), repr(sheet.header.name(field))
    sheet.tell(Message.of("decimal_as_others", column=named, mark=_mark(mark), proof=repr(proof)))
    return read_amounts(cells, currency, mark, sheet.nothing, Habit(power=power))


def _refuse_ambiguous(sheet: Sheet, field: str, amounts: Amounts) -> None:
    """Raise Unsettled where a whole column leaves open whether its marks are thousands or fractions."""
    open_ = [(position, text) for position, text, flaw in amounts.flaws if flaw is AMBIGUOUS]
    if open_ and not any(text for text in _others(amounts)):
        lines = sheet.lines()
        name, file = sheet.header.name(field), sheet.header.file
        position = open_[0][0]
        readings = (Reading("a decimal point", decimal="."), Reading("a decimal comma", decimal=","))
        samples = tuple(dict.fromkeys(text for _, text in open_[:_SHOWN]))
        raise Unsettled([Question(Source(file, int(lines[position])), name, str(AMBIGUOUS.what), samples, readings)])


def _others(amounts: Amounts) -> list[str]:
    """The texts that contradict the column's style: with them the column is not ambiguous, but mixed."""
    return [text for _, text, flaw in amounts.flaws if isinstance(flaw, OtherMark)]


def _tell_style(sheet: Sheet, field: str, style: Style) -> None:
    named = repr(sheet.header.name(field))
    sheet.tell(Message.of("decimal_mark", column=named, mark=_mark(style.decimal), proof=repr(style.proof)))


def _mark(decimal: str) -> Message:
    return Message.of("mark_comma" if decimal == "," else "mark_point")


def settle(sheet: Sheet, currency: Coded, paid_on: Days, settled_on: Days) -> RowSettlement:
    """The total, paid and balance of each row; contradictions are noted as problems.

    Only a balance: it is the total. A total and a balance: the difference is paid, without a date unless the row
    has one. A payment date with nothing paid is a problem. A row that is settled, by its status or on a day, is paid
    in full; a balance beside that is a problem, unless a note, mark or day says so that the user lets count, or the
    day may be that of a part payment.
    """
    total, balance = (amounts_of(sheet, field, currency) for field in ("total", "balance"))
    paid = paid_shares(sheet, total) or amounts_of(sheet, "paid", currency)
    total = _whole_total(sheet, total, paid, balance := turned(sheet, total, paid, balance))
    total, paid = credited(sheet, total, paid, balance)
    total, paid, balance = noted(sheet, currency, total, paid, balance)
    billed = np.where(total.given, total.minor, paid.minor + balance.minor)
    derived = total.given & balance.given & ~paid.given
    settled = np.where(derived, total.minor - balance.minor, paid.minor)
    clean = sheet.clean()
    _note_no_figure(sheet, clean & ~total.given & ~balance.given)
    off = clean & total.given & paid.given & balance.given & (total.minor - paid.minor != balance.minor)
    stated = off & _believed(total, paid, balance)
    _note_off(sheet, currency, off & ~stated, total.minor - paid.minor)
    settled = np.where(stated, total.minor - balance.minor, settled)
    _tell_stated(sheet, currency, stated, total.minor - paid.minor)
    dated = settled_on != NO_DAY
    in_part = (paid.given | balance.given | sheet.partly) & (settled != billed)
    whole = sheet.settled | (dated & ~in_part if _is_any_payment(sheet) else dated)
    _note_untold(sheet, clean & ~whole & ~paid.given, balance)
    if whole.any():
        by_day = "settled_on" in sheet.dialect.map or sheet.proofs.settled_by_day
        chosen = sheet.marked | dated if by_day else sheet.marked
        _note_open(sheet, currency, whole & clean & ~chosen, balance)
        _note_less(sheet, currency, whole & clean & dated & ~balance.given, (paid, billed))
        settled = np.where(whole, billed, settled)
    paid_on = np.where(dated & (paid_on == NO_DAY), settled_on, paid_on)
    for position in np.flatnonzero(sheet.clean() & (paid_on != NO_DAY) & (settled == 0) & ~whole).tolist():
        by = "settled_on" if dated[position] else "paid_on"
        sheet.note(position, by, sheet.text(by).at(position), _UNPAID)
    said = np.where(balance.given, balance.minor, billed - settled)
    return RowSettlement(billed, settled, paid_on, ~total.given, said)


def _note_no_figure(sheet: Sheet, rows: Flags) -> None:
    """Note `rows` as having neither a total nor a balance: by the word that stands for one, as NaN, if there is any."""
    field = "total" if sheet.has("total") else "balance"
    if not rows.any():
        return
    cells = sheet.cells(field).coded() if sheet.has(field) else Coded(np.zeros(len(sheet), np.int64), [""])
    for position in np.flatnonzero(rows).tolist():
        word = cells.at(position).strip()
        sheet.note(position, field, word, _NO_FIGURE if word else _UNTOLD)


def _is_any_payment(sheet: Sheet) -> bool:
    """True when a day of payment may be that of a part payment: in a general list, unless the user says that it is not.
    Then a row that also says what is paid or open of it is believed."""
    return sheet.preset.fallback and "settled_on" not in sheet.dialect.map and not sheet.proofs.settled_by_day


def _believed(total: Amounts, paid: Amounts, balance: Amounts) -> Flags:
    """True for each row whose stated balance may be right though total less paid differs: less is owed, as after a cash
    discount, a credit used up or an overpayment, or it differs by a rounded cent; never where more is owed."""
    sign = np.where(total.minor < 0, -1, 1)
    less = sign * (total.minor - paid.minor - balance.minor)
    return np.asarray((less >= -_CENT) & (np.abs(balance.minor) <= np.abs(total.minor)))


def _tell_stated(sheet: Sheet, currency: Coded, stated: Flags, expected: Ints) -> None:
    """Add a remark on rows whose balance counts though total less paid is another amount."""
    rows = np.flatnonzero(stated & sheet.clean())
    if not len(rows):
        return
    first = int(rows[0])
    left = Money.of_minor(int(expected[first]), currency.at(first))
    name, line = repr(sheet.header.name("balance")), str(int(sheet.lines()[first]))
    sheet.tell(Message.of("balance_counts", count=len(rows), column=name, line=line, left=left))


def _whole_total(sheet: Sheet, total: Amounts, paid: Amounts, balance: Amounts) -> Amounts:
    """The totals without those of single lines, of which more is open than they say; else that is noted."""
    over = total.given & balance.given & ~paid.given & (total.minor != 0)
    over &= np.where(total.minor > 0, balance.minor > total.minor, balance.minor < total.minor)
    for position in np.flatnonzero(over & ~sheet.several & sheet.clean()).tolist():
        sheet.note(position, "balance", sheet.text("balance").at(position), _RUNNING)
    lines = over & sheet.several
    return Amounts(np.where(lines, 0, total.minor), total.given & ~lines, total.flaws, total.style)


def _note_off(sheet: Sheet, currency: Coded, rows: Flags, left: Ints) -> None:
    """Note `rows` as having a balance that contradicts total and paid, of which so much is `left`."""
    for position in np.flatnonzero(rows).tolist():
        less = Money.of_minor(int(left[position]), currency.at(position))
        flaw = Flaw(Message.of("total_less_paid", left=less), Message.of("one_of_three"))
        sheet.note(position, "balance", sheet.text("balance").at(position), flaw)


def _note_untold(sheet: Sheet, rows: Flags, balance: Amounts) -> None:
    """Note those of `rows` that are paid in part or, by what the others say, perhaps in full; in our own columns an
    empty balance says nothing."""
    untold = rows & ~balance.given & ~sheet.credits
    for position in np.flatnonzero(untold & sheet.partly).tolist():
        by = "status" if sheet.has("status") or not sheet.has("note") else "note"
        sheet.note(position, by, sheet.text(by).at(position), PAID_IN_PART)
    if balance.given.any() and sheet.preset.name != CANONICAL:
        for position in np.flatnonzero(untold & ~sheet.partly).tolist():
            sheet.note(position, "balance", "", _NO_BALANCE)


def _note_open(sheet: Sheet, currency: Coded, whole: Flags, balance: Amounts) -> None:
    """Note rows that are paid in full and have a balance."""
    for position in np.flatnonzero(whole & (balance.minor != 0)).tolist():
        left = Money.of_minor(int(balance.minor[position]), currency.at(position))
        by = "status" if sheet.settled[position] else "settled_on"
        flaw = Flaw(Message.of("paid_yet_balance", left=left), Message.of("one_of_two"))
        sheet.note(position, by, sheet.text(by).at(position), flaw)


def _note_less(sheet: Sheet, currency: Coded, rows: Flags, amounts: tuple[Amounts, Ints]) -> None:
    """Note those of `rows` that are paid in full by their day alone, and of which less was paid than was billed by
    those two `amounts`."""
    paid, billed = amounts
    less = paid.given & (np.abs(paid.minor) < np.abs(billed)) & ~(sheet.settled | sheet.marked)
    for position in np.flatnonzero(rows & less).tolist():
        flaw = Flaw(
            Message.of("paid_yet_less", paid=Money.of_minor(int(paid.minor[position]), currency.at(position))),
            Message.of("one_of_two"),
        )
        sheet.note(position, "settled_on", sheet.text("settled_on").at(position), flaw)
