"""The Swiss QR-bill: the content of its code and the lines of its payment part and receipt.

Source: Swiss Implementation Guidelines for the QR-bill, version 2.3 (SIX, in force since 22 November 2025): structured
addresses only, level M, amounts from 0.01 to 999,999,999.99 in CHF and EUR, accounts in Switzerland and Liechtenstein.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pastdue.letters.codes.epc import LEAST, MOST
from pastdue.letters.codes.qrbill_words import words_in
from pastdue.letters.codes.reference import in_fours
from pastdue.letters.codes.transfer import NoCode, Transfer, steers
from pastdue.model import Creditor, Party
from pastdue.model.letters import QrBill
from pastdue.model.money import Money

COUNTRIES = frozenset({"CH", "LI"})
CURRENCIES = frozenset({"CHF", "EUR"})
BYTES_AT_MOST = 997
"""The most the guidelines allow: what a code of version 25 holds at level M."""
_NAME_AT_MOST, _STREET_AT_MOST, _HOUSE_AT_MOST, _CODE_AT_MOST, _TOWN_AT_MOST, _MESSAGE_AT_MOST = 70, 70, 16, 16, 35, 140
_QR_IIDS = range(30000, 32000)
"""The bank numbers of accounts that are paid into with a QR reference only."""
_CARRY = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)
"""The table of the recursive check digit modulo 10."""
_TOWN = re.compile(r"(?:[A-Z]{1,2}-)?(\d[\d-]{2,9}) +(\S.*)")
_HOUSE = re.compile(r"(\D.*?) +(\d+ ?[A-Za-z]?)")
_ALLOWED = re.compile(r"[\x20-\x7e\u00a0-\u017f\u0218-\u021b\u20ac]*")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class BillAddress:
    """An address in the parts that the code wants; `house` may be empty."""

    name: str
    street: str
    house: str
    postcode: str
    town: str
    country: str

    @classmethod
    def of(cls, name: str, party: Party, home: str) -> BillAddress | None:
        """The address of `party` under `name`, cut at 70 characters, in the country `home` where it names none; None
        where its last line is no postcode with a town, or another part is too long or has signs the code may not hold.

        >>> BillAddress.of("A", Party("", "A", ("Langstrasse 8", "8004 Zürich")), "CH")
        BillAddress(name='A', street='Langstrasse', house='8', postcode='8004', town='Zürich', country='CH')
        >>> BillAddress.of("A", Party("", "A", ("1 High Road", "LEEDS")), "GB") is None
        True
        """
        *above, last = party.address or ("",)
        town = _TOWN.fullmatch(last.strip())
        if town is None:
            return None
        street = above[-1].strip() if above else ""
        numbered = _HOUSE.fullmatch(street)
        own = cls(
            " ".join(name.split())[:_NAME_AT_MOST].strip(), numbered[1] if numbered else street,
            numbered[2] if numbered else "", town[1], town[2], party.country or home,
        )  # fmt: skip
        return own if own._fits() else None

    def _fits(self) -> bool:
        longest = (
            (self.street, _STREET_AT_MOST), (self.house, _HOUSE_AT_MOST), (self.postcode, _CODE_AT_MOST),
            (self.town, _TOWN_AT_MOST),
        )  # fmt: skip
        held = all(_ALLOWED.fullmatch(part) for part in (self.name, self.street, self.house, self.town))
        return bool(self.name) and held and all(len(part) <= most for part, most in longest)

    @property
    def fields(self) -> tuple[str, ...]:
        """The seven lines of the code."""
        return ("S", self.name, self.street, self.house, self.postcode, self.town, self.country)

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as it is printed."""
        street = " ".join(part for part in (self.street, self.house) if part)
        return tuple(line for line in (self.name, street, f"{self.postcode} {self.town}") if line)


def qr_bill(transfer: Transfer, by: BillAddress | None, to: BillAddress | None, language: str) -> QrBill | NoCode:
    """The bill that asks for `transfer` to `by` from `to`, in `language` where the standard has it, else in English;
    or why there is none. A debtor whose address is not known in parts (None) writes it in by hand.

    An account with a QR-IBAN is paid with a QR reference made of the digits in the reference's first word, from one to
    26 of them; any other with the creditor reference where there is one. The reference's text is printed and coded as a
    message, unless it is that creditor reference.
    """
    reason = _refused(transfer)
    if reason is not None:
        return reason
    if by is None:
        return NoCode.ADDRESS
    kind, reference, shown = _reference(transfer)
    message = "" if kind == "SCOR" else transfer.reference
    debtor = to.fields if to is not None else ("",) * 7
    amount = f"{transfer.amount.amount:.2f}"
    fields = (
        "SPC", "0200", "1", transfer.account, *by.fields, *("",) * 7, amount, transfer.amount.currency, *debtor, kind,
        reference, message, "EPD",
    )  # fmt: skip
    if len("\n".join(fields).encode()) > BYTES_AT_MOST:
        return NoCode.SIZE
    return QrBill(
        fields, words_in(language), in_fours(transfer.account), by.lines, shown, message,
        to.lines if to is not None else (), transfer.amount.currency,
        f"{transfer.amount.amount:,.2f}".replace(",", " "),
    )  # fmt: skip


def bill_missing(creditor: Creditor, currency: str) -> NoCode | None:
    """Why no letter in `currency` can have a bill that is paid into this creditor's account; None where one can."""
    payee = creditor.payee or creditor.party.name
    by = BillAddress.of(payee, creditor.party, creditor.party.country)
    found = qr_bill(Transfer(payee, creditor.iban, Money.parse(f"1 {currency}"), "1"), by, None, "en")
    return found if isinstance(found, NoCode) else None


def _refused(transfer: Transfer) -> NoCode | None:
    amount = transfer.amount.amount
    if transfer.amount.currency not in CURRENCIES:
        return NoCode.CURRENCY
    if transfer.country not in COUNTRIES or len(transfer.account) != 21:
        return NoCode.NOT_SWISS
    if not LEAST <= amount <= MOST or amount != amount.quantize(_CENT):
        return NoCode.AMOUNT
    text = transfer.reference
    if steers(text) or len(text) > _MESSAGE_AT_MOST or not _ALLOWED.fullmatch(text):
        return NoCode.REFERENCE
    if is_qr_iban(transfer.account) and not 0 < len(_digits(text)) <= 26:
        return NoCode.REFERENCE
    return None


def is_qr_iban(account: str) -> bool:
    """True when payments into `account` must carry a QR reference.

    >>> is_qr_iban("CH4431999123000889012"), is_qr_iban("CH9300762011623852957")
    (True, False)
    """
    return account[4:9].isdigit() and int(account[4:9]) in _QR_IIDS


def _reference(transfer: Transfer) -> tuple[str, str, str]:
    """The kind of reference, the reference as the code has it and as it is printed."""
    if is_qr_iban(transfer.account):
        made = qr_reference(_digits(transfer.reference))
        return "QRR", made, f"{made[:2]} " + " ".join(made[at : at + 5] for at in range(2, 27, 5))
    if transfer.structured:
        compact = "".join(transfer.reference.split())
        return "SCOR", compact, in_fours(compact)
    return "NON", "", ""


def _digits(text: str) -> str:
    """The digits of the first word: those of the letter's number."""
    return "".join(char for char in (text.split() or [""])[0] if char in "0123456789")


def qr_reference(digits: str) -> str:
    """The QR reference of 27 digits: `digits` filled with zeros in front, and a check digit (modulo 10, recursive).

    >>> qr_reference("21000000000313947143000901")
    '210000000003139471430009017'
    """
    filled, carry = digits.rjust(26, "0"), 0
    for digit in filled:
        carry = _CARRY[(carry + int(digit)) % 10]
    return f"{filled}{(10 - carry) % 10}"
