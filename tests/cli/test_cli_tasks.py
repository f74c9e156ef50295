"""`tasks` and `done`: the same ids on every run, in every order of rows; what is done stays done."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from icalendar import Calendar
from tests.cli.offices import Office, office

from pastdue.firm import read_firm
from pastdue.firm.look import english_voice_of
from pastdue.intake import Dialect, Files
from pastdue.ledger import Emailed, EmailEvent, Ledger
from pastdue.reports.tasks.blocks import tasks_lines
from pastdue.run import Job, prepare
from pastdue.run.tasks import tasks_of
from pastdue.tasks import Task

LATE = "2026-08-10"
FOLLOW_UPS = (
    "customer_id,customer,project,kind,last_message,phone\n"
    "P-1,Ärzte & Co,Web site,project,2026-08-05,+48 1\nP-2,Bolt,,negotiation,2026-08-05,\n"
)


def desk(folder: Path) -> Office:
    shop = office(folder, {"phone": "+49 1", "email": "a@x.example"}, {"total": "50.00"})
    (folder / "followups.csv").write_text(FOLLOW_UPS, encoding="utf-8")
    return shop


def listed(shop: Office, *more: str, on: str = LATE) -> list[str]:
    said = shop.says("tasks", "invoices.csv", "--followups", "followups.csv", "--as-of", on, "--format", "json", *more)
    assert said.code == 0, said.err
    return [task["id"] for task in said.json["tasks"]]


def test_the_json_has_what_a_person_needs(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    said = shop.says("tasks", "invoices.csv", "--followups", "followups.csv", "--as-of", LATE, "--format", "json")
    assert (said.json["schema"], said.json["as_of"]) == (1, LATE)
    assert said.json["tasks"][0] == {
        "id": "resend:A-1",
        "kind": "payment",
        "step": "resend",
        "customer_id": "C-1",
        "customer": "Acme GmbH",
        "project": "",
        "due": "2026-08-03",
        "since": "2026-07-31",
        "why": "Invoice A-1, due on 31 July 2026, is unpaid.",
        "action": "Send the invoice again with its late fee, by e-mail and by registered post.",
        "phone": "+49 1",
        "email": "a@x.example",
        "amount": "100.00",
        "currency": "EUR",
        "invoices": ["A-1"],
        "letter": None,
    }


def test_ids_are_the_same_in_every_order_of_rows_and_on_every_day(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    first = listed(shop)
    assert set(first) == {
        "resend:A-1", "resend:A-2", "project-first:P-1:Web+site:2026-08-05",
        "negotiation-first:P-2:2026-08-05",
    }  # fmt: skip
    for name in ("invoices.csv", "followups.csv"):
        head, *rows = (tmp_path / name).read_text(encoding="utf-8").splitlines()
        (tmp_path / name).write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    assert listed(shop) == first
    assert set(listed(shop, on="2026-08-12")) == set(first)


def test_a_task_that_is_done_does_not_come_back_until_it_is_undone(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    done = shop.says("done", "resend:A-2", "--on", "2026-08-07", "--as-of", LATE, "--note", "by e-mail and post")
    assert (done.code, done.out) == (0, "resend:A-2: done on 2026-08-07\n")
    assert "confirm:A-2" in listed(shop) and "resend:A-2" not in listed(shop)
    assert "resend:A-2" in listed(shop, on="2026-08-06")  # on that day it was not done yet
    again = shop.says("done", "resend:A-2", "--as-of", LATE)
    assert again.code == 7 and "was done on 2026-08-07" in again.err
    assert shop.says("done", "resend:A-2", "--undo", "--as-of", LATE).code == 0
    assert "resend:A-2" in listed(shop)
    assert shop.says("done", "resend:A-2", "--undo", "--as-of", LATE).code == 7
    rows = shop.says("history", "--tasks", "--format", "csv").rows
    assert [(row["task"], row["state"], row["note"]) for row in rows] == [
        ("resend:A-2", "done", "by e-mail and post"),
        ("resend:A-2", "not done", ""),
    ]
    assert shop.says("ledger", "check").code == 0


def test_an_id_that_no_task_can_have_is_refused(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    typo = shop.says("done", "resent:A-2", "--as-of", LATE)
    assert typo.code == 2 and "'resent:A-2' is not the id of a task, did you mean 'resend'?" in typo.err
    none = shop.says("done", "call:2026-00009", "--as-of", LATE)
    assert none.code == 2 and "there is no letter '2026-00009'" in none.err
    unseen = shop.says("done", "phone:C-9", "--as-of", LATE)
    assert unseen.code == 0 and "no run has seen what it names" in unseen.err
    assert shop.says("done", "resend:A-1", "--on", "2026-08-11", "--as-of", LATE).code == 2


def test_the_calendar_has_an_entry_for_each_task_and_is_the_same_twice(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    ids = listed(shop, "--ics", "tasks.ics")
    first = (tmp_path / "tasks.ics").read_bytes()
    assert listed(shop, "--ics", "tasks.ics") == ids
    assert (tmp_path / "tasks.ics").read_bytes() == first
    entries = Calendar.from_ical(first).walk("VEVENT")
    assert [str(entry["uid"]) for entry in entries] == [f"{id_}@pastdue" for id_ in ids]
    assert str(entries[0].decoded("dtstart")) == "2026-08-03" and b"DTSTAMP:20260810T000000Z" in first
    assert "pastdue done resend:A-1" in str(entries[0]["description"])
    listed(shop, "--ics", "later.ics", on="2026-08-12")
    later = Calendar.from_ical((tmp_path / "later.ics").read_bytes()).walk("VEVENT")
    assert {str(entry["uid"]) for entry in later} == {str(entry["uid"]) for entry in entries}


def test_bad_rows_of_the_list_are_said_and_the_rest_counts(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    (tmp_path / "followups.csv").write_text(FOLLOW_UPS + "P-3,Cat,,nothing,2026-08-05,\n", encoding="utf-8")
    said = shop.says("tasks", "invoices.csv", "--followups", "followups.csv", "--as-of", LATE)
    assert said.code == 3 and re.search(r"followups\.csv:4: kind: is not a kind of matter", said.err)
    assert "Bolt" in said.out and "Cat" not in said.out


EMAILED = """
[email]
delivery = "email"
from = "ada@ada.example"
"""


def test_a_letter_that_goes_by_e_mail_waits_to_be_sent_not_posted(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    settings = tmp_path / "pastdue.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + EMAILED, encoding="utf-8")
    assert shop.says("run", "invoices.csv", "--as-of", "2026-09-01").code == 0
    waiting = {id_.split(":")[0] for id_ in listed(shop, on="2026-09-01") if "2026-0000" in id_}
    assert waiting == {"mail", "post"}  # A-1 has an e-mail address, A-2 has none
    (number,) = (id_.split(":")[1] for id_ in listed(shop, on="2026-09-01") if id_.startswith("mail:"))
    with Ledger.open(tmp_path / "pastdue.ledger") as ledger:
        for event in (EmailEvent.INTENT, EmailEvent.SENT):
            ledger.emails.record(Emailed(number, event, date(2026, 9, 1), ("a@x.example",)))
    assert f"mail:{number}" not in listed(shop, on="2026-09-01")


def test_a_narrow_terminal_has_a_block_for_each_task(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    lines = tasks_lines(found(shop), english_voice_of(read_firm(tmp_path / "pastdue.toml", tmp_path)), "Tasks")
    at = lines.index("2026-08-03  resend:A-1")
    assert lines[at + 1 : at + 6] == [
        "  Acme GmbH",
        "  Send the invoice again with its late fee, by e-mail and by registered post.",
        "  Invoice A-1, due on 31 July 2026, is unpaid.",
        "  +49 1 · a@x.example",
        "  100.00 EUR",
    ]


def found(shop: Office) -> tuple[Task, ...]:
    """The tasks of the shop's day as values."""
    firm = read_firm(shop.folder / "pastdue.toml", shop.folder)
    job = Job(firm, Files(shop.folder / "invoices.csv"), Dialect(), date.fromisoformat(LATE))
    return tasks_of(prepare(job), Ledger.empty()).tasks
