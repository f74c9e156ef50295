"""Conditions for printing a payment code: the rules of both codes, from both sides of each limit."""

from __future__ import annotations

import string
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.pl import nip as official_nip

from pastdue.letters.codes.choice import code_for
from pastdue.letters.codes.epc import EEA, SEPA, epc
from pastdue.letters.codes.transfer import NoCode, Transfer
from pastdue.letters.codes.zbp import allowed, nip, zbp
from pastdue.model.letters import CodeKind, PaymentCode
from pastdue.model.money import Money

EURO = Transfer(
    "Büro Weiß GmbH", "DE89 3704 0044 0532 0130 00", Money(Decimal("4617.11"), "EUR"), "2026-00017 / RE-311",
    "COBADEFFXXX",
)  # fmt: skip
ZLOTY = Transfer(
    "Studio Nowak sp. z o.o.", "PL61 1090 1014 0000 0712 1981 2874", Money(Decimal("1234.56"), "PLN"),
    "2026-00017 / FV/2026/05/008", tax_id="NIP 123-456-32-18",
)  # fmt: skip
AMOUNTS = st.decimals(Decimal("0.01"), Decimal("999999999.99"), places=2)


def amount(transfer: Transfer, text: str) -> Transfer:
    return replace(transfer, amount=Money(Decimal(text), transfer.amount.currency))


def lines(transfer: Transfer) -> tuple[str, ...]:
    found = epc(transfer)
    assert not isinstance(found, NoCode), found
    return found


def fields(transfer: Transfer) -> tuple[str, ...]:
    found = zbp(transfer)
    assert not isinstance(found, NoCode), found
    return found


def test_a_euro_code_has_the_lines_of_the_standard() -> None:
    code = PaymentCode(CodeKind.EPC, lines(EURO), "")
    assert code.payload == (
        "BCD\n002\n1\nSCT\nCOBADEFFXXX\nBüro Weiß GmbH\nDE89370400440532013000\nEUR4617.11\n\n\n2026-00017 / RE-311"
    )


def test_a_creditor_reference_has_its_own_line_without_spaces_and_leaves_the_text_out() -> None:
    found = lines(replace(EURO, reference="RF85 2026 0001 7", structured=True))
    assert found[8:] == ("", "RF85202600017")


def test_a_polish_code_has_the_fields_of_the_recommendation() -> None:
    code = PaymentCode(CodeKind.ZBP, fields(ZLOTY), "")
    assert code.payload == (
        "1234563218|PL|61109010140000071219812874|123456|Studio Nowak sp. z o|2026-00017 / FV/2026/05/008|||"
    )


@pytest.mark.parametrize("currency", ["USD", "GBP", "CHF"])
def test_no_code_orders_another_currency(currency: str) -> None:
    for transfer in (EURO, ZLOTY):
        other = replace(transfer, amount=Money(Decimal("5.00"), currency))
        assert epc(other) is zbp(other) is code_for(other) is NoCode.CURRENCY


def test_each_currency_has_its_own_code() -> None:
    assert code_for(EURO) == (CodeKind.EPC, lines(EURO))
    assert code_for(ZLOTY) == (CodeKind.ZBP, fields(ZLOTY))
    assert epc(ZLOTY) is NoCode.CURRENCY
    assert zbp(EURO) is NoCode.CURRENCY


@pytest.mark.parametrize(("text", "written"), [("0.01", "EUR0.01"), ("999999999.99", "EUR999999999.99")])
def test_the_smallest_and_the_largest_euro_amount_have_a_code(text: str, written: str) -> None:
    assert lines(amount(EURO, text))[7] == written


@pytest.mark.parametrize("text", ["0.00", "-5.00", "1000000000.00", "0.005", "1.005"])
def test_no_euro_code_beyond_its_amounts_and_none_is_rounded(text: str) -> None:
    assert epc(amount(EURO, text)) is NoCode.AMOUNT


@pytest.mark.parametrize(("text", "written"), [("0.01", "000001"), ("9999.99", "999999"), ("80.5", "008050")])
def test_polish_amounts_up_to_six_digits_of_grosze_have_a_code(text: str, written: str) -> None:
    assert fields(amount(ZLOTY, text))[3] == written


@pytest.mark.parametrize("text", ["0.00", "-1.00", "10000.00", "123456.78", "0.005"])
def test_no_polish_code_from_ten_thousand_on(text: str) -> None:
    assert zbp(amount(ZLOTY, text)) is NoCode.AMOUNT


@pytest.mark.parametrize(
    "iban", ["US00123456789012", "TR330006100519786457841326", "", "BR1800360305000010009795493C1"]
)
def test_no_euro_code_for_an_account_outside_sepa(iban: str) -> None:
    assert epc(replace(EURO, iban=iban)) is NoCode.ACCOUNT


def test_outside_the_european_economic_area_the_bic_is_needed() -> None:
    swiss = replace(EURO, iban="CH9300762011623852957")
    assert lines(swiss)[6] == "CH9300762011623852957"
    for bic in ("", "COBADEFFXX", "12345678"):
        assert epc(replace(swiss, bic=bic)) is NoCode.BIC
    assert lines(replace(EURO, bic=""))[4] == ""


def test_the_economic_area_lies_in_sepa() -> None:
    assert EEA < SEPA
    assert {"GB", "CH", "MC"} == {"GB", "CH", "MC"} & (SEPA - EEA)


@pytest.mark.parametrize("iban", ["DE89370400440532013000", "PL6110901014000007121981287", ""])
def test_a_polish_code_names_a_polish_account(iban: str) -> None:
    assert zbp(replace(ZLOTY, iban=iban)) is NoCode.ACCOUNT


def test_a_split_payment_has_no_polish_code_but_does_not_touch_euro() -> None:
    assert zbp(replace(ZLOTY, split=True)) is NoCode.SPLIT_PAYMENT
    assert lines(replace(EURO, split=True)) == lines(EURO)


@pytest.mark.parametrize("letter", ["x", "ß", "Ж"])
def test_the_payee_is_cut_at_seventy_characters_not_bytes(letter: str) -> None:
    assert lines(replace(EURO, payee=letter * 70, reference="1"))[5] == letter * 70
    assert lines(replace(EURO, payee=letter * 71, reference="1"))[5] == letter * 70


def test_the_polish_payee_is_cut_at_twenty_characters_not_bytes() -> None:
    assert fields(replace(ZLOTY, payee="Ż" * 20))[4] == "Ż" * 20
    assert fields(replace(ZLOTY, payee="Ż" * 21))[4] == "Ż" * 20


def test_a_polish_name_loses_what_the_code_may_not_hold() -> None:
    assert fields(replace(ZLOTY, payee='Café "Łoś" | Nowak'))[4] == "Cafe Łoś Nowak"
    assert zbp(replace(ZLOTY, payee="東京")) is NoCode.NAME


def test_a_text_of_140_characters_is_quoted_and_one_more_is_not() -> None:
    assert lines(replace(EURO, reference="x" * 140))[10] == "x" * 140
    assert epc(replace(EURO, reference="x" * 141)) is NoCode.REFERENCE


def test_a_title_of_32_characters_is_quoted_and_one_more_is_not() -> None:
    assert fields(replace(ZLOTY, reference="x" * 32))[5] == "x" * 32
    assert zbp(replace(ZLOTY, reference="x" * 33)) is NoCode.REFERENCE


def test_every_allowed_character_is_quoted_in_a_polish_title_and_no_other() -> None:
    good = string.ascii_letters + string.digits + "ĄĆĘŁŃÓŚŹŻąćęłńóśźż" + " ,./\\-@#&*_"
    for char in good:
        assert fields(replace(ZLOTY, reference=f"1{char}2"))[5] == f"1{char}2"
    for char in "|+()'\"ß\n\u00a0:;":
        assert zbp(replace(ZLOTY, reference=f"1{char}2")) is NoCode.REFERENCE


@pytest.mark.parametrize("hostile", ["RE-1\nEUR1.00", "a\rb", "a\x00b", "a\u2028b"])
def test_a_line_break_never_gets_into_a_euro_code(hostile: str) -> None:
    assert epc(replace(EURO, reference=hostile)) is NoCode.REFERENCE


def test_a_payee_over_two_lines_is_one_line_of_the_code() -> None:
    assert lines(replace(EURO, payee="Weiß\nEUR1.00"))[5] == "Weiß EUR1.00"
    assert epc(replace(EURO, payee=" ")) is NoCode.NAME
    assert epc(replace(EURO, payee="a\x00b")) is NoCode.NAME


def test_a_code_of_331_bytes_is_printed_and_one_of_332_is_not() -> None:
    wide = replace(EURO, payee="ß" * 70, bic="")
    room = 331 - len("\n".join(lines(replace(wide, reference="x"))).encode()) + 1
    assert room < 140
    assert len("\n".join(lines(replace(wide, reference="x" * room))).encode()) == 331
    assert epc(replace(wide, reference="x" * (room + 1))) is NoCode.SIZE


@pytest.mark.parametrize(
    ("given", "digits"),
    [
        ("NIP 123-456-32-18", "1234563218"),
        ("PL 1234563218", "1234563218"),
        ("123-456-32-19", ""),
        ("REGON 1", ""),
        ("", ""),
    ],
)
def test_a_tax_id_that_is_no_nip_stays_out_of_the_code(given: str, digits: str) -> None:
    assert fields(replace(ZLOTY, tax_id=given))[0] == digits


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_a_nip_is_one_where_python_stdnum_says_so(number: str) -> None:
    assert nip(number) == (number if official_nip.is_valid(number) else "")


@given(AMOUNTS)
def test_the_amount_in_a_euro_code_is_the_amount(value: Decimal) -> None:
    written = lines(amount(EURO, f"{value:f}"))[7]
    assert written.startswith("EUR")
    assert Decimal(written.removeprefix("EUR")) == value
    assert len(written.partition(".")[2]) == 2


@given(st.integers(1, 999_999))
def test_the_amount_in_a_polish_code_is_the_amount_in_six_digits(grosze: int) -> None:
    written = fields(replace(ZLOTY, amount=Money.of_minor(grosze, "PLN")))[3]
    assert (len(written), int(written)) == (6, grosze)


@given(st.text(max_size=90), st.text(min_size=1, max_size=160), AMOUNTS)
def test_whatever_is_in_the_data_a_euro_code_keeps_its_lines(payee: str, reference: str, value: Decimal) -> None:
    found = epc(replace(amount(EURO, f"{value:f}"), payee=payee, reference=reference))
    if isinstance(found, NoCode):
        return
    payload = "\n".join(found)
    assert payload.split("\n") == payload.splitlines() == list(found)
    assert len(payload.encode()) <= 331
    assert (len(found), len(found[5]) <= 70, found[10]) == (11, True, reference)


@given(st.text(max_size=90), st.text(max_size=40))
def test_whatever_is_in_the_data_a_polish_code_keeps_its_fields(payee: str, reference: str) -> None:
    found = zbp(replace(ZLOTY, payee=payee, reference=reference))
    if isinstance(found, NoCode):
        return
    assert "|".join(found).count("|") == 8
    assert allowed(found[4]) == found[4]
    assert (len(found[4]) <= 20, found[5]) == (True, reference)
