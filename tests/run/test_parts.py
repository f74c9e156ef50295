"""An export in parts is one export: the same letters, reports and ledger as one file, whatever the parts are."""

from __future__ import annotations

import csv
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from io import FileIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from tests.command import pastdue
from tests.run.test_workers import all_end

from pastdue.run.parts import kept_bytes, planning
from pastdue.run.tasks import collected, listing
from pastdue.run.workers import Workers, choice

SAMPLES = Path(__file__).parents[2] / "samples"
OCTOBER, NOVEMBER = "invoices-2026-10.csv", "invoices-2026-11.csv"
SETTINGS = """
[creditor]
name = "Test Firm"
address = ["Road 1", "Town"]
country = "PL"
language = "en"
iban = "PL61109010140000071219812874"
[dunning]
policy = "none"
"""
DAY = "2026-11-23"
Rows = Sequence[dict[str, str]]


def row(number: str, id_: str, **more: str) -> dict[str, str]:
    """An invoice of that customer, long overdue."""
    whose = {"customer_id": id_, "customer": f"Firma {id_}", "address1": "Road 2", "city": "Łódź"}
    said = {"issued": "2026-09-14", "due": "2026-09-28", "currency": "PLN", "total": "100.00"}
    return {"invoice": number, **whose, "postcode": "90-001", **said, **more}


def write(path: Path, rows: Rows) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def office(folder: Path, *parts: Rows) -> Path:
    """A firm whose invoices come in these parts."""
    for number, rows in enumerate(parts):
        write(folder / "parts" / f"{number}.csv", rows)
    (folder / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file of the runs, but for the page with the commands to copy, which name the export."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.endswith("review.html")}


def split(name: str, folder: Path, count: int) -> Path:
    """The invoices of a sample in so many parts of whole customers, and all their rows in that order in one file."""
    with (SAMPLES / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    customers = sorted({row["customer_id"] for row in rows})
    parts = [[row for row in rows if customers.index(row["customer_id"]) % count == part] for part in range(count)]
    for number, own in enumerate(parts):
        write(folder / "parts" / f"{number}-{name}", own)
    return write(folder / "whole" / name, [row for own in parts for row in own])


@pytest.mark.slow
def test_two_months_in_parts_are_two_months_in_one_file(tmp_path: Path) -> None:
    said = {}
    for form in ("whole", "parts"):
        here = tmp_path / form / "office"
        here.mkdir(parents=True)
        (here / "pastdue.toml").write_text((SAMPLES / "pastdue.toml").read_text(encoding="utf-8"), encoding="utf-8")
        for name in (OCTOBER, NOVEMBER):
            split(name, here, 3)
        beside = [word for kind in ("contacts", "holds") for word in (f"--{kind}", str(SAMPLES / f"{kind}.csv"))]
        paid = ("--payments", str(SAMPLES / "payments-2026-11.csv"))
        october, november = ([f"whole/{name}"] if form == "whole" else [f"parts/*-{name}"]
                             for name in (OCTOBER, NOVEMBER))  # fmt: skip
        assert pastdue(here, "run", *october, *beside, "--as-of", "2026-10-30", "--yes").returncode == 3
        assert pastdue(here, "run", *november, *paid, "--as-of", "2026-11-30", "--yes").returncode == 3
        said[form] = [
            pastdue(here, *words, *november, *paid, "--as-of", "2026-12-30", "--quiet").stdout
            for words in (("check",), ("aging", "--compare", "last"), ("plan", "--all"))
        ]
    one, several = (files(tmp_path / form / "office" / "out") for form in ("whole", "parts"))
    for name in [name for name in one if name.endswith("run.json")]:
        for found in (one, several):  # what is remarked on names the parts
            found[name] = json.dumps({**json.loads(found[name]), "remarks": None}).encode()
    assert one == several and sum("/letters/" in name for name in one) > 40
    assert said["whole"] == said["parts"]


def both_ways(folder: Path, parts: Sequence[Rows], settings: str, *words: str) -> list[tuple[dict[str, Any], Any]]:
    """What a run of these rows says and leaves behind, in one file and in parts, the remarks and the page apart."""
    found = []
    for form in ("whole", "parts"):
        here = folder / form
        (here / "parts").mkdir(parents=True, exist_ok=True)
        for path in (here / "parts").iterdir():
            path.unlink()
        header = dict.fromkeys((name for rows in parts for each in rows for name in each), "")
        every = [[header | each for each in rows] for rows in parts]
        for number, rows in enumerate([[each for own in every for each in own]] if form == "whole" else every):
            write(here / "parts" / f"{number}.csv", rows or [header])
            if not rows:
                (here / "parts" / f"{number}.csv").write_text(",".join(header) + "\n", encoding="utf-8")
        (here / "pastdue.toml").write_text(SETTINGS + settings, encoding="utf-8")
        for path in folder.glob("*.csv"):
            (here / path.name).write_bytes(path.read_bytes())
        done = pastdue(here, "run", "parts/*.csv", *words, "--yes", "--format", "json")
        assert done.returncode in (0, 3), done.stderr
        left = {name: data for name, data in files(here / "out").items() if not name.endswith("run.json")}
        found.append(({**json.loads(done.stdout), "remarks": None, "rejected": None}, left))
    return found


def test_whatever_meets_in_a_customer_comes_out_of_parts_as_of_one_file(tmp_path: Path) -> None:
    columns = {"applies_to": "", "project": "", "status": "open"}
    parts = [
        [row("Z-1", "C9", **columns), row("Z-2", "C9", total="-30.00", **columns | {"applies_to": "Z-1"}),
         row("Z-3", "C9", total="250.00", due="2027-01-10", **columns)],
        [],  # an empty part
        [row("B-1", "C3", total="12.00", **columns), row("B-2", "C3", total="500.00", due="2026-12-24", **columns),
         row("B-3", "C1", total="40000.00", **columns), row("B-4", "C2", due="no day", **columns)],
        [row("A-1", "C5", **columns), row("A-2", "C5", due="2026-08-28", **columns),
         row("A-3", "C6", **columns | {"status": "void"})],
    ]  # fmt: skip
    write(tmp_path / "payments.csv", [
        {"invoice": "", "customer_id": "C5", "on": "2026-10-01", "amount": "20.00"},
        {"invoice": "A-2", "customer_id": "", "on": "2026-10-02", "amount": "35.00"},
        {"invoice": "", "customer_id": "C77", "on": "2026-10-03", "amount": "5.00"},
    ])  # fmt: skip
    write(tmp_path / "holds.csv", [{"invoice": "Z-3", "kind": "hold", "until": "2026-12-31", "reason": "talks"}])
    settings = 'min_letter_percent = 10\nreview_above = ["30000 PLN"]\nper = "customer"\n[letters]\n'
    settings += 'also_shows = ["not_due", "held"]\n'
    beside = ("--payments", "payments.csv", "--holds", "holds.csv")
    whole, several = both_ways(tmp_path, parts, settings, *beside, "--as-of", DAY)
    assert whole == several
    said = several[0]
    assert [each["customer_id"] for each in said["letters"]] == ["C5", "C9"]  # by customer, as of one file
    assert [each["id"] for each in said["letters"]] == ["2026-00001", "2026-00002"]
    skips = {each["invoice"]: each["why"] for each in said["skips"]}
    assert (skips["B-1"], skips["B-3"], skips["Z-2"], skips["B-2"]) == (
        "below_minimum", "needs_review", "credit", "not_due"
    )  # fmt: skip
    assert said["counts"]["rejected"] == said["counts"]["ignored"] == 1
    # A month later one invoice of C5's letter has left the export, another has grown, a third is C3's now.
    later = [
        [row("A-2", "C5", due="2026-08-28", **columns), row("Z-1", "C3", **columns)],
        [row("B-3", "C1", total="41000.00", **columns), row("Z-3", "C9", total="300.00", due="2027-01-10", **columns)],
    ]
    whole, several = both_ways(tmp_path, later, settings, "--as-of", "2026-12-28")
    assert whole == several
    assert [each["customer_id"] for each in several[0]["letters"]] == ["C5"]
    assert {each["invoice"]: each["why"] for each in several[0]["skips"]} == {
        "Z-1": "needs_review", "B-3": "needs_review", "Z-3": "not_due",
        "A-1": "missing", "B-1": "missing", "B-2": "missing", "Z-2": "missing",
    }  # fmt: skip


def test_too_many_invoices_to_look_at_are_too_many_in_parts_as_in_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [[row(f"{part}-{n}", f"C{part}{n}") for n in range(3)] for part in "AB"]
    pages = []
    for most in (5, 6):  # invoices that wait for their letters to be met
        for module in (collected, listing, planning):
            monkeypatch.setattr(module, "LOOKED_AT_AT_MOST", most)
        both_ways(tmp_path / f"{most}", parts, "", "--as-of", DAY)
        found = both_ways(tmp_path / f"{most}", parts, "", "--as-of", "2026-11-27")
        assert found[0] == found[1] and len(found[0][0]["skips"]) == 6
        reports = (tmp_path / f"{most}" / form / "out" / "2026-11-27" / "reports" for form in ("whole", "parts"))
        whole, several = ((folder / "review.html").read_text(encoding="utf-8") for folder in reports)
        assert several.replace("&#39;parts/*.csv&#39;", "parts/0.csv") == whole
        pages.append(whole)
    assert pages[0] != pages[1] and len(pages[0]) < len(pages[1])


def test_a_part_without_a_row_that_can_be_used_is_refused_by_its_name(tmp_path: Path) -> None:
    here = office(tmp_path, [row("A-1", "C1")], [row("B-1", "C2", due="no day"), row("B-2", "C2", due="never")])
    done = pastdue(here, "run", "parts/*.csv", "--as-of", DAY)
    assert done.returncode == 4 and not (here / "out").exists()
    assert "parts/1.csv:2: due:" in done.stderr and "parts/1.csv:3: due:" in done.stderr


def test_a_letter_over_invoices_of_which_one_has_left_the_parts_is_judged_as_with_one_file(tmp_path: Path) -> None:
    parts = [[row("A-1", "C1"), row("A-2", "C1")], [row("B-1", "C2"), row("B-2", "C2")]]
    first = both_ways(tmp_path, parts, 'per = "customer"\n', "--as-of", DAY)
    assert first[0] == first[1] and len(first[0][0]["letters"]) == 2
    paid = {"paid": "100.00", "paid_on": "2026-11-26"}
    part = {"paid": "60.00", "paid_on": "2026-11-26"}
    parts = [[row("B-1", "C2", **paid), row("B-2", "C2", **part)], [row("A-1", "C1", **paid)]]
    second = both_ways(tmp_path, parts, 'per = "customer"\n', "--as-of", "2027-01-15")
    assert second[0] == second[1]
    assert [each["customer_id"] for each in second[0][0]["letters"]] == ["C2"]


def test_a_letter_whose_invoices_are_in_two_parts_now_is_not_met_by_what_one_of_them_was_paid(tmp_path: Path) -> None:
    own = {"currency": "EUR", "policy": "eur-8-percent", "paid": "", "paid_on": ""}
    large, credit = row("A-1", "C1", **own | {"total": "1000.00"}), row("CN-1", "C1", **own | {"total": "-500.00"})
    first = [[large, row("A-2", "C1", **own), credit], [row("B-1", "C2", **own)]]
    whole, several = both_ways(tmp_path, first, 'per = "customer"\n', "--as-of", DAY)
    assert whole == several
    letter = several[0]["letters"][0]
    assert (letter["total"], [each["charges"] for each in letter["invoices"]]) == ("607.37", ["6.14", "1.23"])
    # What A-1 was paid is more than the letter asked, which asked for A-2 as well: that is another customer's now.
    # So nobody knows that the letter was met, and the interest goes on until the payment.
    parts = [[row("A-2", "C3", **own)], [large | {"paid": "1000.00", "paid_on": "2026-12-02"}]]
    whole, several = both_ways(tmp_path, parts, 'per = "customer"\n', "--as-of", "2026-12-28")
    assert whole == several
    (paid,) = [each["detail"] for each in several[0]["skips"] if each["why"] == "paid"]
    assert paid.startswith("without 14.25 EUR of its charges")


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_held_customers_invoice_is_kept_back_in_the_part_of_another_customer_too(
    tmp_path: Path, by_hand: bool
) -> None:
    moved, own, other = row("A-1", "C1"), row("A-2", "C1"), row("B-1", "C2")
    held = tmp_path / "holds.csv"
    held.write_text("customer_id,kind,until\n" + ("" if by_hand else "C1,hold,\n"), encoding="utf-8")
    both_ways(tmp_path, [[moved, own], [other]], "", "--holds", str(held), "--as-of", DAY)
    for form in ("whole", "parts") if by_hand else ():
        words = ("hold", "--customer", "C1", "--why", "talks", "--as-of", DAY)
        assert pastdue(tmp_path / form, *words).returncode == 0
    parts = [[own], [moved | {"customer_id": "C2"}, other]]
    later = both_ways(tmp_path, parts, "", "--as-of", "2027-01-15")
    assert later[0] == later[1]
    kept_back = {each["invoice"]: each["why"] for each in later[1][0]["skips"]}
    assert kept_back["A-1"] == kept_back["A-2"] == "on_hold" and "B-1" not in kept_back
    held.write_text("customer_id,kind,until\nC1,hold,\n", encoding="utf-8")
    whole, several = both_ways(tmp_path, parts, "", "--holds", str(held), "--as-of", "2027-02-15")
    assert whole == several
    kept_back = {each["invoice"]: each["why"] for each in several[0]["skips"]}
    assert kept_back.get("A-1") == ("on_hold" if by_hand else None), "the list of today speaks of today's customers"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_of_temporary_files_is_named_by_their_folder_and_nothing_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = office(tmp_path, [row("A-1", "C1")], [row("B-1", "C2")])
    with monkeypatch.context() as patch:
        patch.setattr(kept_bytes, "SpooledTemporaryFile", lambda _: FileIO("/dev/full", "r+"))
        full = pastdue(here, "run", "parts/*.csv", "--as-of", DAY)
    assert full.returncode == 6 and f"{gettempdir()}: the disk is full" in full.stderr
    assert not (here / "out").exists()
    assert pastdue(here, "run", "parts/*.csv", "--as-of", DAY).returncode == 0


def test_the_parts_may_be_named_one_by_one_or_by_a_pattern_and_no_file_twice(tmp_path: Path) -> None:
    here = office(tmp_path, [row("A-1", "C1")], [row("B-1", "C2")])
    for words in (["parts/0.csv", "parts/1.csv"], ["parts/*.csv"]):
        done = pastdue(here, "plan", *words, "--as-of", DAY, "--format", "json")
        assert [letter["customer_id"] for letter in json.loads(done.stdout)["letters"]] == ["C1", "C2"], done.stderr
    twice = pastdue(here, "plan", "parts/*.csv", "parts/0.csv", "--as-of", DAY)
    assert twice.returncode == 2 and "parts/0.csv is given twice" in twice.stderr
    none = pastdue(here, "plan", "parts/*.txt", "--as-of", DAY)
    assert none.returncode == 2 and "no file fits 'parts/*.txt'" in none.stderr
    why = pastdue(here, "explain", "parts/*.csv", "B-1", "--as-of", DAY)
    assert why.returncode == 0 and "B-1" in why.stdout


def test_a_customer_or_an_invoice_in_two_parts_is_refused_and_both_places_named(tmp_path: Path) -> None:
    here = office(
        tmp_path,
        [row("A-1", "C1"), row("A-2", "C2")],
        [row("B-1", "C3"), row("B-2", "C2"), row("A-1", "C4")],
        [row("D-1", "C3")],
    )
    done = pastdue(here, "run", "parts/*.csv", "--as-of", DAY)
    assert done.returncode == 4 and not (here / "out").exists()
    assert "parts/1.csv:4: invoice: the invoice stands at parts/0.csv:2, too\n  | A-1" in done.stderr
    assert "parts/1.csv:3: customer: the customer has invoices at parts/0.csv:3, too\n  | C2" in done.stderr
    assert "parts/2.csv:2: customer: the customer has invoices at parts/1.csv:2, too\n  | C3" in done.stderr
    assert "put all invoices of a customer into one part" in done.stderr


def test_the_problems_of_all_parts_are_told_at_once(tmp_path: Path) -> None:
    bad = {"due": "31.02.2026"}
    here = office(tmp_path, [row("A-1", "C1", **bad)], [row("B-1", "C2"), row("B-2", "C2", **bad)], [row("D-1", "C3")])
    (here / "parts" / "2.csv").write_text("nothing\n1\n", encoding="utf-8")
    done = pastdue(here, "check", "parts/*.csv", "--as-of", DAY)
    assert done.returncode == 4 and "parts/2.csv" in done.stderr
    write(here / "parts" / "2.csv", [row("D-1", "C3")])
    done = pastdue(here, "check", "parts/*.csv", "--as-of", DAY)  # the first part has no row that can be used
    assert done.returncode == 4 and "parts/0.csv:2: due:" in done.stderr
    write(here / "parts" / "0.csv", [row("A-1", "C1", **bad), row("A-2", "C1")])
    done = pastdue(here, "run", "parts/*.csv", "--as-of", DAY)
    assert done.returncode == 3 and "parts/0.csv:2: due:" in done.stderr and "parts/1.csv:3: due:" in done.stderr
    rejected = (here / "out" / DAY / "reports" / "rejected.csv").read_text(encoding="utf-8")
    assert [line.split(",")[0] for line in rejected.splitlines()] == ["invoice", "A-1", "B-2"]


def test_parts_with_other_columns_or_written_otherwise_are_refused(tmp_path: Path) -> None:
    day_first, month_first = (
        {"issued": "14.09.2026", "due": "28.09.2026"},
        {"issued": "09.14.2026", "due": "09.28.2026"},
    )
    here = office(tmp_path / "a", [row("A-1", "C1")], [row("B-1", "C2", project="Roof")])
    done = pastdue(here, "plan", "parts/*.csv", "--as-of", DAY)
    assert done.returncode == 4 and "parts/1.csv:1: the columns are not those of parts/0.csv:1" in done.stderr
    here = office(tmp_path / "b", [row("A-1", "C1", **day_first)], [row("B-1", "C2", **month_first)])
    done = pastdue(here, "plan", "parts/*.csv", "--as-of", DAY)
    assert done.returncode == 4
    assert "dates are written month first, as '09.28.2026', and day first in parts/0.csv" in done.stderr
    here = office(tmp_path / "c", [row("A-1", "C1", total="1000,50")], [row("B-1", "C2", total="1000.50")])
    done = pastdue(here, "plan", "parts/*.csv", "--as-of", DAY)
    assert done.returncode == 4 and "the decimal mark '.', as '1000.50', and ',' in parts/0.csv" in done.stderr


def test_what_one_part_proves_of_days_and_amounts_settles_the_others(tmp_path: Path) -> None:
    open_ = {"issued": "03.09.2026", "due": "10.09.2026", "total": "1.234"}
    proves = {"issued": "14.09.2026", "due": "28.09.2026", "total": "1000,50"}
    alone = office(tmp_path / "alone", [row("A-1", "C1", **open_)])
    assert pastdue(alone, "plan", "parts/0.csv", "--as-of", DAY).returncode == 4
    here = office(tmp_path / "both", [row("A-1", "C1", **open_)], [row("B-1", "C2", **proves)])
    done = pastdue(here, "plan", "parts/*.csv", "--as-of", DAY, "--format", "json")
    letters = json.loads(done.stdout)["letters"]
    assert [(each["total"], each["invoices"][0]["due"]) for each in letters] == [
        ("1234.00", "2026-09-10"), ("1000.50", "2026-09-28"),
    ]  # fmt: skip


def test_payments_and_holds_serve_all_parts_and_what_fits_none_is_told_once(tmp_path: Path) -> None:
    here = office(
        tmp_path, [row("A-1", "C1"), row("A-2", "C2")], [row("B-1", "C3"), row("B-2", "C4")], [row("D-1", "C5")]
    )
    paid = [
        {"invoice": "A-1", "customer_id": "", "on": "2026-10-01", "amount": "100.00", "reference": "a"},
        {"invoice": "", "customer_id": "C3", "on": "2026-10-01", "amount": "40.00", "reference": "b"},
        {"invoice": "X-9", "customer_id": "", "on": "2026-10-01", "amount": "7.00", "reference": "c"},
        {"invoice": "D-1", "customer_id": "", "on": "2026-10-02", "amount": "30.00", "reference": "d"},
    ]
    held = [
        {"customer_id": "C4", "kind": "hold", "reason": "talks"},
        {"customer_id": "C99", "kind": "hold", "reason": "nobody"},
    ]
    write(here / "payments.csv", paid)
    write(here / "holds.csv", held)
    words = ("parts/*.csv", "--payments", "payments.csv", "--holds", "holds.csv", "--as-of", DAY)
    done = pastdue(here, "run", *words, "--format", "json")
    found = json.loads(done.stdout)
    assert {each["customer_id"]: each["total"] for each in found["letters"]} == {
        "C2": "100.00", "C3": "60.00", "C5": "70.00",
    }  # fmt: skip
    skips = {each["invoice"]: each["why"] for each in found["skips"]}
    assert skips == {"A-1": "paid", "B-2": "on_hold"}
    assert done.stderr.count("no invoice has this number") == done.stderr.count("no invoice is this customer's") == 1
    assert found["counts"]["rejected"] == 0 and len(found["rejected"]) == 2
    again = pastdue(here, "run", *words, "--format", "json")  # nothing counts twice that was handed in before
    assert json.loads(again.stdout)["letters"] == []
    aged = json.loads(pastdue(here, "aging", "parts/*.csv", "--as-of", DAY, "--format", "json").stdout)
    assert [total["total"] for total in aged["totals"]] == ["330.00"]


def test_a_payment_goes_to_the_invoice_and_not_to_ignored_rows_of_its_number_in_other_parts(tmp_path: Path) -> None:
    rows = [row("A-1", "C1", status="void")], [row("A-1", "C2", status="open")], [row("A-1", "C3", status="void")]
    here = office(tmp_path, *([*own, row(f"{n}-1", f"D{n}", status="open")] for n, own in enumerate(rows)))
    write(here / "payments.csv", [{"invoice": "A-1", "on": "2026-10-01", "amount": "30.00"}])
    words = ("plan", "parts/*.csv", "--payments", "payments.csv", "--as-of", DAY, "--format", "json")
    done = pastdue(here, *words)
    assert done.returncode == 0, done.stderr
    totals = {each["customer_id"]: each["total"] for each in json.loads(done.stdout)["letters"]}
    assert totals == {"C2": "70.00", "D0": "100.00", "D1": "100.00", "D2": "100.00"}


def test_payments_and_holds_of_an_instalment_go_to_the_part_that_has_its_invoice(tmp_path: Path) -> None:
    """By its count and by its due date; what the invoice's own number holds, holds all of them there."""
    again = {"total": "50.00", "due": "2026-10-12"}
    counted = [row("77", "C2", count="1 of 2"), row("77", "C2", count="2 of 2", **again)]
    told = [row("78", "C3", count=""), row("78", "C3", count="", **again)]
    whole = [row("79", "C4", count="1 of 2"), row("79", "C4", count="2 of 2", **again)]
    here = office(tmp_path, [row("A-1", "C1", count="")], counted, told, whole)
    paid = [("77/1", "100.00"), ("78 (2026-10-12)", "20.00"), ("77/3", "1.00")]
    write(here / "payments.csv", [{"invoice": i, "on": "2026-10-20", "amount": amount} for i, amount in paid])
    write(here / "holds.csv", [{"invoice": number, "kind": "dispute"} for number in ("78 (2026-09-28)", "79")])
    words = ("plan", "parts/*.csv", "--payments", "payments.csv", "--holds", "holds.csv", "--map", "instalment=count")
    done = pastdue(here, *words, "--as-of", DAY, "--format", "json")
    found = json.loads(done.stdout)
    assert {each["customer_id"]: each["total"] for each in found["letters"]} == {
        "C1": "100.00", "C2": "50.00", "C3": "30.00",
    }  # fmt: skip
    assert {each["invoice"] for each in found["skips"]} == {"77/1", "78 (2026-09-28)", "79/1", "79/2"}
    assert done.stderr.count("no invoice has this number") == 1


def test_a_doubt_about_a_row_of_one_part_is_none_about_the_others(tmp_path: Path) -> None:
    credit = row("CN", "C2", total="-30.00", applies_to="A-1")  # the invoice is another customer's
    here = office(tmp_path, *([row("A-1", "C1", applies_to="")], [row("B-1", "C2", applies_to=""), credit]))
    done = pastdue(here, "plan", "parts/*.csv", "--as-of", DAY, "--format", "json")
    assert done.returncode == 3, done.stderr
    found = json.loads(done.stdout)
    assert [(each["customer_id"], each["total"]) for each in found["letters"]] == [("C1", "100.00")]
    assert [(each["invoice"], each["why"]) for each in found["skips"]] == [("B-1", "needs_review"), ("CN", "credit")]


def test_an_invoice_is_missing_when_no_part_has_it(tmp_path: Path) -> None:
    here = office(tmp_path, [row("A-1", "C1")], [row("B-1", "C2"), row("B-2", "C2")])
    assert pastdue(here, "run", "parts/*.csv", "--as-of", DAY).returncode == 0
    write(here / "parts" / "0.csv", [row("B-1", "C2")])  # the invoices change places between the parts
    write(here / "parts" / "1.csv", [row("A-1", "C1")])
    done = pastdue(here, "run", "parts/*.csv", "--as-of", "2026-11-24", "--format", "json")
    found = json.loads(done.stdout)
    assert [(each["invoice"], each["why"]) for each in found["skips"] if each["why"] == "missing"] == [
        ("B-2", "missing")
    ]
    assert found["counts"]["missing"] == 1 and done.stderr.count("B-2: missing since") == 1


def test_a_name_that_customers_of_several_parts_have_is_not_guessed(tmp_path: Path) -> None:
    here = office(tmp_path, [row("A-1", "C1", customer="Ada Ltd")], [row("B-1", "C2", customer="ADA Ltd")])
    write(here / "payments.csv", [{"invoice": "", "customer": "Ada Ltd", "on": "2026-10-01", "amount": "10.00"}])
    done = pastdue(here, "plan", "parts/*.csv", "--payments", "payments.csv", "--as-of", DAY)
    assert done.returncode == 4
    assert "payments.csv:2: customer: customers in several parts have this name" in done.stderr
    write(here / "contacts.csv", [{"customer": "Ada Limited", "address1": "Road 9", "city": "Paris", "postcode": "1"}])
    done = pastdue(here, "plan", "parts/*.csv", "--contacts", "contacts.csv", "--as-of", DAY)
    assert done.returncode == 4
    assert "contacts.csv:2: customer: customers in several parts may be this contact by name" in done.stderr


@pytest.mark.parametrize(
    ("named", "refused"),
    [({"customer": "Beta AG"}, True), ({"customer_id": "C2"}, True), ({"customer": "Ada Ltd"}, False),
     ({"customer": "Ada's bank"}, False), ({"customer_id": "C1", "customer": "Beta AG"}, False),
     ({"customer": "Gamma"}, False)],
)  # fmt: skip
def test_a_payment_of_an_invoice_in_one_part_by_a_customer_of_another_is_not_guessed(
    tmp_path: Path, named: dict[str, str], refused: bool
) -> None:
    ours = [row("A-1", "C1", customer="Ada Ltd"), row("A-2", "C3", customer="Gamma")]
    here = office(tmp_path, ours, [row("B-1", "C2", customer="Beta AG"), row("B-2", "C4", customer="Gamma")])
    paid = {"invoice": "A-2" if named.get("customer") == "Gamma" else "A-1", "on": "2026-10-01", "amount": "10.00"}
    write(here / "payments.csv", [named | paid])
    done = pastdue(here, "plan", "parts/*.csv", "--payments", "payments.csv", "--as-of", DAY)
    assert done.returncode == (4 if refused else 0), done.stderr
    assert ("the invoice is in parts" in done.stderr) is refused


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills processes as POSIX does")
def test_a_worker_killed_within_a_run_of_parts_ends_it_and_the_next_run_has_every_letter_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [[row(f"{part}-{n:03}", f"C{part}{n:03}") for n in range(30)] for part in "AB"]
    here, undisturbed = office(tmp_path / "here", *rows), office(tmp_path / "undisturbed", *rows)
    pids: list[int] = []
    mapped = Workers.map

    def losing_one(pool: Workers, *task: Any, **how: Any) -> Iterator[Any]:
        results = mapped(pool, *task, **how)
        yield next(results)
        pids.extend(pool.executor._processes)  # type: ignore[attr-defined]  # noqa: SLF001
        os.kill(pids[0], signal.SIGKILL)
        yield from results

    with monkeypatch.context() as patch:
        patch.setattr(choice, "LETTERS_A_CORE", 1)
        patch.setattr(choice, "_cores", lambda: 2)
        patch.setattr(Workers, "map", losing_one)
        lost = pastdue(here, "run", "parts/*.csv", "--as-of", DAY)
    assert lost.returncode == 6 and "a process of this run has ended" in lost.stderr, lost.stderr
    assert len(pids) >= 2 and all_end(pids)
    assert [path for path in (here / "out").rglob("*") if path.is_file()] == []
    for folder in (here, undisturbed):
        assert pastdue(folder, "run", "parts/*.csv", "--as-of", DAY).returncode == 0
    letters = [{name: data for name, data in files(folder / "out").items() if "letters/" in name}
               for folder in (here, undisturbed)]  # fmt: skip
    assert letters[0] == letters[1] and len(letters[0]) == 60


def two_runs(folder: Path, first: Sequence[Rows], later: Sequence[Rows], *words: str) -> dict[str, Any]:
    """What the second of two runs says, which is the same in one file and in parts."""
    both_ways(folder, first, "", *words, "--as-of", "2026-10-30")
    whole, several = both_ways(folder, later, "", "--as-of", DAY)
    assert whole[0] == several[0]
    return several[0]


def reasons(told: dict[str, Any]) -> dict[str, str]:
    """Why each invoice without a letter has none."""
    return {each["invoice"]: each["why"] for each in told["skips"]}


def test_a_lost_credit_is_asked_about_where_its_invoice_is_another_customers_in_another_part_now(
    tmp_path: Path,
) -> None:
    later = {"issued": "2026-10-28", "due": "2026-10-29"}
    overpaid = row("A-1", "C1", paid="124.92")
    first = [[overpaid, row("A-2", "C1", **later, paid="")], [row("B-1", "C2", **later, paid="")]]
    moved = [[row("A-2", "C1", paid="")], [row("A-1", "C2", paid="100.00"), row("B-1", "C2", paid="")]]
    told = two_runs(tmp_path, first, moved)
    assert reasons(told)["A-2"] == "needs_review" and "B-1" not in reasons(told)
    (detail,) = (each["detail"] for each in told["skips"] if each["invoice"] == "A-2")
    assert "--approve C1" in detail and "pastdue close" not in detail, "what has its number is in the export"


def test_a_new_number_is_asked_about_where_the_customer_is_known_by_name_alone(tmp_path: Path) -> None:
    first = [[row("A-1", "C1", customer="Firma A")], [row("B-1", "C2")]]
    told = two_runs(tmp_path, first, [[row("Z-1", "C2")], [row("A-9", "C9", customer="Firma A")]])
    assert reasons(told) == {"A-9": "needs_review", "Z-1": "needs_review", "A-1": "missing", "B-1": "missing"}


def test_an_invoice_that_another_part_has_is_not_missing_under_the_number_of_a_new_one(tmp_path: Path) -> None:
    first = [[row("A-1", "C1"), row("A-0", "C1")], [row("B-1", "C2")]]
    told = two_runs(tmp_path, first, [[row("A-9", "C1"), row("A-0", "C1")], [row("A-1", "C2"), row("B-1", "C2")]])
    assert "A-9" not in reasons(told) and reasons(told)["A-1"] == "needs_review"


def test_money_on_account_of_a_customer_whom_no_part_has_now_is_known_to_each_part(tmp_path: Path) -> None:
    write(tmp_path / "payments.csv", [{"customer_id": "C1", "on": "2026-10-20", "amount": "40.00"}])
    later = {"issued": "2026-10-20", "due": "2026-10-24"}
    first = [[row("B-1", "C2")], [row("A-1", "C1", **later), row("D-1", "C3", **later)]]
    moved = [[row("B-1", "C2")], [row("A-1", "C1a", customer="Firma C1", **later), row("D-1", "C3", **later)]]
    both_ways(tmp_path, first, "", "--payments", "payments.csv", "--as-of", "2026-10-30")
    whole, several = both_ways(tmp_path, moved, "", "--as-of", DAY)
    assert whole[0] == several[0] and reasons(several[0])["A-1"] == "needs_review"


def test_money_on_account_of_a_customer_whose_invoice_another_part_has_is_taken(tmp_path: Path) -> None:
    first = [[row("B-1", "C2")], [row("A-1", "C1")], [row("D-1", "C3")]]
    both_ways(tmp_path, first, "", "--as-of", "2026-10-30")
    write(tmp_path / "payments.csv", [{"customer_id": "C1", "on": "2026-11-02", "amount": "40.00"}])
    moved = [[row("B-1", "C2")], [row("D-1", "C3")], [row("A-1", "C9")]]
    whole, several = both_ways(tmp_path, moved, "", "--payments", "payments.csv", "--as-of", DAY)
    assert whole[0] == several[0] and several[0]["counts"]["rejected"] == 0


def test_a_credit_may_not_name_what_another_customer_has_in_another_part_now(tmp_path: Path) -> None:
    named, later = {"applies_to": "", "total": "100.00"}, {"issued": "2026-10-20", "due": "2026-10-24"}
    first = [[row("A-1", "C1", **named), row("A-2", "C1", **named | later)], [row("B-1", "C2", **named)]]
    both_ways(tmp_path, first, "", "--as-of", "2026-10-30")
    credit = row("N-1", "C1", **named | {"applies_to": "A-1", "total": "-30.00"})
    moved = [[credit, row("A-2", "C1", **named | later)], [row("A-1", "C2", **named), row("B-1", "C2", **named)]]
    told = [one[0] for one in both_ways(tmp_path, moved, "", "--as-of", DAY)]
    assert reasons(told[0]) == reasons(told[1]) and reasons(told[1])["A-2"] == "needs_review"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="asks the system about processes as POSIX does")
def test_the_workers_that_read_the_parts_judge_them_and_make_the_letters_as_one_process_does_and_none_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [[row(f"{part}-{n:03}", f"C{part}{n:03}") for n in range(10)] for part in "ABD"]
    rows[0][3]["due"] = "no day"
    here, alone = office(tmp_path / "here", *rows), office(tmp_path / "alone", *rows)
    words = ("run", "parts/*.csv", "--payments", "payments.csv", "--as-of", DAY, "--format", "json")
    for folder in (here, alone):
        write(folder / "payments.csv", [{"invoice": "B-001", "on": "2026-10-01", "amount": "100.00"}])
    pids = list[frozenset[int]]()
    mapped = Workers.map

    def seen(pool: Workers, *task: Any, **how: Any) -> Iterator[Any]:
        results = mapped(pool, *task, **how)
        first = next(results)
        pids.append(frozenset(pool.executor._processes))  # type: ignore[attr-defined]  # noqa: SLF001
        yield first
        yield from results

    with monkeypatch.context() as patch:
        patch.setattr(choice, "BYTES_A_CORE", 1)
        patch.setattr(choice, "LETTERS_A_CORE", 1)
        patch.setattr(choice, "_cores", lambda: 2)
        patch.setattr(Workers, "map", seen)
        several = pastdue(here, *words)
    assert len(pids) >= 4 and len(set(pids)) == 1  # look into the parts, read them, judge them, make the letters
    assert len(pids[0]) == 2
    assert all_end(sorted(pids[0]))
    one = pastdue(alone, *words)
    assert (several.stdout, several.stderr, several.returncode) == (one.stdout, one.stderr, 3)
    made = [files(folder / "out") for folder in (here, alone)]
    assert made[0] == made[1] and sum("letters/" in name for name in made[0]) == 28
