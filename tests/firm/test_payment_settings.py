"""Settings of payment: codes, stubs, references and accounts, as the letters then have them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.letters import letter_cases as cases

from pastdue.firm import Firm, read_firm
from pastdue.model import Stage
from pastdue.model.errors import SettingsError
from pastdue.model.letters import Letter
from pastdue.run.letters import LetterMaker

CREDITOR = """
[creditor]
name = "Büro Weiß GmbH"
address = ["Lindenstr. 8", "10969 Berlin"]
country = "DE"
iban = "DE89 3704 0044 0532 0130 00"
"""


def firm(folder: Path, text: str, creditor: str = CREDITOR) -> Firm:
    path = folder / "pastdue.toml"
    path.write_text(creditor + text, encoding="utf-8")
    return read_firm(path, folder)


def letter(own: Firm, currency: str = "EUR") -> Letter:
    """The reminder this firm sends over one invoice."""
    return LetterMaker(own).letter(cases.draft("en", Stage.REMINDER, cases.notice(Stage.REMINDER, currency)))


def test_codes_are_printed_unless_they_are_switched_off(tmp_path: Path) -> None:
    assert letter(firm(tmp_path, "")).payment.code is not None
    assert letter(firm(tmp_path, "[letters]\npayment_codes = false")).payment.code is None


def test_the_account_of_the_letters_currency_is_in_the_code(tmp_path: Path) -> None:
    own = firm(tmp_path, '[creditor.accounts.EUR]\niban = "AT61 1904 3002 3457 3201"')
    code = letter(own).payment.code
    assert code is not None
    assert "AT611904300234573201" in code.fields


def test_a_reference_can_be_a_creditor_reference(tmp_path: Path) -> None:
    code = letter(firm(tmp_path, '[letters]\nreference = "rf"')).payment.code
    assert code is not None
    assert code.fields[-1].startswith("RF")
    with pytest.raises(SettingsError, match="known: letter, rf"):
        firm(tmp_path, '[letters]\nreference = "invoice"')


def test_a_customer_who_pays_by_split_payment_has_no_polish_code(tmp_path: Path) -> None:
    polish = '[creditor.accounts.PLN]\niban = "PL61109010140000071219812874"\n'
    small = cases.with_invoice(cases.notice(Stage.REMINDER, "PLN"), total=cases.money("7000.00", "PLN"), payments=())
    draft = cases.draft("en", Stage.REMINDER, small)
    for flag, printed in (("false", True), ("true", False)):
        own = firm(tmp_path, f'{polish}[customers."C-007"]\nsplit_payment = {flag}')
        assert (LetterMaker(own).letter(draft).payment.code is not None) is printed
    own = firm(tmp_path, polish)
    for split in (False, True):
        marked = cases.draft("en", Stage.REMINDER, cases.with_invoice(small, split_payment=split))
        assert (LetterMaker(own).letter(marked).payment.code is None) is split


def test_a_stub_is_refused_on_a4_and_taken_on_letter_paper(tmp_path: Path) -> None:
    own = firm(tmp_path, '[letters]\nlayout = "din-b"\nremittance_stub = true')
    with pytest.raises(SettingsError, match="remittance_stub: is for US Letter paper, the layout's is 210 x 297 mm"):
        LetterMaker(own)
    own = firm(tmp_path, '[letters]\nlayout = "us10-double"\nremittance_stub = true')
    assert letter(own, "USD").payment.stub is not None
    own = firm(tmp_path, '[letters]\nlayout = "us10-double"\nremittance_stub = false')
    assert letter(own, "USD").payment.stub is None


@pytest.mark.parametrize(
    ("account", "said"),
    [
        ('bic = "COBADEF"', "creditor.accounts.EUR: bic: 'COBADEF' is not a BIC"),
        ('account = { sort_code = "12-34-5", account_number = "12345678" }', "accounts.EUR: account: sort_code"),
        (
            'iban = "GB29NWBK60161331926819"\naccount = { sort_code = "60-16-14", account_number = "31926819" }',
            "not those of the IBAN",
        ),
        ('iban = "DE89370400440532013001"', "is not an IBAN"),
    ],
)
def test_an_account_that_cannot_be_is_refused_where_it_stands(tmp_path: Path, account: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        firm(tmp_path, f"[creditor.accounts.EUR]\n{account}")
    assert said in str(error.value)


def test_an_account_at_a_bank_that_no_list_of_banks_has_is_an_account(tmp_path: Path) -> None:
    own = firm(tmp_path, '[creditor.accounts.EUR]\niban = "BE68539007547034"')
    assert own.settings.creditor.accounts["EUR"].iban == "BE68539007547034"


def test_an_account_whose_letters_can_have_no_code_is_remarked_on(tmp_path: Path) -> None:
    swiss = '[creditor.accounts.EUR]\niban = "CH9300762011623852957"'
    said = "letters in EUR carry no payment code: an account outside the European Economic Area needs its BIC"
    assert said in map(str, firm(tmp_path, swiss).assumed)
    for text in (f'{swiss}\nbic = "POFICHBE"', f"{swiss}\n[letters]\npayment_codes = false", ""):
        assert not [remark for remark in firm(tmp_path, text).assumed if "payment code" in str(remark)]
