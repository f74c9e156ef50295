"""The first answer to a question is the likeliest: a charge for paying late is no payment, a number of
things no amount, and a note is not stronger than the state and the amounts of its row."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Currency,Amount"


def listed(further: str, *cells: str) -> str:
    rows = (f"A{n},Customer {n},2026-01-{12 + n},2026-02-12,EUR,{n}00.00,{cell}" for n, cell in enumerate(cells, 1))
    return "\n".join([f"{HEAD},{further}", *rows]) + "\n"


@pytest.mark.parametrize("header", ["multa_valor", "Late fee", "Verzugszinsen", "Odsetki", "Denda", "Juros de mora"])
def test_a_charge_for_paying_late_is_neither_paid_nor_open(tmp_path: Path, header: str) -> None:
    text = listed(header, "9.00", "0.00", "27.00")
    assert opened(taken(tmp_path, text)) == {"A1": "100.00", "A2": "200.00", "A3": "300.00"}
    assert f"{header}: " in refusal(tmp_path, listed(header, "100.00", "0.00", "27.00"))


def test_an_amount_of_another_name_is_first_what_was_paid(tmp_path: Path) -> None:
    said, _ = remedies(refusal(tmp_path, listed("Zorp", "9.00", "0.00", "27.00")))[0]
    assert said["map"] == {"paid": "Zorp"}


@pytest.mark.parametrize("header", ["id_emprestimo", "numero_parcela", "Nr Vertrag", "id_aluno"])
def test_whole_figures_below_a_header_that_begins_as_a_number_are_no_amounts(tmp_path: Path, header: str) -> None:
    assert opened(taken(tmp_path, listed(header, "1", "1", "7"))) == {"A1": "100.00", "A2": "200.00", "A3": "300.00"}


@pytest.mark.parametrize(("header", "cells"), [("id_emprestimo", ("1.50", "1", "7")), ("No paid", ("1", "1", "7")),
                                               ("Ref amount", ("1", "1", "7"))])  # fmt: skip
def test_other_figures_are_asked_about(tmp_path: Path, header: str, cells: tuple[str, ...]) -> None:
    assert f"{header}: " in refusal(tmp_path, listed(header, *cells))


KEPT = ("100.00,paid,", "0.00,open,see order 7 | paid", "0.00,open,see order 8")


def test_a_note_beside_a_state_and_an_amount_that_say_otherwise_is_first_one_that_changes_nothing(
    tmp_path: Path,
) -> None:
    text = listed("Paid,Status,Notes", *KEPT)
    first, second = (said for said, _ in remedies(refusal(tmp_path, text)))
    assert (first["ignore"], second["map"]) == (("Notes",), {"note": "Notes"})


@pytest.mark.parametrize("other", [("0.00,open,see", "0.00,,see"), ("100.00,paid", "0.00,open"), ("Paid,", "Quux,")])
def test_a_note_comes_first_where_state_or_amount_are_not_kept(tmp_path: Path, other: tuple[str, str]) -> None:
    text = listed("Paid,Status,Notes", *KEPT)
    assert other[0] in text
    text = text.replace(*other)
    answers = [(said["map"], said["ignore"]) for said, _ in remedies(refusal(tmp_path, text))]
    assert answers.index(({"note": "Notes"}, ())) < answers.index(({}, ("Notes",)))
