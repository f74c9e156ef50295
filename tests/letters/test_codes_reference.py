"""The reference a letter asks to quote: its number, a creditor reference, or the text a UK bank carries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649

from pastdue.letters.codes.reference import creditor_reference, in_fours, quoted
from pastdue.letters.codes.uk import uk_account
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotPrint


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=21))
def test_every_creditor_reference_is_one_where_python_stdnum_says_so(body: str) -> None:
    made = creditor_reference(body)
    assert iso11649.validate(made) == made
    assert made[4:] == body
    assert iso11649.format(made) == in_fours(made)


def test_a_reference_from_the_standards_examples() -> None:
    assert creditor_reference("2348231") == "RF712348231"
    assert creditor_reference("539007547034") == "RF18539007547034"


def test_signs_are_left_out_and_small_letters_are_raised() -> None:
    assert creditor_reference("2026-00017") == creditor_reference("2026 00017")
    assert creditor_reference("draft")[4:] == "DRAFT"


def test_a_number_of_21_characters_has_a_reference_and_one_of_22_has_not() -> None:
    assert len(creditor_reference("1" * 21)) == 25
    for number in ("1" * 22, "--", ""):
        with pytest.raises(CannotPrint, match="no RF reference"):
            creditor_reference(number)


def test_as_many_invoices_are_quoted_as_fit_and_the_others_counted() -> None:
    assert quoted("L-1", ["A-1", "A-2"], 18) == "L-1 / A-1 A-2"
    assert quoted("L-1", ["A-1", "A-2", "A-3"], 17) == "L-1 / A-1 A-2 +1"
    assert quoted("L-1", ["A-1", "A-2", "A-3"], 11) == "L-1"
    assert quoted("L-1", ["A-1", "A-2", "A-3"], 12) == "L-1 / A-1 +2"


@pytest.mark.parametrize(
    "account",
    [
        {"sort_code": "60-16-13", "account_number": "31926819"},
        {"sort_code": "601613", "account_number": "3192 6819"},
        {"sort_code": "60 16 13", "account_number": "31926819", "Swift": "x"},
    ],
)
def test_a_sort_code_is_written_in_pairs_and_an_account_number_in_eight_digits(account: dict[str, str]) -> None:
    assert uk_account(account, "") == ("60-16-13", "31926819")
    assert uk_account(account, "GB29NWBK60161331926819") == ("60-16-13", "31926819")


def test_a_british_iban_alone_says_both_and_another_says_neither() -> None:
    assert uk_account({}, "GB29 NWBK 6016 1331 9268 19") == ("60-16-13", "31926819")
    assert uk_account({}, "DE89370400440532013000") is None
    assert uk_account({"Sort code": "20-00-00"}, "") is None


@pytest.mark.parametrize(
    ("account", "iban", "said"),
    [
        ({"sort_code": "60-16-1", "account_number": "31926819"}, "", "sort_code: '60-16-1' has not 6 digits"),
        ({"sort_code": "60-16-133", "account_number": "31926819"}, "", "has not 6 digits"),
        ({"sort_code": "60-16-13", "account_number": "3192681"}, "", "account_number: '3192681' has not 8 digits"),
        ({"sort_code": "60-16-13"}, "", "account_number: '' has not 8 digits"),
        ({"account_number": "31926819"}, "", "sort_code: '' has not 6 digits"),
        ({"sort_code": "60-16-14", "account_number": "31926819"}, "GB29NWBK60161331926819", "not those of the IBAN"),
        ({"sort_code": "٦٠١٦١٣", "account_number": "31926819"}, "", "has not 6 digits"),
    ],
)
def test_a_wrong_account_is_refused(account: dict[str, str], iban: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        uk_account(account, iban)
    assert said in str(error.value)
