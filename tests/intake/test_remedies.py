"""Remedies: each is tried before it is shown, no answer to a further question is taken for granted, pasting works."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from tests.intake.test_judgement import (
    opened,
    refusal,
    remedies,
    remedies_beside_others,
    remedies_of_each,
    said_together,
    taken,
)

from pastdue.intake.judgement.trials import Tried, outcome

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Currency"
ROWS = [
    "INV-1,Alder,2026-01-13,2026-02-12,EUR",
    "INV-2,Birch,2026-01-14,2026-02-13,EUR",
    "INV-3,Cedar,2026-01-15,2026-02-14,EUR",
]


def listed(header: str, *cells: str) -> str:
    return "\n".join([f"{HEAD},{header}", *(f"{row},{cell}" for row, cell in zip(ROWS, cells, strict=True))]) + "\n"


DUPLICATES = listed("Amount,Amount", "100.00,40.00", "50.00,50.00", "10.00,0.00")
TOGETHER = listed("Amount,Cash in,Still to come", "100.00,60.00,40.00", "50.00,0.00,50.00", "10.00,10.00,0.00")
UNNAMED = listed("Amount,In,Left", "100.00,60.00,40.00", "50.00,0.00,50.00", "10.00,10.00,0.00")
STRANGE = "Doc,Who,When,Till,How much,In,Left,Cur\n" + "".join(
    f"{row.rsplit(',', 1)[0]},{cells},EUR\n"
    for row, cells in zip(ROWS, ("100.00,60.00,40.00", "50.00,0.00,50.00", "10.00,10.00,0.00"), strict=True)
)
DAYS = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency\n1,Alder,03/04/2026,05/06/2026,100.00,EUR\n"
MARKS = 'Invoice No,Customer,Invoice Date,Due Date,Amount,Currency\n1,Alder,2026-04-03,2026-06-05,"1,200",EUR\n'
DOLLARS = "Invoice No,Customer,Invoice Date,Due Date,Amount\n1,Alder,2026-04-03,2026-06-05,$100.00\n"


@pytest.mark.slow
@pytest.mark.parametrize("text", [DUPLICATES, TOGETHER, UNNAMED, STRANGE, DAYS, MARKS, DOLLARS])
def test_every_remedy_that_is_shown_gives_what_it_promises(tmp_path: Path, text: str) -> None:
    found = remedies_beside_others(refusal(tmp_path, text))
    assert len(found) > 1
    for said, promise in found:
        figures, _, further = promise.partition("; then asks")
        after = remedies_of_each(refusal(tmp_path, text, **said)) if further else []
        found_so = taken(tmp_path, text, **said_together([said, *(question[0][0] for question in after)]))
        assert outcome(Tried(found_so.book.frame, found_so.rejected_rows)) == figures


def test_columns_of_one_name_are_told_apart_by_their_numbers_and_the_other_is_asked_about_apart(tmp_path: Path) -> None:
    said = refusal(tmp_path, DUPLICATES)
    assert "Amount: columns 6 and 7 have the same name: which is it?" in said
    which, meaning = remedies_of_each(said)
    assert [answer["map"] for answer, _ in which] == [{"total": "#6"}, {"total": "#7"}]
    assert [answer["map"] or answer["ignore"] for answer, _ in meaning] == [{"paid": "#7"}, {"balance": "#7"}, ("#7",)]
    assert "the last question follows from the first answers above" in said
    assert opened(taken(tmp_path, DUPLICATES, map={"total": "#6", "balance": "#7"}))["INV-1"] == "40.00"
    assert opened(taken(tmp_path, DUPLICATES, map={"total": "#6"}, ignore=("#7",)))["INV-1"] == "100.00"


@pytest.mark.parametrize("text", [TOGETHER, UNNAMED])
def test_two_columns_that_are_the_whole_invoice_together_are_no_tax_and_asked_about(tmp_path: Path, text: str) -> None:
    first, *_ = remedies(refusal(tmp_path, text))
    assert opened(taken(tmp_path, text, **first[0])) == {"INV-1": "40.00", "INV-2": "50.00", "INV-3": "0.00"}


@pytest.mark.parametrize("header", ["Noch zu zahlen", "Por cobrar", "A receber", "Left to pay"])
def test_what_can_only_be_left_by_its_name_is_read_as_that(tmp_path: Path, header: str) -> None:
    text = listed(f"Total,{header}", "100.00,40.00", "50.00,50.00", "10.00,0.00")
    assert opened(taken(tmp_path, text)) == {"INV-1": "40.00", "INV-2": "50.00", "INV-3": "0.00"}


def test_a_net_amount_and_its_tax_are_the_whole_invoice_and_change_nothing(tmp_path: Path) -> None:
    text = listed("Amount,A,B", "120.00,100.00,20.00", "60.00,50.00,10.00", "12.00,10.00,2.00")
    assert opened(taken(tmp_path, text)) == {"INV-1": "120.00", "INV-2": "60.00", "INV-3": "12.00"}


def test_no_header_is_put_forward_for_its_spelling_alone(tmp_path: Path) -> None:
    said = refusal(tmp_path, "Customer note,Due diligence,Total weight\nx,y,z\nx,y,z\n")
    assert "customer=" not in said.replace("--map customer=, --map", "") and "nearest" not in said
    assert "columns found: Customer note, Due diligence, Total weight" in said


def test_a_balance_that_runs_on_is_proved_beside_what_was_paid(tmp_path: Path) -> None:
    text = listed("Total,Paid,Balance", "100.00,0.00,100.00", "50.00,20.00,130.00", "10.00,0.00,140.00")
    assert "runs on from row to row" in refusal(tmp_path, text)
    assert opened(taken(tmp_path, text, ignore=("Balance",))) == {"INV-1": "100.00", "INV-2": "30.00", "INV-3": "10.00"}


@pytest.mark.parametrize("header", ["Net due", "To pay", "Do uregulowania", "Importe a pagar"])
def test_what_is_open_is_asked_about_first_as_that_and_never_passed_over_as_a_net_amount(
    tmp_path: Path, header: str
) -> None:
    text = listed(f"Total,{header}", "100.00,40.00", "50.00,50.00", "10.00,0.00")
    first, *_ = remedies(refusal(tmp_path, text))
    assert first[0]["map"] == {"balance": header}
    assert opened(taken(tmp_path, text, **first[0])) == {"INV-1": "40.00", "INV-2": "50.00", "INV-3": "0.00"}


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Erledigt", ("Nein", "Ja", "Nein")), ("Lettrage", ("", "AA", "")), ("Done?", ("n", "y", "n")),
     ("Data zapłaty", ("", "2026-02-18", ""))],
)  # fmt: skip
def test_a_mark_of_what_is_settled_is_asked_about_in_any_word(
    tmp_path: Path, header: str, cells: tuple[str, ...]
) -> None:
    text = listed(
        f"Total,{header}", *(f"{each},{cell}" for each, cell in zip(("100.00", "50.00", "10.00"), cells, strict=True))
    )
    first, *_ = remedies(refusal(tmp_path, text))
    assert opened(taken(tmp_path, text, **first[0])) == {"INV-1": "100.00", "INV-2": "0.00", "INV-3": "10.00"}


def test_a_name_that_is_also_a_code_of_a_currency_is_none(tmp_path: Path) -> None:
    text = listed("Total,Clerk", "100.00,Bob", "50.00,Bob", "10.00,Bob")
    assert opened(taken(tmp_path, text)) == {"INV-1": "100.00", "INV-2": "50.00", "INV-3": "10.00"}


@pytest.mark.parametrize(
    "header",
    ["-W/O Est", "=Patient", "> 90 x", 'a"b', "it's", "$ x", "!bang", "don't!", "#2", "A + B", "`tick`", "back\\slash",
     "--map", "{a,b}", "x&y|z", "[x]", "*star", "colon:", "a=b", "two  blanks", "", "(EUR) x"],
)  # fmt: skip
def test_a_remedy_works_as_it_is_pasted_into_a_shell_and_into_the_settings_whatever_the_header(
    tmp_path: Path, header: str
) -> None:
    head = f"{HEAD},Amount,{csv_cell(header)}\n"
    rows = (
        f"INV-{n},Alder {n},2026-01-{12 + n},2026-02-12,EUR,{n}00.00,{part}\n"
        for n, part in ((1, "10.00"), (2, "0.00"))
    )
    text = head + "".join(rows)
    said = refusal(tmp_path, text)
    settings = re.findall(r"under \[intake\]: (.+)$", said, re.MULTILINE)
    answers = remedies(said)
    assert len(answers) == len(settings) >= 2
    for (answer, promise), lines in zip(answers, settings, strict=True):
        kept = tomllib.loads(re.sub(r", (ignore|words) = ", r"\n\1 = ", lines))
        assert kept.get("map", {}) == answer["map"] and tuple(kept.get("ignore", ())) == answer["ignore"]
        left = sum(float(each) for each in opened(taken(tmp_path, text, **answer)).values())
        assert promise == f"2 invoices, open {left:.2f} EUR"


def test_a_summary_by_age_is_refused_by_name_and_a_list_with_ages_beside_its_invoices_is_not(tmp_path: Path) -> None:
    row = "Abbott,1022,120.00,10.00,5.00,35.00,170.00\n"
    head = "Guarantor,PatNum,0-30 Days,31-60 Days,61-90 Days,> 90 Days,Total\n"
    said = refusal(tmp_path, head + row + row.replace("120.00", "7.50"))
    assert "this is a summary of customers by age, with '0-30 Days', '31-60 Days', '61-90 Days'" in said
    amounts = "Alder,96500,,61200,,35300\nBirch,37480,24300,,37480,\n"
    said = refusal(tmp_path, "Debtor,All in all,Up to 7,8-14,15-30,31-60\n" + amounts)
    assert "this is a summary of customers by age, with '8-14', '15-30', '31-60'" in said  # 37480 may be a day, too
    aged = listed(
        "Amount,0-30 Days,31-60 Days,61-90 Days", "9.00,9.00,1.50,2.50", "8.00,8.00,1.00,2.50", "7.00,1.00,0.00,2.50"
    )
    assert sum(map(float, opened(taken(tmp_path, aged)).values())) == 24


def csv_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
