"""The closed words that settings may use, each with what it means."""

from __future__ import annotations

from enum import StrEnum


class Copies(StrEnum):
    """Whether copies of the invoices follow a letter in its envelope."""

    OFF = "off"
    APPEND = "append"


class Delivery(StrEnum):
    """How letters reach a customer: on paper, as e-mails, or in both ways."""

    POST = "post"
    EMAIL = "email"
    BOTH = "both"


class Per(StrEnum):
    """What one letter is for: a customer's notices of one stage, one invoice, or all a customer's notices."""

    STAGE = "stage"
    INVOICE = "invoice"
    CUSTOMER = "customer"


class Quoting(StrEnum):
    """What a letter asks the customer to quote: its number and the invoices', or an ISO 11649 reference."""

    LETTER = "letter"
    RF = "rf"


class Roll(StrEnum):
    """Where a day that is closed moves to (the trade's names, as in ISDA's business day conventions)."""

    NONE = "none"
    FOLLOWING = "following"
    PRECEDING = "preceding"


class Settle(StrEnum):
    """What a payment settles first; what it leaves of the principal is the base of later segments.

    Principal first: the invoice, then whatever else is owed. Interest first: interest, then principal. Costs first:
    fees and compensation that had arisen by then, interest, principal (BGB 367, KC 451).
    """

    PRINCIPAL_FIRST = "principal first"
    INTEREST_FIRST = "interest first"
    COSTS_FIRST = "costs first"


class Tls(StrEnum):
    """How the way to a mail server is protected: from the first byte, after a greeting, or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class WhenBad(StrEnum):
    """What becomes of a letter whose copy cannot be used: it goes without, or it is held back."""

    GO = "go"
    HOLD = "hold"


class AlsoShown(StrEnum):
    """What a letter may show for information, apart from what it asks for."""

    HELD = "held"
    """Items on hold or in dispute."""
    NOT_DUE = "not_due"
    """Items that are not yet due."""
