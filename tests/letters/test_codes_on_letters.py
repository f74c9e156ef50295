"""The payment part of letters: rows and code ask for the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import LANGUAGES, draft, notice

from pastdue.letters.codes.aids import Aids, aids_on
from pastdue.model import Creditor, Notice, Party, Stage
from pastdue.model.choices import Quoting
from pastdue.model.errors import SettingsError
from pastdue.model.letters import Draft, Letter
from pastdue.model.money import Money

A4, LETTER = (Decimal(210), Decimal(297)), (Decimal("215.9"), Decimal("279.4"))
IBANS = {
    "de": "DE89370400440532013000", "fr": "FR1420041010050500013M02606", "es": "ES9121000418450200051332",
    "it": "IT60X0542811101000000123456", "nl": "NL91ABNA0417164300",
}  # fmt: skip
PAID_IN = {language: "PLN" if language == "pl" else "EUR" for language in LANGUAGES}
CODES = Aids(codes=True)


def creditor(language: str, country: str = "", iban: str = "") -> Creditor:
    own = cases.creditor(language, country)
    return replace(own, iban=iban or IBANS.get(language, own.iban), tax_id="NIP 123-456-32-18")


def owing(amount: str, currency: str, number: str = "2026-101", to: Party | None = None) -> Notice:
    """A reminder of one invoice with so much open."""
    own = notice(Stage.REMINDER, currency, number, to)
    invoice = replace(own.invoice, total=Money(Decimal(amount), currency), payments=())
    return replace(own, overdue=replace(own.overdue, invoice=invoice))


def letter(made: Draft, by: Creditor, aids: Aids = CODES) -> Letter:
    return cases.compose(made, cases.Composition(by, cases.WORDING, aids=aids))


def one(language: str, amount: str, currency: str = "", number: str = "2026-101") -> Letter:
    made = draft(language, Stage.REMINDER, owing(amount, currency or PAID_IN[language], number))
    return letter(made, creditor(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_code_with_a_word_under_it(language: str) -> None:
    code = one(language, "123.45").payment.code
    assert code is not None
    assert 8 <= len(code.caption) <= 24


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.integers(1, 99_999_999))
def test_the_code_orders_the_amount_and_quotes_the_reference_that_are_printed(language: str, minor: int) -> None:
    total = Money.of_minor(minor, PAID_IN[language])
    made = one(language, total.plain)
    printed = [value for _, value in made.payment.rows]
    if made.payment.code is None:
        assert (language, minor > 999_999) == ("pl", True)
        return
    assert made.grid.totals[-1][1] in made.payment.pay_line
    figures = "".join(char for char in made.grid.totals[-1][1] if char.isdigit())
    ordered = made.payment.code.fields[7 if language != "pl" else 3]
    assert int(figures) == int("".join(char for char in ordered if char.isdigit())) == minor
    assert made.payment.code.fields[10 if language != "pl" else 5] == printed[-1]


def test_no_code_is_printed_unless_codes_are_wanted() -> None:
    made = draft("de", Stage.REMINDER, owing("10.00", "EUR"))
    assert letter(made, creditor("de"), Aids()).payment.code is None


def test_a_letter_in_dollars_or_without_an_iban_has_no_code() -> None:
    assert one("en", "10.00", "USD").payment.code is None
    made = draft("de", Stage.REMINDER, owing("10.00", "EUR"))
    assert letter(made, replace(creditor("de"), iban="")).payment.code is None


def test_the_polish_code_stops_at_ten_thousand_and_for_split_payment() -> None:
    assert one("pl", "9999.99").payment.code is not None
    assert one("pl", "10000.00").payment.code is None
    made = draft("pl", Stage.REMINDER, owing("10.00", "PLN"))
    assert letter(made, creditor("pl"), Aids(True, split_payment=frozenset({"C-008"}))).payment.code is not None
    assert letter(made, creditor("pl"), Aids(True, split_payment=frozenset({"C-007"}))).payment.code is None


def test_a_title_the_polish_code_cannot_hold_shrinks_on_paper_too() -> None:
    long, strange = one("pl", "10.00", number="FV/2026/05/00000000000000008"), one("pl", "10.00", number="FV(8)")
    for made in (long, strange):
        assert dict(made.payment.rows)["Tytuł przelewu"] == "2026-0017"
        assert made.payment.code is not None
        assert made.payment.code.fields[5] == "2026-0017"
    above = one("pl", "10000.00", number="FV/2026/05/00000000000000008")
    assert dict(above.payment.rows)["Tytuł przelewu"] == "2026-0017 / FV/2026/05/00000000000000008"


def test_a_creditor_reference_is_printed_in_fours_and_coded_without_spaces() -> None:
    for language, at in (("de", 9), ("pl", 5)):
        made = draft(language, Stage.REMINDER, owing("10.00", PAID_IN[language]))
        found = letter(made, creditor(language), Aids(True, quoting=Quoting.RF))
        assert found.payment.code is not None
        assert found.payment.code.fields[at] == "RF8420260017"
        assert found.payment.rows[-1][1] == "RF84 2026 0017"


def test_a_british_account_is_named_by_sort_code_and_number() -> None:
    by = creditor("en", iban="GB29NWBK60161331926819")
    made = draft("en", Stage.REMINDER, owing("10.00", "GBP", "INVOICE-2026-000101"))
    found = dict(letter(made, by).payment.rows)
    assert list(found) == ["Payee", "Bank", "Sort code", "Account number", "Reference"]
    assert (found["Sort code"], found["Account number"]) == ("60-16-13", "31926819")
    assert found["Reference"] == "2026-0017"


def test_a_british_reference_has_at_most_18_characters() -> None:
    by = creditor("en", iban="GB29NWBK60161331926819")
    for number, quoted in (("A-1234", "2026-0017"), ("A-1", "2026-0017 / A-1")):
        made = draft("en", Stage.REMINDER, owing("10.00", "GBP", number))
        for aids in (CODES, Aids(quoting=Quoting.RF)):
            assert dict(letter(made, by, aids).payment.rows)["Reference"] == quoted


def test_a_customer_abroad_finds_the_iban_beside_the_sort_code() -> None:
    by = creditor("en", iban="GB29NWBK60161331926819")
    made = draft("en", Stage.REMINDER, owing("10.00", "GBP", to=cases.customer("DE")))
    assert {"Sort code", "IBAN", "BIC"} <= set(dict(letter(made, by).payment.rows))


def test_a_british_account_has_no_sort_code_for_euro() -> None:
    by = creditor("en", iban="GB29NWBK60161331926819")
    found = letter(draft("en", Stage.REMINDER, owing("10.00", "EUR")), by)
    assert "Sort code" not in dict(found.payment.rows)
    assert found.payment.code is not None


def us(amount: str = "4380.12", to: Party | None = None, stub: bool | None = True, currency: str = "USD") -> Letter:
    by = replace(cases.creditor("en", "US"), iban="", payee="Hart & Doyle LLC", account={"ABA": "125000000"})
    return letter(draft("en", Stage.REMINDER, owing(amount, currency, to=to)), by, Aids(True, stub))


def test_the_stub_names_payer_payee_numbers_date_and_amount() -> None:
    stub = us().payment.stub
    assert stub is not None
    assert stub.payer == ("From", "Greta's <Shop>")
    assert stub.payable == ("Make checks payable to", "Hart & Doyle LLC")
    assert dict(stub.rows) == {
        "Customer no.": "C-007", "Letter no.": "2026-0017", "Pay by": "December\u00a03,\u00a02026",
        "Amount due": "$4,380.12",
    }  # fmt: skip
    assert stub.enclosed == ("Amount enclosed", "USD")
    assert stub.remit_to == ("Hart & Doyle Studio Ltd", "14 Canal Street", "LEEDS", "LS1 4AP")


def test_a_stub_is_for_dollars_and_unasked_for_only_within_the_united_states() -> None:
    assert us(currency="EUR").payment.stub is None
    assert us(stub=False).payment.stub is None
    assert us(to=cases.customer("DE")).payment.stub is not None
    assert us(to=cases.customer("DE"), stub=None).payment.stub is None
    unasked, asked = us(to=cases.customer("US"), stub=None).payment.stub, us(to=cases.customer("US")).payment.stub
    assert unasked is not None
    assert asked is not None
    assert (unasked.if_free, asked.if_free) == (True, False)


def test_a_stub_needs_us_letter_paper() -> None:
    for wanted in (True, None, False):
        assert aids_on(Aids(stub=wanted), LETTER).stub is wanted
    assert aids_on(Aids(stub=None), A4).stub is False
    assert aids_on(Aids(stub=False), A4).stub is False
    with pytest.raises(SettingsError, match="remittance_stub"):
        aids_on(Aids(stub=True), A4)
