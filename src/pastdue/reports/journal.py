"""Charges as bookings for an accounting program: those new since the last export, in the columns it reads."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pastdue.charges.agreed import charged_in_all
from pastdue.ledger import History, NoticeRow
from pastdue.model import ChargeKind, Column, Table
from pastdue.model.errors import OutputError
from pastdue.model.formulas import guarded
from pastdue.model.kept import Agreement, Booking, Meant, is_another
from pastdue.model.money import Money
from pastdue.model.tables import ColumnsOf


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
    booked. Of an older invoice, whose number is another's now, what was booked once is not booked again. `names` are
    the customers' by the number of the letter.
    """
    charged = list(_charged(notices, history))
    known, numbers, export = _booked(history.bookings, charged)
    found = []
    for one in charged:
        number, currency = one.rows[0].invoice, one.rows[-1].open.currency
        named = one.named()
        for kind in ChargeKind:
            before = known.get((*one.key, kind, currency))
            amount = named.get(kind, Money.zero(currency)) - (before or Money.zero(currency))
            if not amount or (amount.amount > 0 and before is not None and one.is_older):
                continue
            numbers[number, kind] += 1
            last = (one.standing or one.rows)[-1]
            reference = f"{number}-{kind.initial}{numbers[number, kind]}"
            why = "charged" if amount.amount > 0 else one.why_less(kind)
            customer = names.get(last.letter, last.customer_id)
            found.append(
                Booking(
                    export, reference, number, last.customer_id, customer, last.letter, kind, amount, on,
                    max(on, last.pay_by), why,
                )
            )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Charged:
    """The notices of one invoice, oldest first, with the waiver and the agreements about its charges. `is_older` where
    another invoice of the customer has its number now."""

    rows: tuple[NoticeRow, ...]
    is_older: bool
    waived: bool
    agreements: tuple[Agreement, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The first letter about it and its number, which no other invoice has together."""
        return self.rows[0].letter, self.rows[0].invoice

    @property
    def standing(self) -> tuple[NoticeRow, ...]:
        return tuple(row for row in self.rows if row.voided_on is None)

    def named(self) -> dict[ChargeKind, Money]:
        """The charges the last standing notice named, by kind, with the agreements made since."""
        if self.waived or not self.standing:
            return {}
        row, named = self.standing[-1], dict[ChargeKind, Money]()
        for charge in row.charges:
            named[charge.kind] = named.get(charge.kind, Money.zero(charge.currency)) + charged_in_all(charge)
        for agreement in self.agreements:
            amount = agreement.amount
            if agreement.kind in named and (amount is None or amount.currency == row.open.currency):
                named[agreement.kind] = amount or Money.zero(row.open.currency)
        return named

    def why_less(self, kind: ChargeKind) -> str:
        """Why less is charged than was booked."""
        agreed = {one.kind: one.amount for one in self.agreements}
        if self.waived or (kind in agreed and agreed[kind] is None):
            return "waived"
        return "voided" if any(row.voided_on is not None for row in self.rows) else "reduced"


def _charged(notices: Iterable[NoticeRow], history: History) -> Iterator[_Charged]:
    """Each invoice of each customer that notices name. Of one number and customer, a notice of an invoice that was
    issued on the day of the notice before it or later begins another invoice."""
    found: dict[tuple[str, str], list[list[NoticeRow]]] = defaultdict(list)
    for row in notices:
        if row.stage.is_courtesy:
            continue
        own = found[row.invoice, row.customer_id]
        if not own or is_another(own[-1][-1].issued, own[-1][-1].on, row.issued):
            own.append([])
        own[-1].append(row)
    for (number, _), own in found.items():
        last, before = history.waivers.get(number), history.overtaken
        for rows in own:
            older = rows is not own[-1]
            waivers = (last, *before.waivers.get(number, ())) if older else (last,)
            agreements = (*history.agreed(number), *(before.agreements.get(number, ()) if older else ()))
            waived = any(one is not None and _holds(one.meant, rows[-1], older) for one in waivers)
            agreed = tuple(one for one in agreements if _holds(one.meant, rows[-1], older))
            yield _Charged(tuple(rows), older, waived, agreed)


def _holds(meant: Meant | None, row: NoticeRow, older: bool) -> bool:
    """True when an entry that meant that invoice, or one no run had seen, is about the invoice of the notice."""
    if meant is None:
        return True
    return meant.issued == row.issued if older else meant.is_of(row.customer_id, row.issued)


def _booked(
    bookings: Iterable[Booking], charged: Iterable[_Charged]
) -> tuple[dict[tuple[str, str, ChargeKind, str], Money], Counter[tuple[str, ChargeKind]], int]:
    """The sums booked so far by invoice (its key), kind and currency; the number of bookings of each number and kind;
    and the number of the next export."""
    key_of = {(row.letter, row.invoice): one.key for one in charged for row in one.rows}
    sums: dict[tuple[str, str, ChargeKind, str], Money] = {}
    numbers: Counter[tuple[str, ChargeKind]] = Counter()
    export = 1
    for booking in bookings:
        own = booking.letter, booking.invoice
        key = *key_of.get(own, own), booking.kind, booking.amount.currency
        sums[key] = sums.get(key, Money.zero(booking.amount.currency)) + booking.amount
        numbers[booking.invoice, booking.kind] += 1
        export = max(export, booking.export + 1)
    return sums, numbers, export


_COLUMNS = ColumnsOf[Booking]({
    Column("reference", "Reference"): lambda one: one.reference,
    Column("invoice", "Invoice"): lambda one: one.invoice,
    Column("customer_id", "Customer no."): lambda one: one.customer_id,
    Column("kind", "Kind"): lambda one: one.kind.value,
    Column("why", "Why"): lambda one: one.why,
    Column("on", "On", date): lambda one: one.on,
    Column("due", "Due", date): lambda one: one.due,
    Column("currency", "Currency"): lambda one: one.amount.currency,
    Column("amount", "Amount", Money): lambda one: one.amount,
    Column("letter", "Letter"): lambda one: one.letter,
    Column("export", "Export", int): lambda one: one.export,
})  # fmt: skip


def bookings_table(bookings: Iterable[Booking]) -> Table:
    """A row for each booking."""
    return _COLUMNS.table("Charges to be booked", bookings)


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
