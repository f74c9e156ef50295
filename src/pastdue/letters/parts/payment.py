"""The payment part of a letter: the rows of the payment box, the code that holds the same, and the stub for a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pastdue.letters.codes.aids import Aids
from pastdue.letters.codes.choice import code_for
from pastdue.letters.codes.qrbill import COUNTRIES, BillAddress, qr_bill
from pastdue.letters.codes.reference import creditor_reference, in_fours, quoted
from pastdue.letters.codes.transfer import NoCode, Transfer
from pastdue.letters.codes.uk import NUMBER, REFERENCE_AT_MOST, SORT_CODE, uk_account
from pastdue.letters.codes.zbp import TITLE_AT_MOST
from pastdue.letters.language.voice import Voice
from pastdue.letters.parts.heads import Rows
from pastdue.model import Creditor, Party
from pastdue.model.choices import Quoting
from pastdue.model.letters import Draft, PaymentCode, PaymentPart, QrBill, Stub

_QUOTED_AT_MOST = 45
"""So much stands beside a code in one line."""


def payment(draft: Draft, creditor: Creditor, voice: Voice, aids: Aids, sender: Sequence[str]) -> PaymentPart:
    """The account to pay into and the reference to quote. The code asks for the same sum and reference as the rows, to
    the cent; a check goes to `sender`, the lines of the creditor's address.

    An IBAN stands in groups of four, its BIC beside it only for a customer abroad (a BIC alone always); an account in
    the United Kingdom stands as sort code and number, and its IBAN beside them only for a customer abroad. No line to
    pay by yet.
    """
    british = _british(creditor, draft.currency)
    bill = _qr_bill(draft, creditor, voice, aids)
    if bill is not None:
        reference, code = bill.reference or bill.message, None
    else:
        reference, code = _reference(draft, creditor, voice, aids, british is not None)
    known = account_rows(creditor, draft.notices[0].invoice.customer, draft.currency, voice)
    rows = (*known, *_labelled({"reference": reference}, voice))
    title, stub = voice.say("payment.title"), None
    if _wants_stub(draft, creditor, aids.stub):
        stub, bill = replace(_stub(draft, creditor, voice, sender), if_free=aids.stub is None), None
    return PaymentPart(title, rows, "", code, stub, bill)


def account_rows(creditor: Creditor, customer: Party, currency: str, voice: Voice) -> Rows:
    """The account into which `customer` pays a debt in `currency`: payee, bank and account, each with its label."""
    before = {"payee": payee(creditor), "bank": creditor.bank}
    return (*_labelled(before, voice), *_account(creditor, customer, voice, _british(creditor, currency)))


def payee(creditor: Creditor) -> str:
    """The name the account is kept under."""
    return creditor.payee or creditor.party.name


def _labelled(known: dict[str, str], voice: Voice) -> Rows:
    return tuple((voice.say(f"payment.{name}"), value) for name, value in known.items() if value)


def _british(creditor: Creditor, currency: str) -> tuple[str, str] | None:
    """The sort code and number of an account in the United Kingdom that pounds are paid into."""
    return uk_account(creditor.account, creditor.iban) if currency == "GBP" else None


def _account(creditor: Creditor, customer: Party, voice: Voice, british: tuple[str, str] | None) -> Rows:
    """The account, with the details that have a name of the user's own as they are."""
    own = tuple((label, value) for label, value in creditor.account.items() if label not in (SORT_CODE, NUMBER))
    account = {"iban": in_fours(creditor.iban)}
    abroad = {**account, "bic": creditor.bic}
    if british is None:
        known = account if creditor.iban and _at_home(customer, creditor.party.country) else abroad
        return (*_labelled(known, voice), *own)
    at_home = _at_home(customer, "GB")
    home = _labelled({"sort_code": british[0], "account_number": british[1]}, voice)
    return (*home, *own) if at_home else (*home, *_labelled(abroad, voice), *own)


def _qr_bill(draft: Draft, creditor: Creditor, voice: Voice, aids: Aids) -> QrBill | None:
    """The Swiss QR-bill, for a customer in Switzerland or Liechtenstein: with the longest text to quote that it holds;
    none where its rules do not hold."""
    customer, home = draft.notices[0].invoice.customer, creditor.party.country
    if not aids.qr_bill or (customer.country or home) not in COUNTRIES:
        return None
    structured = aids.quoting is Quoting.RF
    transfer = _transfers(draft, creditor, aids, structured)
    by = BillAddress.of(payee(creditor), creditor.party, home)
    to = BillAddress.of(customer.name, customer, home)
    for text in _quotes(draft, structured, british=False):
        for debtor in (to, None):
            found = qr_bill(transfer(text), by, debtor, voice.wording.language)
            if not isinstance(found, NoCode):
                return found
    return None


def _at_home(customer: Party, country: str) -> bool:
    return customer.country in ("", country)


def _reference(
    draft: Draft, creditor: Creditor, voice: Voice, aids: Aids, british: bool
) -> tuple[str, PaymentCode | None]:
    """The reference to quote, and the code that quotes it: the longest text that fits a code, else simply the
    longest."""
    structured = aids.quoting is Quoting.RF and not british
    transfer = _transfers(draft, creditor, aids, structured)
    texts = list(_quotes(draft, structured, british))
    if aids.codes:
        for text in texts:
            found = code_for(transfer(text))
            if not isinstance(found, NoCode):
                kind, fields = found
                return text, PaymentCode(kind, fields, voice.say("payment.scan"))
    return texts[0], None


def _quotes(draft: Draft, structured: bool, british: bool) -> Iterator[str]:
    """The texts that could be quoted, the fullest first."""
    if structured:
        yield in_fours(creditor_reference(draft.number))
        return
    numbers = [notice.invoice.called for notice in draft.notices]
    for at_most in (REFERENCE_AT_MOST,) if british else (_QUOTED_AT_MOST, TITLE_AT_MOST):
        yield quoted(draft.number, numbers, at_most)
    yield draft.number


def _transfers(draft: Draft, creditor: Creditor, aids: Aids, structured: bool) -> Callable[[str], Transfer]:
    """A function from the quoted text to the transfer that pays the letter."""
    split = draft.notices[0].invoice.customer.id in aids.split_payment
    split = split or any(notice.invoice.split_payment for notice in draft.notices)

    def quoting(text: str) -> Transfer:
        return Transfer(
            payee(creditor), creditor.iban, draft.total, text, creditor.bic, structured, creditor.tax_id, split
        )  # fmt: skip

    return quoting


def _wants_stub(draft: Draft, creditor: Creditor, wanted: bool | None) -> bool:
    """True when a check drawn in dollars may come back; in another currency none would."""
    domestic = creditor.party.country == "US" and _at_home(draft.notices[0].invoice.customer, "US")
    return draft.currency == "USD" and (domestic if wanted is None else wanted)


def _stub(draft: Draft, creditor: Creditor, voice: Voice, sender: Sequence[str]) -> Stub:
    """The part to return with a check."""
    customer = draft.notices[0].invoice.customer
    number = customer.id if customer.id != customer.name else ""
    rows = {"label.customer": number, "label.letter": draft.number, "stub.pay_by": voice.written.day(draft.pay_by)}
    known = tuple((voice.say(key), value) for key, value in rows.items() if value)
    return Stub(
        detach=voice.say("stub.detach"),
        payer=(voice.say("stub.payer"), customer.name),
        payable=(voice.say("stub.payable"), payee(creditor)),
        rows=(*known, (voice.say("stub.amount_due"), voice.written.money(draft.total))),
        enclosed=(voice.say("stub.amount_enclosed"), draft.currency),
        remit_to=tuple(sender),
    )
