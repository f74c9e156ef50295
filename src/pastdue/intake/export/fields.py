"""The fields of each kind of file: the possible columns of lists of invoices, payments, contacts or holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a list. A text has a `limit`, the most characters it may have: a longer one would not fit any letter,
    or keep typesetting busy for minutes. A `label` is a text that the book takes as it is, column by column."""

    name: str
    limit: int = 0
    label: bool = False


ADDRESS_LINES = tuple(f"address{n}" for n in range(1, 6))
_PLACE = (
    *(Field(line, 100) for line in ADDRESS_LINES), Field("postcode", 20), Field("city", 100), Field("region", 100),
    Field("country", 100),
)  # fmt: skip
_REACHED = (
    Field("email", 1000), Field("phone", 50), Field("delivery"), Field("language"), Field("customer_type"),
    Field("tax_id", 50),
)  # fmt: skip
_CUSTOMER = (Field("customer_id", 100), Field("customer", 200))
_PERSON = (Field("first_name", 50), Field("last_name", 50))
_INVOICE = (
    Field("invoice", 60), *_CUSTOMER, Field("issued"), Field("currency"), Field("due"), Field("terms"), Field("total"),
    Field("paid"), Field("paid_on"), Field("balance"), Field("on_account"), Field("settled_on"), *_PLACE,
    Field("attention", 100), *_REACHED,
    Field("project", 200, label=True), Field("policy", 100, label=True), Field("hold"), Field("hold_until"),
    Field("disputed"), Field("dispute_until"), Field("dispute_reason", 500, label=True), Field("promised_on"),
    Field("promised_amount"), Field("invoice_pdf", 1000, label=True), Field("contract_date"), Field("split_payment"),
    Field("applies_to", 60, label=True),
)  # fmt: skip
_FURTHER = (*_PERSON, Field("reason", 500), Field("reference", 200))
INVOICE_FIELDS = tuple(field.name for field in _INVOICE)
LABELS = tuple(field.name for field in _INVOICE if field.label)
"""The texts of an invoice that go into the book as they are."""
LIMITS = {field.name: field.limit for field in (*_INVOICE, *_FURTHER) if field.limit}
"""The most characters of each text."""
VENDOR_FIELDS = ("status", "type", "side", "first_name", "last_name")
"""The fields whose words a preset may give a meaning, and the names of people without a company: read by a preset or
under our own names. `side` is the side of an account, debit or credit, on which the amounts of the row stand."""
_STATES = ("status", "type", "side")
_NAMING = ("invoice", "customer_id", "customer")
MARK_FIELDS = ("note", "paid_mark", "void_mark")
"""The marks people leave beside an invoice: a note whose words count, and columns in which any entry says that the
invoice is paid in full, or that it is void. They are read where the user or a preset says so, never for their name."""
SAID_FIELDS = ("instalment", "line", "days_overdue")
"""The columns that only the user names: those that tell the instalments of an invoice apart, or its lines, and the days
that each invoice is late in a list without due dates."""
DAY_FIELDS = ("issued", "due", "paid_on", "settled_on", "hold_until", "dispute_until", "promised_on", "contract_date")
"""The fields of days in a list of invoices."""

_NO_DAYS = (
    "1/1/1900", "01/01/1900", "1900-01-01", "1.1.1900", "01.01.1900", "1/0/1900", "00/01/1900", "1900-01-00",
    "12/30/1899", "30/12/1899", "30.12.1899", "1899-12-30", "0000-00-00", "00/00/0000", "00.00.0000", "00-00-0000",
)  # fmt: skip
"""The first day of spreadsheets and databases, which programs write for no day at all."""
_NO_VALUE = frozenset((
    "null", "Null", "NULL", "(null)", "(NULL)", "[NULL]", "nil", "\\N", "nan", "NaN", "NAN", "NaT", "<NA>", "#N/A",
))  # fmt: skip
"""The words of databases and programs for a value that is not there."""
_NONE = frozenset(("None", "none", "NONE", "N/A", "n/a"))
"""Further such words, of programs and people; as a state each may be one."""
EMPTY_MARKS = frozenset(("---", *_NO_DAYS, *_NO_VALUE, *_NONE))
"""The marks that stand for an empty cell in any column."""
_NO_DAY_FIGURES = frozenset(("0", "0.0", "NA"))


def empty_day(text: str) -> bool:
    """True when `text` is a further mark for an empty cell in a column of days: amounts and texts may say it."""
    return text in _NO_DAY_FIGURES


def empty_days(field: str) -> frozenset[str]:
    """The further marks that stand for an empty cell in the column of `field`, if that is one of days."""
    return _NO_DAY_FIGURES if field in (*DAY_FIELDS, "on", "until") else frozenset()


def words_of(field: str, own: bool) -> frozenset[str]:
    """Those of EMPTY_MARKS that are a word as any other below `field`: `None` as a state or a policy, and all of them
    as the number or name of an invoice or a customer in a list with our `own` columns."""
    if field in _STATES or field == "policy":
        return _NONE
    return _NONE | _NO_VALUE if own and field in _NAMING else frozenset()


PAYMENT_FIELDS = ("invoice", "customer_id", "customer", "on", "amount", "currency", "reference")
CONTACT_FIELDS = (
    "customer_id", "customer", "attention", "first_name", "last_name", *ADDRESS_LINES, "postcode", "city", "region",
    "country", "email", "phone", "delivery", "language", "customer_type", "tax_id",
)  # fmt: skip
HOLD_FIELDS = ("invoice", "customer_id", "customer", "kind", "until", "reason", "amount")
FOLLOW_UP_FIELDS = (
    "customer_id", "customer", "project", "kind", "last_message", "replied", "email", "phone", "language",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileKind:
    """The columns a file that `lists` invoices or the like can have. Of each tuple in `required` one field must have a
    column; a mapping of a `shared` field may have been meant for another file."""

    lists: str
    fields: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]
    shared: frozenset[str] = frozenset()

    @property
    def prefix(self) -> str:
        """The beginning of what the user says of columns of this kind of file alone, as `payments.`"""
        return self.lists.replace("-", "") + "."

    @property
    def beside(self) -> str:
        """The `prefix` by which messages name its fields; "" for invoices, whose names need none."""
        return "" if self.lists == "invoices" else self.prefix


BESIDE = frozenset(INVOICE_FIELDS[INVOICE_FIELDS.index("address1") :])
"""Fields a user may add to a vendor's export under pastdue's names; amounts and dates are for the preset alone."""

INVOICES = FileKind(
    "invoices",
    INVOICE_FIELDS,
    (("invoice",), ("customer", "last_name"), ("issued",), ("currency",), ("due", "terms"), ("total", "balance")),
)
PAYMENTS = FileKind(
    "payments",
    PAYMENT_FIELDS,
    (("invoice", "customer_id", "customer"), ("on",), ("amount",)),
    frozenset(("invoice", "customer_id", "customer", "amount", "currency")),
)
CONTACTS = FileKind(
    "contacts",
    CONTACT_FIELDS,
    (("customer_id", "customer", "last_name"),),
    frozenset(INVOICE_FIELDS) & frozenset(CONTACT_FIELDS),
)
HOLDS = FileKind(
    "holds",
    HOLD_FIELDS,
    (("invoice", "customer_id", "customer"),),
    frozenset(("invoice", "customer_id", "customer", "amount")),
)
FOLLOW_UPS = FileKind(
    "follow-ups",
    FOLLOW_UP_FIELDS,
    (("customer_id", "customer"), ("kind",), ("last_message",)),
    frozenset(INVOICE_FIELDS) & frozenset(FOLLOW_UP_FIELDS),
)
KINDS = (INVOICES, PAYMENTS, CONTACTS, HOLDS, FOLLOW_UPS)
"""The kinds of files, each with the fields of its own."""
