"""Charges as bookings for an accounting program: those new since the last export, in the columns it reads."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pastdue.charges.agreed import charged_in_all
from pastdue.ledger import History, NoticeRow
from pastdue.model import ChargeKind, Column, Table
from pastdue.model.errors import OutputError
from pastdue.model.formulas import guarded
from pastdue.model.kept import Booking
from pastdue.model.money import Money

_LETTERS = {ChargeKind.INTEREST: "I", ChargeKind.FEE: "F", ChargeKind.COMPENSATION: "C"}


@dataclass(frozen=True, slots=True)
class JournalColumn:
    """A column of a journal: its header, and its text with `{names}` of what a booking holds."""

    header: str
    value: str


@dataclass(frozen=True, slots=True)
class JournalForm:
    """The form in which an accounting program reads a journal: `debit` and `credit` are its words for a charge and a
    charge taken back."""

    title: str
    columns: tuple[JournalColumn, ...]
    delimiter: str = ","
    decimal: str = "."
    date_format: str = "%Y-%m-%d"
    encoding: str = "utf-8"
    debit: str = "charge"
    credit: str = "reversal"


def new_bookings(
    notices: Iterable[NoticeRow], names: Mapping[str, str], history: History, on: date
) -> tuple[Booking, ...]:
    """The bookings to make on the day `on` so that the books hold the charges the standing letters named.

    The last standing notice of an invoice counts, since it restates all charges; where they were waived, nothing is
    booked. `names` are the customers' by the number of the letter.
    """
    known, numbers, export = _booked(history.bookings)
    found = []
    for key, rows in _by_invoice(notices).items():
        standing = [row for row in rows if row.voided_on is None]
        named = _named(standing[-1], history) if standing else {}
        for kind in ChargeKind:
            currency = rows[-1].open.currency
            before = known.get((*key, kind, currency), Money.zero(currency))
            amount = named.get(kind, Money.zero(currency)) - before
            if not amount:
                continue
            numbers[key[0], kind] += 1
            last = (standing or rows)[-1]
            reference = f"{key[0]}-{_LETTERS[kind]}{numbers[key[0], kind]}"
            why = "charged" if amount.amount > 0 else _why_less(kind, rows, history)
            customer = names.get(last.letter, key[1])
            found.append(
                Booking(export, reference, *key, customer, last.letter, kind, amount, on, max(on, last.pay_by), why)
            )
    return tuple(found)


def _by_invoice(notices: Iterable[NoticeRow]) -> dict[tuple[str, str], list[NoticeRow]]:
    """The notices of each invoice and customer, oldest first."""
    found: dict[tuple[str, str], list[NoticeRow]] = defaultdict(list)
    for row in notices:
        if not row.stage.is_courtesy:
            found[row.invoice, row.customer_id].append(row)
    return found


def _named(row: NoticeRow, history: History) -> dict[ChargeKind, Money]:
    """The charges the notice named, by kind, with the agreements made since."""
    if history.waived(row.invoice) is not None:
        return {}
    named: dict[ChargeKind, Money] = {}
    for charge in row.charges:
        named[charge.kind] = named.get(charge.kind, Money.zero(charge.currency)) + charged_in_all(charge)
    for agreement in history.agreed(row.invoice):
        amount = agreement.amount
        if agreement.kind in named and (amount is None or amount.currency == row.open.currency):
            named[agreement.kind] = amount or Money.zero(row.open.currency)
    return named


def _booked(
    bookings: Iterable[Booking],
) -> tuple[dict[tuple[str, str, ChargeKind, str], Money], Counter[tuple[str, ChargeKind]], int]:
    """The sums booked so far by invoice, customer, kind and currency; the number of bookings of each invoice and kind;
    and the number of the next export."""
    sums: dict[tuple[str, str, ChargeKind, str], Money] = {}
    numbers: Counter[tuple[str, ChargeKind]] = Counter()
    export = 1
    for one in bookings:
        key = one.invoice, one.customer_id, one.kind, one.amount.currency
        sums[key] = sums.get(key, Money.zero(one.amount.currency)) + one.amount
        numbers[one.invoice, one.kind] += 1
        export = max(export, one.export + 1)
    return sums, numbers, export


def _why_less(kind: ChargeKind, rows: Iterable[NoticeRow], history: History) -> str:
    row = next(iter(rows))
    agreed = {one.kind: one.amount for one in history.agreed(row.invoice)}
    if history.waived(row.invoice) is not None or (kind in agreed and agreed[kind] is None):
        return "waived"
    return "voided" if any(one.voided_on is not None for one in rows) else "reduced"


def bookings_table(bookings: Iterable[Booking]) -> Table:
    """A row for each booking."""
    columns = (
        Column("reference", "Reference"), Column("invoice", "Invoice"), Column("customer_id", "Customer no."),
        Column("kind", "Kind"), Column("why", "Why"), Column("on", "On", date), Column("due", "Due", date),
        Column("currency", "Currency"), Column("amount", "Amount", Money), Column("letter", "Letter"),
        Column("export", "Export", int),
    )  # fmt: skip
    rows = tuple(
        (
            b.reference, b.invoice, b.customer_id, b.kind.value, b.why, b.on, b.due, b.amount.currency, b.amount,
            b.letter, b.export,
        )
        for b in bookings
    )  # fmt: skip
    return Table("Charges to be booked", columns, rows)


def journal(bookings: Iterable[Booking], form: JournalForm, accounts: Mapping[str, str]) -> bytes:
    """The bookings as the accounting program reads them; `accounts` are the revenue accounts by kind of charge.

    Refuses (OutputError) a character that its encoding does not have.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=form.delimiter, lineterminator="\r\n")
    writer.writerow([column.header for column in form.columns])
    for one in bookings:
        values = _values(one, form, accounts)
        writer.writerow([_filled(column.value, values) for column in form.columns])
    try:
        return out.getvalue().encode(form.encoding)
    except UnicodeEncodeError as error:
        odd = out.getvalue()[error.start]
        what = f"{odd!r} (U+{ord(odd):04X}) cannot be written in {form.encoding}, which {form.title} reads"
        raise OutputError(what, "a form of your own in pastdue.d/journals/ may say another encoding") from None


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with each `{name}` in it replaced once; a text is guarded against being run as a formula."""
    alone = template[1:-1] if template[:1] == "{" and template[-1:] == "}" else ""
    if alone in ("amount", "size"):
        return values[alone]
    return guarded(template.format_map(values))


def _values(one: Booking, form: JournalForm, accounts: Mapping[str, str]) -> dict[str, str]:
    def written(amount: Money) -> str:
        return amount.plain.replace(".", form.decimal)

    charge = one.amount.amount > 0
    return {
        "reference": one.reference, "invoice": one.invoice, "customer_id": one.customer_id, "customer": one.customer,
        "letter": one.letter, "kind": one.kind.value, "why": one.why, "currency": one.amount.currency,
        "date": one.on.strftime(form.date_format), "due": one.due.strftime(form.date_format),
        "amount": written(one.amount), "size": written(one.amount if charge else -one.amount),
        "side": form.debit if charge else form.credit, "account": accounts.get(one.kind.value, ""),
    }  # fmt: skip


KNOWN_NAMES = frozenset((
    "reference", "invoice", "customer_id", "customer", "letter", "kind", "why", "currency", "date", "due", "amount",
    "size", "side", "account",
))  # fmt: skip
"""The facts a column of a form may name."""
