"""Debts that were sold or passed on to collectors, and what the firm itself owes: nobody is dunned for them unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

from pastdue.intake.states.notes import note_says
from pastdue.intake.values.word_rows import meanings, word_key

LIST = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,{head}
1,Alder,2026-01-05,2026-02-04,EUR,100.00,{0}
2,Birch,2026-01-06,2026-02-05,EUR,200.00,{1}
3,Cedar,2026-01-07,2026-02-06,EUR,300.00,{2}
"""
ALL = {"1": "100.00", "2": "200.00", "3": "300.00"}


def listed(head: str, *cells: str) -> str:
    return LIST.format(*cells, head=head)


def held(intake: object) -> list[str]:
    frame = intake.book.frame  # type: ignore[attr-defined]
    return [str(number) for number in frame["invoice"][frame["hold"].to_numpy(bool)]]


@pytest.mark.parametrize(
    "note",
    ["Passed to collections 3 Nov", "sent to solicitor", "with our solicitor", "Sold to factor", "invoice assigned",
     "an Factor verkauft", "liegt beim Anwalt", "Forderung abgetreten", "Mahnbescheid beantragt", "chez l'huissier",
     "cédée au factor", "passée au contentieux", "cedida al banco", "en manos del abogado", "ceduta pro soluto",
     "bij incassobureau", "sprawa u komornika", "pohledávka postoupena", "hos kronofogden", "handed over to agency"],
)  # fmt: skip
def test_a_note_of_a_debt_that_was_passed_on_holds_it_back(note: str) -> None:
    assert note_says(note) == "held"


@pytest.mark.parametrize(
    "note",
    ["sold to Ms Ash", "assigned to Peter", "will be sent to collections", "not with the solicitor", "load factor 2",
     "factory", "passed to accounts", "cede"],
)  # fmt: skip
def test_a_note_of_goods_sold_or_of_what_may_come_does_not(note: str) -> None:
    assert not note_says(note)


@pytest.mark.parametrize(
    "state",
    ["Passed to collections", "Sold to factor", "Factored", "abgetreten", "an Inkasso übergeben", "Cédée", "Cedida",
     "Ceduta", "Incassobureau", "U komornika", "Postoupena"],
)  # fmt: skip
def test_a_state_of_a_debt_that_was_passed_on_counts_and_holds_letters_back(tmp_path: Path, state: str) -> None:
    intake = taken(tmp_path, listed("Status", "Open", state, "Open"))
    assert (opened(intake), held(intake)) == (ALL, ["2"])


@pytest.mark.parametrize("state", ["Sold", "Assigned", "verkauft"])
def test_a_word_that_may_be_of_goods_or_of_work_is_asked_about(tmp_path: Path, state: str) -> None:
    assert f"{state!r} in 1 row" in refusal(tmp_path, listed("Status", "Open", state, "Open"))


@pytest.mark.parametrize("head", ["Factor", "Abgetreten an", "Inkasso", "Huissier", "Solicitor"])
def test_names_of_those_who_collect_some_of_the_debts_are_asked_about(tmp_path: Path, head: str) -> None:
    text = listed(head, "", "Bibby", "")
    asked = refusal(tmp_path, text)
    assert f"{head}: says 'Bibby' of invoices that are owed" in asked
    first, other = (taken(tmp_path, text, **said) for said, _ in remedies(asked))
    assert (opened(first), held(first)) == (ALL, ["2"])
    assert (opened(other), "hold" in other.book.frame) == (ALL, False)
    flagged = taken(tmp_path, listed(head, "", "Y", ""))
    assert (opened(flagged), held(flagged)) == (ALL, ["2"])
    beside = listed("Status," + head, "Open,", "Open,Bibby", "Open,")
    (one, _) = remedies(refusal(tmp_path, beside))
    assert held(taken(tmp_path, beside, **one[0])) == ["2"]


def test_a_name_in_every_row_says_nothing_of_some_of_them(tmp_path: Path) -> None:
    intake = taken(tmp_path, listed("Factor", "Bibby", "Bibby", "Bibby"))
    assert (opened(intake), "hold" in intake.book.frame) == (ALL, False)


@pytest.mark.parametrize(
    "kind",
    ["Lieferantenrechnung", "Eingangsrechnung", "Bill", "Supplier invoice", "Facture fournisseur", "Facture d’achat",
     "Factura de compra", "Fattura fornitore", "Inkoopfactuur", "Faktura kosztowa", "Leverantörsfaktura"],
)  # fmt: skip
@pytest.mark.parametrize("balance", ["", ",Balance"])
def test_what_the_firm_itself_owes_is_not_read_as_owed_by_customers(tmp_path: Path, kind: str, balance: str) -> None:
    assert meanings("type").get(word_key(kind)) == "bills"
    cells = [f"{kind},{left}" if balance else kind for left in ("100.00", "150.00", "300.00")]
    for head in ("Type", "Art"):
        assert repr(kind) in refusal(tmp_path, listed(head + balance, *cells))


def test_a_legal_name_in_some_rows_is_none_that_a_debt_was_passed_on_to(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, listed("Legal name", "Alder Holding Ltd", "", "Cedar Group plc"))) == ALL
