"""`pastdue posted`: a manifest comes back from the post office; each row is believed, or refused by its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.command import pastdue
from tests.mailing.mail_firm import ON, SETTINGS, pack, rows_of, run, write_rows

from pastdue.ledger import Access, Ledger, Posting

TODAY = ("--as-of", "2026-11-30")


def fill(firm: Path, cells: dict[str, tuple[str, str, str]], delimiter: str = ",", name: str = "filled.csv") -> Path:
    """The manifest with (service, number, day) filled in by letter."""
    rows = rows_of(pack(firm) / "manifest.csv")
    for row in rows:
        if row["letter"] in cells:
            row["service"], row["tracking_number"], row["posted_on"] = cells[row["letter"]]
    write_rows(firm / name, rows, delimiter)
    return firm / name


def postings(firm: Path) -> dict[str, Posting]:
    with Ledger.open(firm / "pastdue.ledger", Access.READ) as ledger:
        return ledger.postings()


def test_what_was_filled_in_is_recorded_and_the_rest_waits(firm: Path) -> None:
    fill(
        firm,
        {"2026-00001": ("list polecony", "00459007734500000017", "2026-11-24"), "2026-00002": ("", "", "2026-11-25")},
    )
    done = pastdue(firm, "posted", "filled.csv", *TODAY)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "recorded 2 posted, 0 known already, 2 not posted yet\n"
    one = postings(firm)["2026-00001"]
    assert (str(one.on), one.service, one.number) == ("2026-11-24", "list polecony", "00459007734500000017")
    history = pastdue(firm, "history", "--format", "csv").stdout.splitlines()
    assert history[0].endswith(",posted_on,service,tracking_number,emailed_on,email")
    assert history[1].endswith(",2026-11-24,list polecony,00459007734500000017,,")
    assert history[3].endswith(",,,,,")
    again = pastdue(firm, "posted", "filled.csv", *TODAY)
    assert again.stdout == "recorded 0 posted, 2 known already, 2 not posted yet\n"


def test_a_day_on_the_command_line_is_that_of_every_row_without_one(firm: Path) -> None:
    fill(firm, {"2026-00001": ("", "", "2026-11-25")})
    assert pastdue(firm, "posted", "filled.csv", "--on", "2026-11-24", *TODAY).returncode == 0
    assert [str(p.on) for _, p in sorted(postings(firm).items())] == ["2026-11-25"] + ["2026-11-24"] * 3


def test_a_letter_may_be_posted_today_but_not_tomorrow(firm: Path) -> None:
    for day, code in (("2026-12-01", 4), ("2026-11-30", 0)):
        fill(firm, {"2026-00001": ("", "", day)})
        assert pastdue(firm, "posted", "filled.csv", *TODAY).returncode == code


def test_all_that_is_wrong_in_a_manifest_is_said_at_once_by_line_and_nothing_is_recorded(firm: Path) -> None:
    with Ledger.open(firm / "pastdue.ledger") as ledger:
        ledger.void_letter("2026-00003", ON, "they paid")
    filled = fill(
        firm,
        {
            "2026-00001": ("list polecony", "4,59E+18", "2026-11-24"),
            "2026-00002": ("list polecony", "17", ""),
            "2026-00003": ("", "", "2026-11-24"),
            "2026-00004": ("", "", "24.11.2026"),
        },
    )
    rows = rows_of(filled)
    rows.append(rows[0] | {"letter": "2026-00099", "tracking_number": "", "posted_on": "2026-12-01"})
    rows.append(rows[0] | {"letter": "2026-00098", "tracking_number": "", "posted_on": "2026-11-24"})
    write_rows(filled, rows)
    done = pastdue(firm, "posted", "filled.csv", *TODAY)
    assert done.returncode == 4
    said = done.stderr
    assert [line for line in said.splitlines() if line.startswith("filled.csv:")] == [
        "filled.csv:2: posted_on: 17 has a number, but no day it was posted on",
        "filled.csv:3: tracking_number: a spreadsheet has cut this number short",
        "filled.csv:4: posted_on: is not a date",
        "filled.csv:5: letter 2026-00003 was voided",
        "filled.csv:6: posted_on: 2026-12-01 is yet to come",
        "filled.csv:7: there is no letter '2026-00098'",
    ]
    assert postings(firm) == {}


def test_a_second_different_posting_needs_to_be_asked_for(firm: Path) -> None:
    fill(firm, {"2026-00001": ("", "", "2026-11-24")})
    fill(firm, {"2026-00001": ("Einschreiben", "RR1", "2026-11-24")}, name="later.csv")
    assert pastdue(firm, "posted", "filled.csv", *TODAY).returncode == 0
    refused = pastdue(firm, "posted", "later.csv", *TODAY)
    assert refused.returncode == 4 and "later.csv:3: letter 2026-00001 is recorded as posted on" in refused.stderr
    assert "--replace" in refused.stderr
    assert pastdue(firm, "posted", "later.csv", "--replace", *TODAY).returncode == 0
    assert postings(firm)["2026-00001"].number == "RR1"


def test_a_number_belongs_to_one_customer(firm: Path) -> None:
    fill(firm, {"2026-00001": ("R", "RR1", "2026-11-24"), "2026-00002": ("R", "RR1", "2026-11-24")})
    done = pastdue(firm, "posted", "filled.csv", *TODAY)
    assert done.returncode == 4 and "RR1 is the number of letter 2026-0000" in done.stderr


def test_one_letter_in_two_rows_is_a_problem(firm: Path) -> None:
    filled = fill(firm, {"2026-00001": ("", "", "2026-11-24")})
    rows = rows_of(filled)
    write_rows(filled, [*rows, rows[1]])
    done = pastdue(firm, "posted", "filled.csv", *TODAY)
    assert done.returncode == 4 and "filled.csv:6: letter: letter 2026-00001 stands in line 3 already" in done.stderr


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_may_have_changed_what_separates_the_fields_and_how_days_are_written(
    firm: Path, delimiter: str
) -> None:
    fill(firm, {"2026-00001": ("", "", "24.11.2026")}, delimiter)
    done = pastdue(firm, "posted", "filled.csv", "--date-format", "%d.%m.%Y", *TODAY)
    assert done.returncode == 0, done.stderr
    assert str(postings(firm)["2026-00001"].on) == "2026-11-24"


@pytest.mark.parametrize(
    ("first", "second"), [("24.11.2026", "05.12.2026"), ("11/24/2026", "12/5/2026"), ("24-Nov-26", "5-Dec-26")]
)
def test_days_are_read_as_their_column_proves_that_they_are_written(firm: Path, first: str, second: str) -> None:
    fill(firm, {"2026-00001": ("", "", first), "2026-00002": ("", "", second)}, ";")
    done = pastdue(firm, "posted", "filled.csv", "--as-of", "2026-12-31")
    assert done.returncode == 0, done.stderr
    assert [str(postings(firm)[f"2026-0000{n}"].on) for n in (1, 2)] == ["2026-11-24", "2026-12-05"]


def test_days_that_may_be_months_are_asked_about_and_the_remedy_works(firm: Path) -> None:
    fill(firm, {"2026-00001": ("", "", "05/12/2026"), "2026-00002": ("", "", "06/12/2026")})
    done = pastdue(firm, "posted", "filled.csv", "--as-of", "2026-12-31")
    assert done.returncode == 4 and "filled.csv:2: posted_on: the dates are ambiguous" in done.stderr
    assert "--date-format '%d/%m/%Y'" in done.stderr and postings(firm) == {}
    again = pastdue(firm, "posted", "filled.csv", "--date-format", "%d/%m/%Y", "--as-of", "2026-12-31")
    assert again.returncode == 0, again.stderr
    assert str(postings(firm)["2026-00001"].on) == "2026-12-05"


def test_a_file_in_the_encoding_of_windows_is_read_when_it_is_named(firm: Path) -> None:
    filled = fill(firm, {"2026-00001": ("Przesyłka", "", "2026-11-24")})
    filled.write_bytes(filled.read_text(encoding="utf-8").replace("Müller", "Muller").encode("cp1250"))
    refused = pastdue(firm, "posted", "filled.csv", *TODAY)
    assert refused.returncode == 4 and "--encoding" in refused.stderr
    assert pastdue(firm, "posted", "filled.csv", "--encoding", "cp1250", *TODAY).returncode == 0
    assert postings(firm)["2026-00001"].service == "Przesyłka"


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "is not a manifest"), ("letter,service\nx,y\n", "no column tracking_number, posted_on"),
     ('letter,service,tracking_number,posted_on\n"2026,,,\n', ":2: the quotes in this row do not match")],
)  # fmt: skip
def test_a_file_that_is_no_manifest_is_refused(firm: Path, content: str, said: str) -> None:
    (firm / "other.csv").write_text(content, encoding="utf-8")
    done = pastdue(firm, "posted", "other.csv", *TODAY)
    assert done.returncode == 4 and said in done.stderr


def test_without_a_ledger_nothing_can_have_been_posted(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("letter,service,tracking_number,posted_on\n2026-00001,,,2026-11-24\n")
    done = pastdue(tmp_path, "posted", "m.csv", *TODAY)
    assert done.returncode == 7 and "there is no ledger" in done.stderr
    assert not (tmp_path / "pastdue.ledger").exists()


def test_what_was_posted_is_not_taken_back_by_mistake(firm: Path) -> None:
    fill(firm, {"2026-00001": ("", "", "2026-11-24")})
    assert pastdue(firm, "posted", "filled.csv", *TODAY).returncode == 0
    for named in (("--letter", "2026-00001"), ("--run", f"{ON}-1"), ("A-1", "--stage", "reminder")):
        refused = pastdue(firm, "void", *named, "--why", "wrong file", *TODAY)
        assert refused.returncode == 7
        assert "posted already: letter 2026-00001 on 2026-11-24" in refused.stderr and "--posted" in refused.stderr
    assert pastdue(firm, "void", "--letter", "2026-00002", "--why", "never posted", *TODAY).returncode == 0
    done = pastdue(firm, "void", "--letter", "2026-00001", "--posted", "--why", "was paid", *TODAY)
    assert done.stdout == "voided reminder of A-1 in letter 2026-00001\n"
    assert "tell the customer, who has what was posted: letter 2026-00001 on 2026-11-24" in done.stderr


def test_a_run_whose_posted_letter_was_voided_before_is_taken_back_without_asking_again(firm: Path) -> None:
    fill(firm, {"2026-00001": ("", "", "2026-11-24")})
    pastdue(firm, "posted", "filled.csv", *TODAY)
    pastdue(firm, "void", "--letter", "2026-00001", "--posted", "--why", "was paid", *TODAY)
    done = pastdue(firm, "void", "--run", f"{ON}-1", "--why", "wrong file", *TODAY)
    assert done.returncode == 0 and done.stdout.count("voided reminder") == 3


def test_a_manifest_can_be_read_again_after_one_of_its_posted_letters_was_taken_back(firm: Path) -> None:
    filled = {"2026-00001": ("", "", "2026-11-24")}
    fill(firm, filled)
    pastdue(firm, "posted", "filled.csv", *TODAY)
    pastdue(firm, "void", "--letter", "2026-00001", "--posted", "--why", "was paid", *TODAY)
    fill(firm, filled | {"2026-00002": ("", "", "2026-11-25")})
    done = pastdue(firm, "posted", "filled.csv", *TODAY)
    assert done.stdout == "recorded 1 posted, 1 known already, 2 not posted yet\n"
    fill(firm, {"2026-00001": ("", "", "2026-11-26")})
    assert "letter 2026-00001 was voided" in pastdue(firm, "posted", "filled.csv", *TODAY).stderr


@pytest.mark.parametrize("language", ["pl", "nl"])
def test_a_manifest_is_read_in_the_language_it_was_written_in_whatever_the_settings_say_now(
    tmp_path: Path, language: str
) -> None:
    run(tmp_path, SETTINGS.replace('language = "en"', f'language = "{language}"'))
    rows = rows_of(pack(tmp_path) / "manifest.csv")
    number, day = list(rows[0])[-2:]
    assert (number, day) == {"pl": ("Numer nadania", "Nadano dnia"), "nl": ("Zendingnummer", "Gepost op")}[language]
    rows[0][number], rows[0][day], rows[1][day] = "00459007734500000017", "2026-11-24", "2026-12-24"
    write_rows(tmp_path / "filled.csv", rows, ";")
    (tmp_path / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    refused = pastdue(tmp_path, "posted", "filled.csv", *TODAY)
    assert refused.returncode == 4 and f"filled.csv:3: {day}: 2026-12-24 is yet to come" in refused.stderr
    rows[1][day] = ""
    write_rows(tmp_path / "filled.csv", rows, ";")
    done = pastdue(tmp_path, "posted", "filled.csv", *TODAY)
    assert done.stdout == "recorded 1 posted, 0 known already, 3 not posted yet\n", done.stderr
    assert [one.number for one in postings(tmp_path).values()] == ["00459007734500000017"]
