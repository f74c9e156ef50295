"""Settings of the firm itself: who it is, its accounts, its calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pastdue.model.choices import Roll

STAND_IN_NAME = "Your Firm Ltd"
STAND_IN_ADDRESS = ("Street 1", "City")
"""The address `pastdue init` writes where none is given; no letter is issued under it."""


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """`[creditor.accounts.EUR]`: where debts in that currency are paid. `account` holds local details by label."""

    iban: str = ""
    """The IBAN; its check digits are verified."""
    bic: str = ""
    """The BIC of the bank, for payments from abroad."""
    bank: str = ""
    """The name of the bank."""
    payee: str = ""
    """The name the account is in, where it is not the firm's."""
    account: Mapping[str, str] = field(default_factory=dict)
    """Local details as label = value, such as `sort_code` and `account_number`."""


@dataclass(frozen=True, slots=True)
class CreditorSettings:
    """`[creditor]`: your firm, its account, and the name that signs. `account` holds local details as label = value."""

    name: str = ""
    """The firm's name, as the head of each letter and the return line have it."""
    address: tuple[str, ...] = ()
    """The lines of its address, without the country."""
    country: str = ""
    """Its country, as a code of two letters: it decides the statute, the calendar and the envelope."""
    subdivision: str = ""
    """Its state, Land or province, for the holidays there, such as `BY` or `CA`."""
    city: str = ""
    """The place in "place and date"; without it the date stands alone."""
    language: str = ""
    """The language of the letters of customers who have none of their own, and of reports; English where none is set.
    `pastdue init` sets your country's."""
    email: str = ""
    """Printed in the letters."""
    phone: str = ""
    """Printed in the letters."""
    website: str = ""
    """Printed in the letters."""
    tax_id: str = ""
    """The tax number without NIP, VAT no. or the like: letters add the label."""
    iban: str = ""
    """The account for every currency that has none of its own; its check digits are verified."""
    bic: str = ""
    """The BIC of the bank, for payments from abroad."""
    bank: str = ""
    """The name of the bank."""
    payee: str = ""
    """The name the account is in, where it is not the firm's."""
    account: Mapping[str, str] = field(default_factory=dict)
    """Local bank details as label = value, such as `sort_code` and `account_number`; any other label is printed as it
    is."""
    accounts: Mapping[str, AccountSettings] = field(default_factory=dict)
    """An account for each currency, as tables `[creditor.accounts.EUR]`."""
    signatory: str = ""
    """The name that signs the letters."""
    role: str = ""
    """The signatory's position in the firm, printed under the name."""
    register: str = ""
    """Company register details, printed in the page foot of letters."""


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """`[calendar]`: whose open days count. Country and subdivision default to the creditor's."""

    country: str = ""
    """The country whose holidays and weekend count, as a code of two letters. Default: the creditor's country."""
    subdivision: str = ""
    """The state, Land or province whose holidays count too. Default: the creditor's."""
    closed: tuple[date, ...] = ()
    """More days on which the firm is closed."""
    due_roll: Roll = Roll.NONE
    """The open day that a due day on a closed day moves to, if any."""
