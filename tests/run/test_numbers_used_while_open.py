"""A number that is used again while its older invoice was open: what was owed on that stays in the books' reports."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from tests.cli.offices import Office, Said, office

OLDER = {"customer_id": "C-1", "issued": "2026-07-01", "due": "2026-07-31", "total": "100.00"}
NEWER = OLDER | {"issued": "2026-10-01", "due": "2026-10-31", "total": "250.00"}
OTHER = NEWER | {"customer_id": "C-2", "customer": "Beta AG"}
SEEN, NOW, NEXT, LATER = "2026-08-10", "2026-10-15", "2026-10-20", "2026-12-15"


def run(firm: Office, on: str, *more: str) -> Any:
    done = firm.says("run", "invoices.csv", "--as-of", on, "--yes", *more)
    assert done.code in (0, 3), done.err
    return firm.run_json(f"out/{on}/run.json")


def missing(done: Any) -> list[tuple[str, str]]:
    """The invoices that a run misses: number and customer."""
    return [(skip["invoice"], skip["customer_id"]) for skip in done["skips"] if skip["why"] == "missing"]


def used_again(folder: Path, newer: dict[str, str] = NEWER) -> Office:
    """An office whose A-1 was open in one run and is another invoice now."""
    firm = office(folder, OLDER)
    run(firm, SEEN)
    firm.write(newer)
    return firm


def aged(firm: Office, on: str) -> list[tuple[str, str, str]]:
    found = firm.says("aging", "invoices.csv", "--as-of", on, "--format", "json").json["missing"]
    return [(one["invoice"], one["customer_id"], one["last_known"]) for one in found]


def closed(firm: Office, said: str, why: str = "paid", on: str = LATER) -> Said:
    """The answer of the command that the message names, as it is pasted."""
    command = said.split("`pastdue close ")[1].split("`")[0]
    return firm.says("close", *shlex.split(command.replace("paid|written_off|other", why)), "--as-of", on)


@pytest.mark.parametrize("newer", [NEWER, OTHER, NEWER | {"total": "100.00"}, NEWER | {"total": "40.00"}])
def test_the_older_debt_is_missing_in_every_run_and_report_until_it_is_closed(
    tmp_path: Path, newer: dict[str, str]
) -> None:
    firm = used_again(tmp_path, newer)
    planned = firm.says("plan", "invoices.csv", "--as-of", NOW)
    assert "A-1 is the number of another invoice now" in planned.err and "100.00 EUR was open" in planned.err
    assert aged(firm, NOW) == [("A-1", "C-1", "100.00")]
    for day in (NOW, NEXT, LATER):
        assert missing(run(firm, day)) == [("A-1", "C-1")]
        assert aged(firm, day) == [("A-1", "C-1", "100.00")]
        assert "another invoice now" in firm.says("check", "invoices.csv", "--as-of", day).err
    said = closed(firm, firm.says("plan", "invoices.csv", "--as-of", LATER).err)
    assert said.code == 0 and "of customer C-1 as paid: 100.00 EUR was open" in said.out
    assert missing(run(firm, "2026-12-16")) == [] and aged(firm, "2026-12-16") == []


def test_a_row_that_nobody_confirmed_is_no_debt_once_the_older_one_is_back(tmp_path: Path) -> None:
    firm = used_again(tmp_path, NEWER | {"total": "100.00"})
    assert missing(run(firm, NOW)) == [("A-1", "C-1")], "it may be the same one, which is asked about once it is late"
    firm.write(OLDER)
    assert missing(run(firm, NEXT)) == missing(run(firm, LATER)) == []


def test_the_changes_name_the_older_debt_as_missing_and_the_new_one_as_new(tmp_path: Path) -> None:
    firm = used_again(tmp_path)
    (bridge,) = run(firm, NOW)["changes"]["totals"]
    assert (bridge["then"], bridge["now"]) == ("100.00", "250.00")
    assert bridge["moved"] == {
        "new": {"invoices": 1, "amount": "250.00"}, "missing": {"invoices": 1, "amount": "-100.00"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("today", "gone"),
    [
        (NEWER | {"issued": "2026-08-10"}, True),  # on the day of the run that saw the older one: two invoices
        (NEWER | {"issued": "2026-08-09"}, False),  # the day before: the same one, corrected
        (OLDER | {"due": "2026-08-31"}, False),
    ],
)
def test_a_corrected_invoice_is_no_other_one(tmp_path: Path, today: dict[str, str], gone: bool) -> None:
    assert bool(missing(run(used_again(tmp_path, today), NOW))) is gone


@pytest.mark.parametrize("older", [OLDER | {"paid": "100.00"}, OLDER | {"total": "-100.00"}])
def test_one_that_owed_nothing_is_not_missing(tmp_path: Path, older: dict[str, str]) -> None:
    firm = office(tmp_path, older)
    run(firm, SEEN)
    firm.write(NEWER)
    assert missing(run(firm, NOW)) == missing(run(firm, NEXT)) == []


def test_an_older_debt_that_was_missing_already_stays_so_and_one_that_was_closed_is_over(tmp_path: Path) -> None:
    firm = office(tmp_path, OLDER, {"invoice": "B-1", "customer_id": "C-5"})
    run(firm, SEEN)
    firm.write({"invoice": "B-1", "customer_id": "C-5"})
    run(firm, "2026-09-10")
    copy = (tmp_path / "pastdue.ledger").read_bytes()
    firm.write(NEWER, {"invoice": "B-1", "customer_id": "C-5"})
    assert missing(run(firm, NOW)) == [("A-1", "C-1")]
    (tmp_path / "pastdue.ledger").write_bytes(copy)
    assert firm.says("close", "A-1", "--why", "paid", "--as-of", "2026-09-11").code == 0
    assert missing(run(firm, NEXT)) == []


def test_one_that_is_back_under_its_number_is_no_longer_missing(tmp_path: Path) -> None:
    firm = used_again(tmp_path)
    run(firm, NOW)
    firm.write(OLDER)
    assert missing(run(firm, NEXT)) == [("A-1", "C-1")], "now the newer one is gone"
    assert aged(firm, NEXT) == [("A-1", "C-1", "250.00")]


def test_what_was_paid_since_on_the_older_one_is_named_with_it(tmp_path: Path) -> None:
    firm = office(tmp_path, OLDER)
    run(firm, SEEN)
    assert firm.says("paid", "A-1", "100", "--on", "2026-08-20", "--as-of", "2026-08-20").code == 0
    firm.write(NEWER)
    for day in (NOW, NEXT):
        said = firm.says("plan", "invoices.csv", "--as-of", day).err
        assert "100.00 EUR was paid since" in said
        run(firm, day)
    assert closed(firm, said).out.endswith("100.00 EUR was open, 100.00 EUR paid since\n")


def test_a_closing_of_the_older_one_closes_the_newer_one_on_no_day(tmp_path: Path) -> None:
    firm = office(tmp_path, OLDER, {"invoice": "B-1", "customer_id": "C-5"})
    run(firm, SEEN)
    firm.write(NEWER, {"invoice": "B-1", "customer_id": "C-5"})
    run(firm, NOW)
    assert firm.says("close", "A-1", "--why", "paid", "--as-of", NOW).code == 0
    firm.write({"invoice": "B-1", "customer_id": "C-5"})
    assert missing(run(firm, NOW)) == [("A-1", "C-1")]
    assert aged(firm, NOW) == [("A-1", "C-1", "250.00")]


def test_of_two_that_are_missing_under_a_number_each_is_closed_by_its_day(tmp_path: Path) -> None:
    firm = office(tmp_path, OLDER, {"invoice": "B-1", "customer_id": "C-5"})
    run(firm, SEEN)
    firm.write(NEWER, {"invoice": "B-1", "customer_id": "C-5"})
    run(firm, NOW)
    firm.write({"invoice": "B-1", "customer_id": "C-5"})
    assert missing(run(firm, NEXT)) == [("A-1", "C-1"), ("A-1", "C-1")]
    refused = firm.says("close", "A-1", "--why", "paid", "--as-of", NEXT)
    assert refused.code == 7 and "--issued 2026-07-01" in refused.err and "--issued 2026-10-01" in refused.err
    for day, owed in (("2026-10-01", "250.00"), ("2026-07-01", "100.00")):
        said = firm.says("close", "A-1", "--why", "other", "--issued", day, "--as-of", NEXT)
        assert said.code == 0 and f"{owed} EUR was open" in said.out
    assert missing(run(firm, LATER)) == []
    again = firm.says("close", "A-1", "--why", "other", "--issued", "2026-07-01", "--as-of", LATER)
    assert again.code == 7


def test_it_is_missing_from_an_export_in_parts_as_from_one_file(tmp_path: Path) -> None:
    firm = used_again(tmp_path)
    firm.write({"invoice": "Z-9", "customer_id": "C-9", "issued": NOW, "due": NOW}, name="more.csv")
    for day in (NOW, NEXT):
        assert missing(run(firm, day, "more.csv", "--processes", "1")) == [("A-1", "C-1")]


def test_an_export_that_came_out_empty_misses_both(tmp_path: Path) -> None:
    firm = used_again(tmp_path)
    run(firm, NOW)
    (tmp_path / "invoices.csv").write_text(
        (tmp_path / "invoices.csv").read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8"
    )
    assert missing(run(firm, NEXT)) == [("A-1", "C-1"), ("A-1", "C-1")]


def test_the_page_offers_to_close_the_older_one_by_its_day(tmp_path: Path) -> None:
    firm = used_again(tmp_path)
    for day in (NOW, NEXT):
        run(firm, day)
        page = re.sub("<[^>]+>", "", (tmp_path / "out" / day / "reports" / "review.html").read_text(encoding="utf-8"))
        assert "pastdue close A-1 --why paid --issued 2026-07-01" in page and "100.00" in page


def test_the_newer_invoice_is_explained_and_dunned_as_ever(tmp_path: Path) -> None:
    firm = used_again(tmp_path)
    run(firm, NOW)
    assert firm.says("explain", "invoices.csv", "A-1", "--as-of", NEXT, "--format", "json").json["why"] == "not_due"
    done = run(firm, LATER)
    assert [(letter["stage"], letter["total"]) for letter in done["letters"]] == [("reminder", "250.00")]
    assert done["counts"]["invoices"] == 1 and done["counts"]["missing"] == 1
