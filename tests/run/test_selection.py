"""A run for some alone, or without some: what it sends, what it records, and the names it refuses."""

from __future__ import annotations

from pathlib import Path

from tests.cli.offices import ON, Office, office


def shop(folder: Path) -> Office:
    others = (
        {"invoice": "A-2", "customer_id": "C-1"},
        {"invoice": "B-1", "customer_id": "C-2", "customer": "Beta"},
        {"invoice": "C-2", "customer_id": "C-9"},
    )
    return office(folder, {}, *others)


def sent(firm: Office) -> set[str]:
    return {row["invoice"] for row in firm.says("history", "--format", "csv").rows}


def skipped(firm: Office, *words: str) -> dict[str, str]:
    plan = firm.says("plan", "invoices.csv", "--as-of", ON, "--format", "json", *words).json
    return {skip["invoice"]: skip["why"] for skip in plan["skips"]}


def test_a_run_writes_to_those_alone_and_the_next_one_to_the_rest(tmp_path: Path) -> None:
    firm = shop(tmp_path)
    only = ("--only", "C-1", "--without", "A-2", "--why", "the others are being talked to")
    assert skipped(firm, *only) == {"A-2": "left_out", "B-1": "left_out", "C-2": "left_out"}
    assert firm.says("run", "invoices.csv", "--as-of", ON, *only).code == 0
    assert sent(firm) == {"A-1"}
    (run,) = firm.says("history", "--runs", "--format", "csv").rows
    assert (run["only"], run["without"], run["why"]) == ("C-1", "A-2", "the others are being talked to")
    assert firm.says("run", "invoices.csv", "--as-of", ON).code == 0
    assert sent(firm) == {"A-1", "A-2", "B-1", "C-2"}
    assert [row["why"] for row in firm.says("history", "--runs", "--format", "csv").rows][1] == ""


def test_runs_for_everybody_have_no_column_of_names(tmp_path: Path) -> None:
    firm = shop(tmp_path)
    firm.says("run", "invoices.csv", "--as-of", ON)
    assert "only" not in firm.says("history", "--runs", "--format", "csv").rows[0]


def test_a_name_that_is_misspelt_or_means_two_is_refused_and_nothing_is_sent(tmp_path: Path) -> None:
    firm = shop(tmp_path)
    for name, said in (
        ("A-3", "--without: no invoice and no customer is called 'A-3'"),
        ("C-2", "--without: 'C-2' is an invoice and a customer\n  write invoice:C-2 or customer:C-2"),
    ):
        refused = firm.says("run", "invoices.csv", "--as-of", ON, "--without", name, "--why", "x")
        assert refused.code == 2 and said in refused.err
    assert sent(firm) == set()
    assert set(skipped(firm, "--without", "customer:C-2", "--why", "x")) == {"B-1"}
    assert set(skipped(firm, "--without", "invoice:C-2", "--why", "x")) == {"C-2"}


def test_a_reason_is_asked_for_and_one_without_names_is_refused(tmp_path: Path) -> None:
    firm = shop(tmp_path)
    assert "say why" in firm.says("run", "invoices.csv", "--only", "C-1").err
    assert "name whom" in firm.says("run", "invoices.csv", "--why", "x").err


def test_a_name_that_is_both_chosen_and_left_out_is_refused(tmp_path: Path) -> None:
    firm = shop(tmp_path)
    done = firm.says("plan", "invoices.csv", "--only", "C-1", "--without", "C-1", "--why", "x")
    assert done.code == 2 and "'C-1' stands in --only and in --without" in done.err
