"""Second runs: of the same day, with another file, after a void, with a changed or shrunken export."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.cli.offices import ON, SETTINGS, Office, Said, office

LATER = "2026-11-30"


def sent(said: Said) -> int:
    return int(said.out.split("  notices   ")[1].split()[0])


def hashes(shop: Office) -> dict[str, str]:
    kept = (name for name in shop.files() if "/letters/" in name or "/print/" in name)
    return {name: hashlib.sha256((shop.folder / name).read_bytes()).hexdigest() for name in kept}


def test_the_same_day_again_sends_nothing_and_says_what_went_out(tmp_path: Path) -> None:
    shop = office(tmp_path, {}, {})
    assert (sent(shop.runs()), sent(shop.runs())) == (2, 0)
    before = hashes(shop)
    (tmp_path / "copy.csv").write_bytes((tmp_path / "invoices.csv").read_bytes())
    for again in (shop.runs(), shop.runs("copy.csv"), shop.runs("invoices.csv", "--out", "elsewhere")):
        assert again.code == 0 and sent(again) == 0
        assert f"nothing new: 2 notices of {ON} went out already, see out/{ON}/\n" in again.out
    assert {name: value for name, value in hashes(shop).items() if name.startswith("out/")} == before
    assert len(shop.says("history", "--format", "csv").rows) == 2


def test_another_file_on_the_same_day_sends_what_is_new_and_names_its_own_print_file(tmp_path: Path) -> None:
    shop = office(tmp_path)
    shop.runs()
    shop.write({}, {}, name="more.csv")
    said = shop.runs("more.csv")
    assert sent(said) == 1
    assert (
        f"print  out/{ON}/print/letters-2.pdf\n       1 sheet in all" in said.out and "print/manifest-2.csv" in said.out
    )
    assert [letter["customer_id"] for letter in shop.run_json(f"out/{ON}/run-2.json")["letters"]] == ["C-2"]
    assert [letter["customer_id"] for letter in shop.run_json()["letters"]] == ["C-1"]


def test_an_earlier_day_is_refused_for_letters_and_allowed_for_reports(tmp_path: Path) -> None:
    shop = office(tmp_path)
    shop.runs()
    refused = shop.runs(on="2026-10-29")
    assert refused.code == 7 and "the last run was as of 2026-10-30" in refused.err
    for command in (["aging", "invoices.csv"], ["explain", "invoices.csv", "A-1"], ["check", "invoices.csv"]):
        assert shop.says(*command, "--as-of", "2026-10-29").code == 0
    planned = shop.says("plan", "invoices.csv", "--as-of", "2026-10-29")
    assert planned.code == 0 and "a run as of 2026-10-29 would be refused" in planned.err
    assert not (tmp_path / "out" / "2026-10-29").exists()


def test_a_voided_run_is_sent_again_under_new_numbers_and_its_day_is_free(tmp_path: Path) -> None:
    shop = office(tmp_path)
    shop.runs()
    said = shop.says("void", "--run", f"{ON}-1", "--why", "wrong file", "--as-of", ON)
    paper = f"do not post 2026-00001 in out/{ON}/print/letters.pdf"
    assert said == Said(0, f"voided third_notice of A-1 in letter 2026-00001\n{paper}\n", "")
    again = shop.says("void", "--run", f"{ON}-1", "--why", "wrong file")
    assert again.code == 7 and "there is nothing to void" in again.err
    assert sent(shop.runs(on="2026-10-29")) == 1
    rows = shop.says("history", "--format", "csv").rows
    assert [(row["letter"], row["on"], row["voided_on"]) for row in rows] == [
        ("2026-00002", "2026-10-29", ""), ("2026-00001", ON, ON),
    ]  # fmt: skip


def test_a_notice_with_a_later_one_is_not_voided(tmp_path: Path) -> None:
    shop = office(tmp_path, {"due": "2026-09-20"})
    assert (sent(shop.runs()), sent(shop.runs(on=LATER))) == (1, 1)
    said = shop.says("void", "A-1", "--stage", "reminder", "--why", "x")
    assert said.code == 7 and "a later notice stands, second_notice in letter 2026-00002" in said.err


def test_void_asks_for_one_thing_and_names_what_is_not_there(tmp_path: Path) -> None:
    shop = office(tmp_path)
    shop.runs()
    for arguments in ([], ["A-1"], ["A-1", "--letter", "2026-00001"], ["A-1", "--stage", "last"]):
        assert shop.says("void", *arguments, "--why", "x").code == 2, arguments
    for arguments, what in ((["--run", "x"], "no run 'x'"), (["--letter", "x"], "no letter 'x'"),
                            (["A-9", "--stage", "reminder"], "'A-9' has no reminder")):  # fmt: skip
        said = shop.says("void", *arguments, "--why", "x")
        assert said.code == 7 and what in said.err and "pastdue history" in said.err


def test_waived_charges_are_left_out_of_the_next_letter_and_come_back_when_undone(tmp_path: Path) -> None:
    shop = office(tmp_path, settings=SETTINGS.replace('"none"', '"eur-8-percent"'))

    def charged() -> str:
        found = shop.says("explain", "invoices.csv", "A-1", "--as-of", ON, "--format", "json").json["charges_total"]
        assert isinstance(found, str)
        return found

    assert charged() != "0.00"
    assert shop.says("waive", "A-1", "--why", "paid without the fee").code == 0
    assert charged() == "0.00"
    assert shop.says("waive", "A-1", "--why", "again").code == 7
    assert shop.says("waive", "A-1", "--undo", "--why", "a slip").code == 0
    assert charged() != "0.00"
    assert "is the number right?" in shop.says("waive", "A-9", "--why", "x").err


def test_the_next_letter_uses_the_figures_of_the_new_file_and_a_paid_one_stops(tmp_path: Path) -> None:
    shop = office(tmp_path, {"due": "2026-09-20"}, {"due": "2026-09-20"})
    shop.runs()
    shop.write(
        {"due": "2026-09-20", "total": "60.00", "customer": "Acme & Co"}, {"due": "2026-09-20", "paid": "100.00"}
    )
    assert sent(shop.runs(on=LATER)) == 1
    done = shop.run_json(f"out/{LATER}/run.json")
    assert [(one["customer"], one["total"], one["stage"]) for one in done["letters"]] == [
        ("Acme & Co", "60.00", "second_notice")
    ]
    assert [(skip["invoice"], skip["why"]) for skip in done["skips"]] == [("A-2", "paid")]


def test_a_row_that_is_gone_is_missed_and_a_rejected_one_is_not(tmp_path: Path) -> None:
    shop = office(tmp_path, {}, {}, {})
    shop.runs()
    shop.write({}, {"total": "a lot"})
    said = shop.runs(on=LATER)
    assert said.code == 3
    assert "A-3: missing since the run of 2026-10-30, when 100.00 EUR was open" in said.err
    assert "A-2: missing" not in said.err and "invoices.csv:3: total: " in said.err


def test_a_mended_file_run_again_leaves_no_stale_list_of_rejected_rows(tmp_path: Path) -> None:
    shop = office(tmp_path, {}, {"total": "a lot"}, {"address1": "", "address2": ""})
    said = shop.runs()
    assert said.code == 3
    assert f"fix    the rows listed in out/{ON}/reports/rejected.csv, in your own file, and run it again" in said.out
    assert f"see    out/{ON}/print/unmailable.csv: 1 invoice whose letter was due" in said.out
    shop.write({}, {}, {})
    mended = shop.runs()
    assert (mended.code, sent(mended)) == (0, 2)
    assert (tmp_path / "out" / ON / "reports" / "rejected.csv").read_text() == ""
    assert len((tmp_path / "out" / ON / "print" / "unmailable.csv").read_text().splitlines()) == 1


def test_counts_add_up_whatever_the_file_holds(tmp_path: Path) -> None:
    shop = office(
        tmp_path, {}, {"total": "0.00"}, {"total": "-5.00"}, {"due": "never"}, {"due": "2026-12-31"}, {"paid": "150"},
        {"disputed": "yes"}, {"invoice": "A-1", "customer_id": "C-1"}, {"invoice": "D", "total": "1"}, {"invoice": "D"},
    )  # fmt: skip
    shop.runs()
    done = shop.run_json()
    counts = done["counts"]
    assert counts["rows"] == 10 == counts["invoices"] + counts["rejected"] + counts["ignored"]
    assert counts["invoices"] == counts["notices"] + counts["skips"]
    assert counts["skips"] == len(done["skips"])
    assert counts["notices"] == sum(len(letter["invoices"]) for letter in done["letters"])
    planned = shop.says("check", "invoices.csv", "--format", "json").json
    assert (planned["rows"], planned["invoices"], planned["ignored"]) == (10, counts["invoices"], counts["ignored"])


def test_nothing_to_do_is_done(tmp_path: Path) -> None:
    shop = office(tmp_path)
    (tmp_path / "invoices.csv").write_text((tmp_path / "invoices.csv").read_text().splitlines()[0] + "\n")
    said = shop.runs()
    assert said.code == 0 and "0 rows: 0 invoices" in said.out and "nothing to send" in said.out


def test_without_settings_a_plan_says_the_defaults_aloud_and_a_run_is_refused(tmp_path: Path) -> None:
    shop = office(tmp_path, settings=None)
    said = shop.says("plan", "invoices.csv", "--as-of", "2026-08-31")
    assert said.code == 0
    for word in ("no pastdue.toml", "no [creditor] name", "calendar of the US", "layout", "policy"):
        assert word in said.err, word
    refused = shop.runs(on="2026-08-31")
    assert refused.code == 2 and "letters need a sender" in refused.err and "pastdue init --name" in refused.err
    assert shop.files() == {"invoices.csv"}


def test_an_invoice_above_the_limit_waits_for_approval_and_a_misspelt_approval_is_said(tmp_path: Path) -> None:
    shop = office(tmp_path, settings=SETTINGS + 'review_above = ["50 EUR"]\n')
    said = shop.runs("invoices.csv", "--approve", "A-01")
    assert sent(said) == 0 and "--approve A-01: invoices.csv has no such invoice" in said.err
    assert "review A-1: the letter asks for 100.00 EUR, above 50.00 EUR" in said.out
    assert "what is right goes out with --approve, as --approve A-1" in said.out
    assert sent(shop.runs("invoices.csv", "--approve", "A-1")) == 1


def changes_of(shop: Office, on: str) -> list[tuple[str, str]]:
    told = shop.run_json(f"out/{on}/run.json")["changes"]
    assert told["since"] == "2026-09-15"
    rows = (shop.folder / f"out/{on}/reports/changes.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) - 1 == len(told["invoices"])
    return [(one["change"], one["invoice"]) for one in told["invoices"]]


def test_a_second_run_of_a_day_whose_first_sent_nothing_tells_what_moved_since_the_day_before_both(
    tmp_path: Path,
) -> None:
    early = {"due": "2026-10-15"}
    shop = office(tmp_path, early, early)
    shop.runs(on="2026-09-15")
    shop.write(early | {"paid": "40.00"}, early)
    assert sent(shop.runs()) == 0
    assert changes_of(shop, ON) == [("part_paid", "A-1")]
    shop.runs()
    assert changes_of(shop, ON) == [("part_paid", "A-1")], "the same file again"
    shop.write(early | {"paid": "40.00"}, early, {"due": "2026-08-01"})
    assert sent(shop.runs()) == 1
    assert changes_of(shop, ON) == [("new", "A-3"), ("part_paid", "A-1")], "another one, with a letter"
    page = (tmp_path / f"out/{ON}/reports/review.html").read_text(encoding="utf-8")
    assert "A-3" in page and "40.00" in page
