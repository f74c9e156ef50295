"""Lists that say how many days each invoice is late, and no due date."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from tests.cli.offices import ON, office
from tests.intake.test_judgement import refusal, taken

from pastdue.intake import Intake

DAY = date(2026, 7, 1)
HEAD = "Invoice No,Customer,Invoice Date,Currency,Amount,Paid,"
ROWS = (
    "1,Alder,2026-05-01,GBP,90.00,0.00,31",
    "2,Birch,2026-06-20,GBP,80.00,0.00,0",
    "3,Cedar,2026-03-01,GBP,70.00,70.00,62",
)


def text(*rows: str, header: str = "Days Overdue") -> str:
    return "\n".join([HEAD + header, *(rows or ROWS), ""])


def read(folder: Path, *rows: str, header: str = "Days Overdue", **more: object) -> Intake:
    return taken(folder, text(*rows, header=header), map={"days_overdue": header}, **{"as_of": DAY, **more})


def due(intake: Intake) -> list[str | None]:
    """The due day of each invoice; None where it is not known."""
    frame = intake.book.frame
    unknown = frame["due_unknown"] if "due_unknown" in frame else [False] * len(frame)
    days = (date.fromordinal(date(1970, 1, 1).toordinal() + int(day)).isoformat() for day in frame["due"])
    return [None if without else day for day, without in zip(days, unknown, strict=True)]


@pytest.mark.parametrize(
    "header", ["Days Overdue", "overdue_days", "Days Past Due", "Verzugstage", "Dni po terminie", "Jours de retard",
               "Días de mora", "Giorni di ritardo", "Dagen te laat", "dias_atraso"],
)  # fmt: skip
def test_days_late_are_asked_about_and_the_answer_counts_them_back_from_the_day(tmp_path: Path, header: str) -> None:
    asked = refusal(tmp_path, text(header=header), as_of=DAY)
    assert f"{header}: nothing says when the invoices are due" in asked and "late on 2026-07-01" in asked
    assert "--map days_overdue=" in asked and '--terms "net 30"' in asked
    intake = read(tmp_path, header=header)
    assert due(intake) == ["2026-05-31", None, None] and not intake.rejected
    assert "due dates are counted back from 2026-07-01" in "\n".join(intake.remarks)
    assert "1 row: 0 days late" in "\n".join(intake.remarks)


@pytest.mark.parametrize(
    "header", ["Days", "Age", "Days outstanding", "Average days late", "Days to pay", "Days until due", "Weeks overdue"]
)
def test_other_days_are_not_put_forward(tmp_path: Path, header: str) -> None:
    asked = refusal(tmp_path, text(header=header), as_of=DAY)
    assert "nothing says when the invoices are due" in asked and "days_overdue" not in asked


def test_without_a_day_of_reading_they_are_not_put_forward(tmp_path: Path) -> None:
    assert "days_overdue" not in refusal(tmp_path, text())
    assert "nothing says on which day" in refusal(tmp_path, text(), map={"days_overdue": "Days Overdue"})


def test_a_minus_shows_that_days_to_come_are_counted_too(tmp_path: Path) -> None:
    intake = read(tmp_path, ROWS[0], ROWS[1], "4,Dale,2026-06-28,GBP,60.00,0.00,-27")
    assert due(intake) == ["2026-05-31", "2026-07-01", "2026-07-28"]


@pytest.mark.parametrize(("other", "rejected"), [("31", 0), ("0", 1)])
def test_an_empty_cell_is_not_late_where_no_other_says_so_with_a_nought(
    tmp_path: Path, other: str, rejected: int
) -> None:
    rows = (
        f"1,Alder,2026-05-01,GBP,90.00,0.00,{other}",
        ROWS[0].replace("1,", "5,", 1),
        "6,Elm,2026-06-20,GBP,60.00,,",
    )
    intake = read(tmp_path, *rows)
    assert intake.rejected_rows == rejected
    assert rejected or due(intake)[2] is None


def test_terms_say_when_a_row_is_due_that_says_no_days(tmp_path: Path) -> None:
    rows = (ROWS[0], ROWS[1], "6,Elm,2026-06-20,GBP,60.00,,")
    assert due(read(tmp_path, *rows, terms="net 30"))[2] == "2026-07-20"


@pytest.mark.parametrize(("days", "rejected"), [("61", 0), ("62", 1), ("soon", 1), ("1.5", 1)])
def test_days_that_cannot_be_are_rejected(tmp_path: Path, days: str, rejected: int) -> None:
    assert read(tmp_path, f"1,Alder,2026-05-01,GBP,90.00,0.00,{days}", ROWS[1]).rejected_rows == rejected


def test_one_issued_after_the_day_is_not_due_before_its_issue(tmp_path: Path) -> None:
    assert due(read(tmp_path, ROWS[0], "7,Fir,2026-07-09,GBP,60.00,,0")) == ["2026-05-31", None]


def test_a_due_date_that_a_list_has_is_its_due_date(tmp_path: Path) -> None:
    head = "Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,Days Overdue\n"
    rows = head + "1,Alder,2026-05-01,2026-05-15,GBP,90.00,3\n"
    intake = taken(tmp_path, rows, as_of=DAY)
    assert due(intake) == ["2026-05-15"]
    assert due(taken(tmp_path, rows, as_of=DAY, map={"days_overdue": "Days Overdue"})) == ["2026-05-15"]


def test_what_is_only_known_not_to_be_late_gets_no_note_and_its_due_day_is_kept_nowhere(tmp_path: Path) -> None:
    firm = office(tmp_path)
    with (tmp_path / "pastdue.toml").open("a") as settings:
        settings.write('ladder = "courtesy"\n\n[intake]\nmap = { days_overdue = "late days" }\n')
    (tmp_path / "pastdue.d" / "ladders").mkdir(parents=True)
    rungs = (
        'stage = "courtesy_note"\nafter = "-5 days"',
        'stage = "reminder"\nafter = "30 days"\npay_within = "9 days"',
    )
    own = 'min_gap = "10 days"\n\n' + "\n".join(f"[[rungs]]\n{rung}\n" for rung in rungs)
    (tmp_path / "pastdue.d" / "ladders" / "courtesy.toml").write_text(own)
    head = "invoice,customer_id,customer,issued,currency,total,address1,address2,country,late days\n"
    row = "A-{n},C-{n},Acme{n} GmbH,2026-07-01,EUR,100.00,2 Street,10999 Berlin,DE,{days}\n"
    (tmp_path / "invoices.csv").write_text(head + row.format(n=1, days=0) + row.format(n=2, days=31))
    found = firm.says("plan", "invoices.csv", "--as-of", ON, "--format", "json")
    assert found.code == 0, found.err
    assert [(skip["invoice"], skip["why"], skip["until"]) for skip in found.json["skips"]] == [("A-1", "not_due", None)]
    firm.runs()
    ledger = sqlite3.connect(tmp_path / "pastdue.ledger")
    rows = dict(ledger.execute("SELECT invoice, due FROM invoices").fetchall())
    ledger.close()
    assert rows == {"A-1": None, "A-2": "2026-09-29"}


@pytest.mark.parametrize(("issued", "first"), [
    ("2026-04-14", "net 30"), ("2026-04-15", "net 14"), ("2026-04-30", "net 14"), ("2026-05-01", "due on receipt"),
    ("2026-05-15", "net 30"), ("2026-05-16", "net 30"),
])  # fmt: skip
def test_the_first_terms_are_those_by_which_what_is_called_late_is(tmp_path: Path, issued: str, first: str) -> None:
    rows = (
        "1,Alder,2026-01-02,10.00,EUR,Overdue",
        f"2,Birch,{issued},10.00,EUR,Overdue",
        "3,Cedar,2026-05-10,5,EUR,Sent",
    )
    text = "\n".join(["Invoice No,Customer,Invoice Date,Amount,Currency,Status", *rows, ""])
    assert f'pass --terms "{first}"' in refusal(tmp_path, text, as_of=date(2026, 5, 15))
    assert 'pass --terms "net 30"' in refusal(tmp_path, text.replace("Overdue", "Sent"), as_of=date(2026, 5, 15))


def test_days_late_in_a_list_with_a_later_invoice_were_counted_later(tmp_path: Path) -> None:
    rows = text(*ROWS, "4,Dill,2026-07-16,GBP,10.00,0.00,0")
    asked = refusal(tmp_path, rows, as_of=DAY)
    assert "not on 2026-07-01: an invoice issued on 2026-07-16 stands in the list" in asked
    assert "pass --as-of 2026-07-16" in asked and '--map days_overdue="Days Overdue"' in asked
    assert "may say how many days they are late on 2026-07-16" in refusal(tmp_path, rows, as_of=date(2026, 7, 16))
    assert due(read(tmp_path, *ROWS, "4,Dill,2026-07-16,GBP,10.00,0.00,0"))[0] == "2026-05-31"


STATES = "Invoice No,Customer,Invoice Date,Currency,Amount,Status\n"
STATES += "1,Alder,2026-05-01,GBP,90.00,{first}\n2,Birch,2026-05-15,GBP,80.00,{late}\n"
STATES += "3,Cedar,2026-03-01,GBP,70.00,paid\n4,Dill,2026-06-20,GBP,60.00,sent\n"


@pytest.mark.parametrize(("first", "late"), [("sent", "overdue"), ("not overdue", "past due"), ("émise", "en retard")])
def test_states_that_no_terms_fit_say_what_is_late_and_no_letter_goes_out(
    tmp_path: Path, first: str, late: str
) -> None:
    rows = STATES.format(first=first, late=late)
    asked = refusal(tmp_path, rows, as_of=DAY)
    assert asked.index("--map days_overdue=Status") < asked.index('--terms "net 30"')
    intake = taken(tmp_path, rows, as_of=DAY, map={"days_overdue": "Status"})
    assert due(intake) == [None] * 4
    today = DAY.toordinal() - date(1970, 1, 1).toordinal()
    assert [day < today for day in intake.book.frame["due"]] == [False, True, True, False]  # 3 is paid
    assert intake.book.frame["hold"].tolist() == [False, True, False, False]
    assert any("late on 2026-07-01 by 'Status': 1 row" in str(remark) for remark in intake.remarks)


def test_states_that_terms_fit_are_no_question(tmp_path: Path) -> None:
    rows = STATES.format(first="overdue", late="sent")
    asked = refusal(tmp_path, rows, as_of=DAY)
    assert "days_overdue" not in asked and '--terms "net 30"' in asked
