"""The closed words that settings may use, each with its meaning."""

from __future__ import annotations

from enum import StrEnum


class Copies(StrEnum):
    """Copies of the invoices that follow a letter in its envelope, or none."""

    OFF = "off"
    APPEND = "append"


class Delivery(StrEnum):
    """The ways letters reach a customer: on paper, as e-mails, or both."""

    POST = "post"
    EMAIL = "email"
    BOTH = "both"


class Heads(StrEnum):
    """The names of the columns of CSV files: in the firm's language, or the English keys that programs read."""

    FIRM = "firm"
    ENGLISH = "english"


class Per(StrEnum):
    """The scope of one letter: a customer's notices of one stage, one invoice, or all a customer's notices."""

    STAGE = "stage"
    INVOICE = "invoice"
    CUSTOMER = "customer"


class Quoting(StrEnum):
    """The reference a letter asks the customer to quote: its number and the invoices', or an ISO 11649 reference."""

    LETTER = "letter"
    RF = "rf"


class Roll(StrEnum):
    """The rule for moving a closed day to an open one (the trade's names, as in ISDA's business day conventions)."""

    NONE = "none"
    FOLLOWING = "following"
    PRECEDING = "preceding"


class Compounding(StrEnum):
    """The days on which interest is added to the base: none, or after each 30 days, month or year from its first
    day."""

    NONE = "none"
    THIRTY_DAYS = "30 days"
    MONTHLY = "monthly"
    YEARLY = "yearly"


class Months(StrEnum):
    """The way a part of a month counts: by its days, not at all, or as a whole month."""

    PRORATED = "prorated"
    FULL = "full"
    STARTED = "started"


class Settle(StrEnum):
    """The debt a payment settles first; the principal it leaves is the base of later segments.

    Principal first: the invoice, then whatever else is owed. Interest first: interest, then principal. Costs first:
    fees and compensation that had arisen by then, interest, principal (BGB 367, KC 451).
    """

    PRINCIPAL_FIRST = "principal first"
    INTEREST_FIRST = "interest first"
    COSTS_FIRST = "costs first"


class Tls(StrEnum):
    """The protection of the connection to a mail server: from the first byte, after a greeting, or none."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class WhenBad(StrEnum):
    """The fate of a letter whose invoice copy cannot be used: it goes without the copy, or it is held back."""

    GO = "go"
    HOLD = "hold"


class AlsoShown(StrEnum):
    """The items a letter may show for information, apart from those it asks for."""

    HELD = "held"
    """Items on hold or in dispute."""
    NOT_DUE = "not_due"
    """Items that are not yet due."""
