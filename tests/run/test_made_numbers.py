"""Numbers made of columns from month to month: the same while the list has the same columns, and never begun anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.cli.offices import Office, office

AUGUST, SEPTEMBER = "2026-08-10", "2026-09-12"
HEAD = ("Tenant", "Month", "Due date", "Amount", "Currency", "Address1", "Postcode", "City", "Country")
ALDER = ("Alder", "July", "2026-07-03", "800.00", "EUR", "1 Road", "10115", "Berlin", "DE")
BIRCH = ("Birch", "July", "2026-07-03", "900.00", "EUR", "2 Road", "10115", "Berlin", "DE")
NEXT = ("Alder", "September", "2026-09-03", "800.00", "EUR", "1 Road", "10115", "Berlin", "DE")


def listed(firm: Office, *rows: tuple[str, ...], more: Mapping[str, str] | None = None, less: str = "") -> None:
    """Write the list with further columns, and without one."""
    added = more or {}
    table = [(*HEAD, *added), *((*row, *added.values()) for row in rows)]
    kept = [at for at, name in enumerate(table[0]) if name != less]
    (firm.folder / "rents.csv").write_text("".join(",".join(row[at] for at in kept) + "\n" for row in table))


def outcomes(firm: Office, on: str, *more: str) -> dict[str, str]:
    """What became of each item of the list on that day: the stage of its letter, or why it got none."""
    said = firm.says("run", "rents.csv", "--as-of", on, "--yes", *more)
    assert said.code in (0, 3), said.err
    done = firm.run_json(f"out/{on}/run.json")
    asked = {own["invoice"]: letter["stage"] for letter in done["letters"] for own in letter["invoices"]}
    return asked | {skip["invoice"]: skip["why"] for skip in done["skips"] if skip["why"] != "missing"}


def test_an_item_has_the_same_number_next_month_and_climbs(tmp_path: Path) -> None:
    firm = office(tmp_path)
    listed(firm, ALDER, BIRCH)
    assert outcomes(firm, AUGUST) == {f"{who} / 2026-07-03 / July": "reminder" for who in ("Alder", "Birch")}
    listed(firm, NEXT, ALDER)
    assert outcomes(firm, SEPTEMBER) == {
        "Alder / 2026-07-03 / July": "second_notice", "Alder / 2026-09-03 / September": "too_early",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "more", "less"),
    [
        (ALDER, {"Invoice date": "2026-07-01"}, ""), (ALDER, {"Customer ID": "K-1"}, ""), (ALDER, {}, "Month"),
        (ALDER, {"Invoice No": "R-4711"}, ""), (("Alder", "July", "3 July 2026", *ALDER[3:]), {}, ""),
        ((*ALDER[:3], "500.00", *ALDER[4:]), {"Invoice date": "2026-07-01"}, ""),
        ((*ALDER[:3], "500.00", *ALDER[4:]), {}, "Month"),
        ((*ALDER[:2], "2026-07-13", *ALDER[3:]), {}, ""), (("Alder", "Rent of July", *ALDER[2:]), {}, ""),
    ],
    ids=["day of issue", "customer number", "no month", "numbers", "days written otherwise", "part paid, day of issue",
         "part paid, no month", "due day corrected", "month written otherwise"],
)  # fmt: skip
def test_an_item_under_a_number_made_otherwise_is_never_dunned_from_the_start(
    tmp_path: Path, row: tuple[str, ...], more: dict[str, str], less: str
) -> None:
    firm = office(tmp_path)
    listed(firm, ALDER)
    assert outcomes(firm, AUGUST) == {"Alder / 2026-07-03 / July": "reminder"}
    listed(firm, row, more=more, less=less)
    assert list(outcomes(firm, SEPTEMBER).values()) == ["needs_review"]
    assert "Alder / 2026-07-03 / July" in firm.says("plan", "rents.csv", "--as-of", SEPTEMBER).out


@pytest.mark.parametrize(
    "row",
    [
        ("Alder", "August", "2026-08-11", *ALDER[3:]), ("Alder", "June", "2026-06-03", "750.00", *ALDER[4:]),
        ("Birch", "July", "2026-07-03", *BIRCH[3:]),
    ],
    ids=["another month", "another sum", "another customer"],
)  # fmt: skip
def test_another_item_beside_one_that_is_gone_is_a_new_one(tmp_path: Path, row: tuple[str, ...]) -> None:
    firm = office(tmp_path)
    listed(firm, ALDER)
    outcomes(firm, AUGUST)
    listed(firm, row)
    assert "needs_review" not in outcomes(firm, SEPTEMBER).values()


@pytest.mark.parametrize(
    ("others", "row", "waits"),
    [
        ((), ("Alder Limited", *ALDER[1:]), True),
        ((("Alder", "August", "2026-08-11", *ALDER[3:]),), ("Alder Limited", *ALDER[1:]), False),
        ((), ("Birch", *ALDER[1:]), True), ((), ("Alder Limited", *ALDER[1:3], "801.00", *ALDER[4:]), False),
        ((), ("Alder Limited", "August", *ALDER[2:]), False),
    ],
    ids=["renamed", "the old name is there", "of a known name", "another sum", "another month"],
)  # fmt: skip
def test_an_item_under_the_new_name_of_its_customer_waits(
    tmp_path: Path, others: tuple[tuple[str, ...], ...], row: tuple[str, ...], waits: bool
) -> None:
    firm = office(tmp_path)
    listed(firm, ALDER, ("Birch", "August", "2026-08-03", *BIRCH[3:]))
    outcomes(firm, AUGUST)
    listed(firm, row, *others)
    number = f"{row[0]} / {row[2]} / {row[1]}"
    assert (outcomes(firm, SEPTEMBER)[number] == "needs_review") is waits
    if waits:
        closed = firm.says("close", "Alder / 2026-07-03 / July", "--why", "other", "--as-of", SEPTEMBER)
        assert closed.code == 0 and outcomes(firm, "2026-09-14")[number] not in ("needs_review", "missing")


def test_an_item_under_a_new_name_waits_in_a_part_of_an_export_too_and_is_missing_once(tmp_path: Path) -> None:
    firm = office(tmp_path)
    listed(firm, BIRCH)
    (tmp_path / "rents.csv").rename(tmp_path / "more.csv")
    listed(firm, ALDER)
    outcomes(firm, AUGUST, "more.csv")
    listed(firm, ("Alder Limited", *ALDER[1:]))
    assert outcomes(firm, SEPTEMBER, "more.csv") == {
        "Alder Limited / 2026-07-03 / July": "needs_review", "Birch / 2026-07-03 / July": "second_notice",
    }  # fmt: skip
    assert firm.run_json(f"out/{SEPTEMBER}/run.json")["counts"]["missing"] == 1


@pytest.mark.parametrize(("due", "waits"), [("2026-08-10", True), ("2026-08-11", False)])
def test_an_item_due_after_the_last_run_can_have_had_no_letter_under_the_old_name(
    tmp_path: Path, due: str, waits: bool
) -> None:
    firm = office(tmp_path)
    listed(firm, ("Alder", "August", due, *ALDER[3:]))
    outcomes(firm, AUGUST)
    listed(firm, ("Alder Limited", "August", due, *ALDER[3:]))
    assert (list(outcomes(firm, SEPTEMBER).values()) == ["needs_review"]) is waits


def test_the_line_of_the_remark_keeps_the_numbers_when_a_column_comes(tmp_path: Path) -> None:
    firm = office(tmp_path)
    listed(firm, ALDER)
    outcomes(firm, AUGUST)
    listed(firm, ALDER, more={"Invoice date": "2026-07-01"})
    kept = outcomes(firm, SEPTEMBER, "--map", "invoice=Tenant + Due date + Month")
    assert kept == {"Alder / 2026-07-03 / July": "second_notice"}


@pytest.mark.parametrize("more", [{}, {"Customer ID": "K-1"}])
def test_a_letter_calls_the_item_without_the_name_of_its_customer(tmp_path: Path, more: dict[str, str]) -> None:
    firm = office(tmp_path)
    listed(firm, ALDER, more=more)
    outcomes(firm, AUGUST)
    letter = " ".join(firm.letter_text("letters/2026-00001-reminder.pdf", f"out/{AUGUST}").split())
    assert "2026-07-03 / July" in letter and "Alder / " not in letter and "K-1 / " not in letter
