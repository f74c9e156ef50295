"""The parts around a letter's paragraphs: clauses, contact, bank details, references and columns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import LANGUAGES, STAGES, draft, letter, money, notice, told, with_invoice

from pastdue.model import Payment, Stage
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotPrint


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("clause", ["work_suspended", "rights_reserved", "governing_law", "instalment_offer"])
def test_a_clause_adds_its_sentence(language: str, clause: str) -> None:
    without, added = letter(draft(language, STAGES[1])), letter(draft(language, STAGES[1]), clauses=(clause,))
    assert len(set(added.closing) - set(without.closing)) == 1
    assert set(without.closing) < set(added.closing)


def test_an_unknown_clause_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(SettingsError, match="'work_stopped' is unknown\n  known: work_suspended, rights_reserved"):
        letter(draft("en", Stage.REMINDER), clauses=("work_stopped",))


def test_a_language_without_wording_is_refused() -> None:
    with pytest.raises(SettingsError, match="no wording for the language 'tlh'\n  known: de, en, es"):
        letter(draft("tlh", Stage.REMINDER, notice(Stage.REMINDER)), cases.creditor("en"))


def test_a_creditor_who_gives_no_telephone_is_written_to() -> None:
    own = cases.creditor()
    silent = replace(own, party=replace(own.party, phone="", email=""))
    text = told(letter(draft("en", Stage.REMINDER), silent))
    assert "please write to us at the address above" in text
    assert "please contact us:" not in text


def test_local_bank_details_are_printed_as_they_are_named() -> None:
    own = replace(cases.creditor(), iban="", bic="", account={"Sort code": "20-00-00", "Account": "12345678"})
    made = letter(draft("en", Stage.REMINDER), own)
    assert made.payment.rows[2:4] == (("Sort code", "20-00-00"), ("Account", "12345678"))
    assert "IBAN" not in dict(made.payment.rows)


@pytest.mark.parametrize("count", [1, 3, 200])
def test_the_payment_reference_names_the_letter_first_and_stays_short(count: int) -> None:
    made = letter(draft("en", Stage.REMINDER, *cases.notices(Stage.REMINDER, count)))
    reference = dict(made.payment.rows)["Reference"]
    assert reference.startswith("2026-0017 / 2026-101")
    assert len(reference) <= 60
    assert ("+" in reference) == (count == 200)


def test_a_customer_known_by_name_alone_has_no_customer_number() -> None:
    to = replace(cases.customer(), id="Greta's <Shop>")
    references = dict(letter(draft("en", Stage.REMINDER, notice(Stage.REMINDER, to=to))).head.references)
    assert list(references) == ["Letter no.", "Contact"]


def test_undated_payments_count_as_paid_too() -> None:
    own = with_invoice(notice(Stage.REMINDER), payments=(Payment(money("1.00", "GBP")),))
    grid = letter(draft("en", Stage.REMINDER, own)).grid
    assert dict(zip(grid.headings, grid.rows[0], strict=True))["Paid\u00a0£"] == "1.00"


def test_an_invoice_without_a_project_is_named_by_its_number_alone() -> None:
    made = letter(draft("en", Stage.FINAL_DEMAND, cases.without_project(notice(Stage.FINAL_DEMAND))))
    assert made.opening[0].startswith("Invoice 2026-101 was due")


def test_there_is_a_project_column_only_where_an_invoice_has_a_project() -> None:
    named, plain = cases.notices(Stage.REMINDER, 2)
    plain = cases.without_project(plain)
    both, neither = letter(draft("en", Stage.REMINDER, named, plain)), letter(draft("en", Stage.REMINDER, plain))
    assert both.grid.headings[:3] == ("Invoice", "Project", "Issued")
    assert [row[:2] for row in both.grid.rows] == [("2026-101", "Website"), ("2026-102", "")]
    assert neither.grid.headings[:2] == ("Invoice", "Issued")
    for made in (both, neither):
        assert {len(row) for row in made.grid.rows} == {len(made.grid.headings)} == {len(made.grid.align)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_holds_a_line_break_or_tab_which_typesetting_refuses(language: str) -> None:
    for stage in STAGES:
        escaped = repr(letter(draft(language, stage), daily=cases.daily_interest))
        assert "\\n" not in escaped
        assert "\\t" not in escaped


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES)
def test_the_column_of_invoice_dates_is_left_out_where_no_invoice_has_one(language: str, stage: Stage) -> None:
    dated, own = letter(draft(language, stage)), notice(stage, cases.HOMES[language][4])
    bare = letter(draft(language, stage, with_invoice(own, issued=None)))
    gone = [heading for heading in dated.grid.headings if heading not in bare.grid.headings]
    assert len(gone) == 1
    at = dated.grid.headings.index(gone[0])
    assert bare.grid.rows[0] == (*dated.grid.rows[0][:at], *dated.grid.rows[0][at + 1 :])
    assert [len(row) for row in (*bare.grid.rows, *bare.grid.running)] == [len(bare.grid.align)] * 2
    assert bare.opening == dated.opening


def test_the_cell_of_an_invoice_without_its_date_is_empty_beside_one_that_has_it() -> None:
    first, second = cases.notices(Stage.REMINDER, 2)
    made = letter(draft("en", Stage.REMINDER, first, with_invoice(second, issued=None)))
    whole = letter(draft("en", Stage.REMINDER, first, second))
    assert made.grid.headings == whole.grid.headings
    assert [("" in row, "" in full) for row, full in zip(made.grid.rows, whole.grid.rows, strict=True)] == [
        (False, False), (True, False),
    ]  # fmt: skip


def test_a_text_that_names_the_invoice_date_is_not_printed_without_one() -> None:
    with pytest.raises(CannotPrint, match=r"claim\.agreement names the invoice date, and the file gives none"):
        letter(cases.claim("en", with_invoice(cases.claim().notices[0], issued=None)))
