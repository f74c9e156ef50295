"""Every command refuses an unusable file alike, and none hangs on a monstrous one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import GOOD, ON, office

HEAD = ",".join(GOOD)
ROW = ",".join(GOOD.values())
READERS = (["run"], ["plan"], ["check"], ["aging"], ["explain"], ["preview"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "invoices.csv: the file is empty\n  export it again"),
        (b"invoice,customer\nA,B\n", "invoices.csv:1: no columns for issued, "),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "invoices.csv:"),
        (b"PK\x03\x04" + bytes(200), "invoices.csv:"),
        (HEAD.encode() + b"\nA-1,C-1\n", "invoices.csv:2: the row has 2 fields, the header has 10\n  | A-1,C-1\n"),
        (f"{HEAD}\n{ROW.replace('2026-07-31', '2026-02-30')}\n".encode(), "invoices.csv:2: due: is not a date\n  | "),
        (f"{HEAD}\n{ROW.replace('100.00', 'NaN')}\n".encode(), "invoices.csv:2: total: is not an amount\n  | NaN\n"),
        (f"{HEAD}\n{ROW.replace('100.00', '1e5')}\n".encode(), "invoices.csv:2: total: is not an amount\n  | 1e5\n"),
        (f"{HEAD}\n{ROW.replace('EUR', 'XXX')}\n".encode(), "invoices.csv:2: currency: is not a currency\n  | XXX\n"),
        (f"{HEAD}\n{ROW.replace('DE', 'ZZ')}\n".encode(), "invoices.csv:2: country: is not a country we know\n  | Z"),
        (HEAD.encode() + b"\n" + b"x" * 300_000 + b"\n", "invoices.csv:2: the row has 1 field"),
        (b"x" * 300_000, "invoices.csv:1: "),
        (HEAD.encode() + b'\n"' + b"x" * 300_000, "invoices.csv:2: a quote is opened here"),
    ],
)  # fmt: skip
def test_an_unusable_file_is_exit_4_in_every_command_with_line_excerpt_and_remedy(
    tmp_path: Path, content: bytes, said: str
) -> None:
    shop = office(tmp_path)
    (tmp_path / "invoices.csv").write_bytes(content)
    for reader in READERS:
        number = ["A-1"] if reader[0] in ("explain", "preview") else []
        found = shop.says(*reader, "invoices.csv", *number, "--as-of", ON)
        assert (found.code, found.out) == (4, ""), (reader, found)
        assert said in found.err and "\n  " in found.err and "Traceback" not in found.err
        assert max(map(len, found.err.splitlines())) < 400
    assert shop.files() == {"invoices.csv", "pastdue.toml"}


def test_a_line_of_many_megabytes_is_refused_and_never_typeset(tmp_path: Path) -> None:
    shop = office(tmp_path)
    with (tmp_path / "invoices.csv").open("wb") as file:
        file.write(f"{HEAD}\n".encode() + b"x" * 20_000_000)
    found = shop.runs()
    assert found.code == 4 and len(found.err) < 1_000


def test_a_thousand_columns_are_read_and_the_unknown_ones_counted(tmp_path: Path) -> None:
    shop = office(tmp_path)
    more = [f"extra{n}" for n in range(1_000)]
    (tmp_path / "invoices.csv").write_text(",".join([HEAD, *more]) + "\n" + ROW + ",1" * 1_000 + "\n")
    assert shop.runs().code == 0
    found = shop.says("check", "invoices.csv", "--format", "json").json
    assert found["unused_columns"] == more and found["invoices"] == 1


def test_of_a_thousand_rejected_rows_the_first_are_shown_and_all_come_back(tmp_path: Path) -> None:
    shop = office(tmp_path, *({"total": f"x{n}"} for n in range(1_000)), {})
    found = shop.runs()
    assert found.code == 3 and found.err.count("total: is not an amount") == 10
    assert "invoices.csv: total: 990 more rows of this kind: is not an amount" in found.err
    rejected = (tmp_path / "out" / ON / "reports" / "rejected.csv").read_text(encoding="utf-8").splitlines()
    assert len(rejected) == 1_001


@pytest.mark.parametrize("total", ["0.00", "-5.00", "-0"])
def test_nothing_owed_gets_no_letter(tmp_path: Path, total: str) -> None:
    shop = office(tmp_path, {"total": total})
    assert shop.runs().code == 0
    assert shop.run_json()["letters"] == [] and len(shop.run_json()["skips"]) == 1


def test_dates_at_the_end_of_time_are_no_crash(tmp_path: Path) -> None:
    days = ("0001-01-01", "1600-02-29", "9999-12-31")
    shop = office(tmp_path, *({"due": day, "issued": day} for day in days), {})
    for command in ("plan", "check", "aging"):
        found = shop.says(command, "invoices.csv", "--as-of", ON)
        assert found.code == 3 and found.err.count("correct the year") == 6, (command, found.err)


@pytest.mark.parametrize(("due", "days", "late"), [("2026-10-31", -1, 0), (ON, 0, 0), ("2026-10-29", 1, 1)])
def test_due_today_is_not_late_and_due_yesterday_is_one_day(tmp_path: Path, due: str, days: int, late: int) -> None:
    shop = office(tmp_path, {"due": due})
    found = shop.says("explain", "invoices.csv", "A-1", "--as-of", ON, "--format", "json").json
    assert found["days"] in (days, late)
    assert found["why"] == ("too_early" if late else "not_due")
