"""Letters by e-mail over months: what became of one decides the next, and is told with it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, Office, Said, office
from tests.mailing.mail_server import Inbox, serving

AUGUST, SEPTEMBER, OCTOBER = "2026-08-30", "2026-09-29", "2026-10-29"
RUN, ONE = f"{AUGUST}-1", "2026-00001"
ROW = {"email": "c1@example.com", "delivery": "email"}
SERVER = SETTINGS + '[email]\nfrom = "Ada <a@example.com>"\nhost = "127.0.0.1"\nport = {}\ntls = "none"\n'


@dataclass(frozen=True, slots=True)
class Firm:
    """An office whose letters go by e-mail through the server of `inbox`; its reminder of August is drafted."""

    office: Office
    inbox: Inbox

    def says(self, *words: str, on: str, code: int = 0) -> Said:
        said = self.office.says(*words, "--as-of", on)
        assert said.code == code, (words, said)
        return said

    def run(self, on: str, code: int = 0) -> tuple[list[tuple[str, str]], str]:
        """The number and stage of each letter of the day, and what the run says beside them."""
        said = self.says("run", "invoices.csv", "--yes", "--processes", "1", on=on, code=code)
        letters = self.office.run_json(f"out/{on}/run.json")["letters"]
        return [(each["id"], each["stage"]) for each in letters], said.err

    def mail(self, on: str, *words: str, run: str = RUN, code: int = 0) -> list[str]:
        """How the e-mails of the run stand after it."""
        said = self.says("mail", run, "--format", "json", *words, on=on, code=code)
        return [each["state"] for each in said.json["emails"]]

    def tasks(self, on: str) -> list[str]:
        named = self.says("tasks", "invoices.csv", "--format", "json", on=on).json["tasks"]
        return sorted(each["id"] for each in named if not each["id"].startswith("phone:"))

    def record_posting(self, on: str) -> None:
        """Fill the day into the manifest of August, and hand it in."""
        path = self.office.folder / "out" / AUGUST / "print" / "manifest.csv"
        (head, row) = csv.reader(path.read_text("utf-8-sig").splitlines())
        with (self.office.folder / "filled.csv").open("w", newline="", encoding="utf-8") as filled:
            csv.writer(filled).writerows([head, [*row[: head.index("posted_on")], on]])
        self.says("posted", "filled.csv", on=on)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with one reminder, to be e-mailed."""
    made = office(tmp_path_factory.mktemp("office"), ROW, settings=SERVER.format(25))
    assert made.runs(on=AUGUST).code == 0
    return made


@pytest.fixture
def firm(drafted: Office, tmp_path: Path) -> Iterator[Firm]:
    """A copy of that office with a mail server of its own."""
    with serving(Inbox()) as inbox:
        shutil.copytree(drafted.folder, tmp_path, dirs_exist_ok=True)
        (tmp_path / "pastdue.toml").write_text(SERVER.format(inbox.port), encoding="utf-8")
        yield Firm(Office(tmp_path), inbox)


TOLD = f"A-1: its last letter, {ONE} of {AUGUST}, did not arrive by e-mail"


def test_a_reminder_that_the_server_refused_is_told_beside_the_next_letter(firm: Firm) -> None:
    firm.inbox.answers = {"c1@example.com": "550 5.1.1 no such user"}
    assert firm.mail("2026-08-31", code=3) == ["refused"]
    assert firm.tasks("2026-09-01")[-1] == f"mail:{ONE}"
    assert TOLD in firm.says("plan", "invoices.csv", on=SEPTEMBER).err
    letters, said = firm.run(SEPTEMBER)
    assert letters == [("2026-00002", "second_notice")] and TOLD in said


def test_once_it_is_voided_the_next_run_speaks_of_no_letter_before(firm: Firm) -> None:
    firm.inbox.answers = {"c1@example.com": "550 5.1.1 no such user"}
    firm.mail("2026-08-31", code=3)
    firm.says("void", "--letter", ONE, "--why", "no such address", on="2026-09-01")
    assert firm.mail("2026-09-01") == ["voided"]
    letters, said = firm.run("2026-09-02")
    assert letters == [("2026-00002", "reminder")] and "did not arrive" not in said


def test_a_refused_letter_that_was_posted_needs_nobody_any_more(firm: Firm) -> None:
    firm.inbox.answers = {"c1@example.com": "550 5.1.1 no such user"}
    firm.mail("2026-08-31", code=3)
    firm.says("reprint", ONE, on="2026-09-01")
    firm.record_posting("2026-09-01")
    assert firm.mail("2026-09-01") == ["posted"] and firm.inbox.messages == []
    assert f"mail:{ONE}" not in firm.tasks("2026-09-01")
    assert "posted already" in firm.says("undo", "--why", "x", on="2026-09-01", code=7).err
    letters, said = firm.run(SEPTEMBER)
    assert letters == [("2026-00002", "second_notice")] and "did not arrive" not in said


@pytest.mark.parametrize(("word", "messages", "told"), [("--was-sent", 1, False), ("--not-sent", 2, False)])
def test_what_was_perhaps_sent_is_sent_again_only_where_somebody_says_that_it_was_not(
    firm: Firm, word: str, messages: int, told: bool
) -> None:
    firm.inbox.drops = "accepted"
    assert firm.mail("2026-08-31", code=3) == ["perhaps sent"]
    firm.inbox.drops = ""
    assert firm.mail("2026-09-01", code=3) == ["perhaps sent"]
    assert firm.mail("2026-09-01", word, ONE) == ["sent" if word == "--was-sent" else "to be sent"]
    assert firm.mail("2026-09-02") == ["sent"] and len(firm.inbox.messages) == messages
    letters, said = firm.run(SEPTEMBER)
    assert letters == [("2026-00002", "second_notice")] and (TOLD in said) is told


@pytest.mark.parametrize(("on", "state", "code"), [("2026-09-09", "sent", 0), ("2026-09-10", "held back", 3)])
def test_what_was_not_sent_after_all_goes_up_to_its_day_to_pay_by_and_is_told_where_it_did_not(
    firm: Firm, on: str, state: str, code: int
) -> None:
    firm.inbox.drops = "accepted"
    firm.mail("2026-08-31", code=3)
    firm.inbox.drops = ""
    firm.mail("2026-09-01", "--not-sent", ONE)
    assert firm.mail(on, code=code) == [state]
    letters, said = firm.run(SEPTEMBER)
    assert letters == [("2026-00002", "second_notice")] and (TOLD in said) is (state == "held back")


def test_a_letter_held_back_waits_beside_its_task_and_goes_by_post_once_it_may(firm: Firm) -> None:
    firm.says("hold", "A-1", "--why", "asked", on="2026-08-31")
    assert firm.mail("2026-08-31", code=3) == ["held back"]
    said = firm.says("tasks", "invoices.csv", on="2026-08-31")
    assert f"mail:{ONE}" not in said.out
    firm.says("lift", "A-1", "--why", "answered", on="2026-09-01")
    assert f"mail:{ONE}" in firm.tasks("2026-09-01")
    firm.record_posting("2026-09-01")
    assert f"mail:{ONE}" not in firm.tasks("2026-09-02")
    letters, said_of = firm.run(SEPTEMBER)
    assert letters == [("2026-00002", "second_notice")] and "did not arrive" not in said_of


def test_a_letter_that_was_to_go_by_e_mail_alone_and_was_posted_before_is_not_sent(firm: Firm) -> None:
    firm.record_posting("2026-09-01")
    assert firm.mail("2026-09-02") == ["posted"] and firm.inbox.messages == []
    assert f"mail:{ONE}" not in firm.tasks("2026-09-02")


def test_a_letter_that_goes_both_ways_is_sent_though_it_was_posted(firm: Firm) -> None:
    firm.says("undo", "--why", "x", on=AUGUST)
    firm.office.write(ROW | {"delivery": "both"})
    firm.run("2026-08-31")
    path = firm.office.folder / "out" / "2026-08-31" / "print" / "manifest.csv"
    path.replace(firm.office.folder / "out" / AUGUST / "print" / "manifest.csv")
    firm.record_posting("2026-09-01")
    assert firm.mail("2026-09-02", run="2026-08-31-1") == ["sent"]


def test_a_run_is_undone_after_its_e_mails_on_purpose_alone_and_what_is_sent_then_is_new(firm: Firm) -> None:
    assert firm.mail("2026-08-31") == ["sent"]
    assert "by e-mail on 2026-08-31" in firm.says("undo", "--why", "x", on="2026-08-31", code=7).err
    firm.says("undo", "--why", "the wrong file", "--posted", on="2026-08-31")
    assert firm.mail("2026-09-01") == ["sent"], "what was sent was sent"
    assert firm.run("2026-09-01")[0] == [("2026-00002", "reminder")]
    assert firm.mail("2026-09-01", run="2026-09-01-1") == ["sent"]
    assert len(firm.inbox.messages) == 2
    assert firm.run(OCTOBER)[0] == [("2026-00003", "third_notice")]


def used_again(firm: Firm, **more: str) -> None:
    """A run of 1 September in which A-1 is another invoice of that day."""
    firm.office.write(ROW | {"issued": "2026-09-01", "due": "2026-09-01", "total": "250.00"} | more)
    firm.run("2026-09-01", code=0)


@pytest.mark.parametrize("more", [{}, {"total": "50.00"}, {"customer_id": "C-2"}])
def test_a_letter_about_an_invoice_whose_number_another_one_has_by_now_is_held_back(
    firm: Firm, more: dict[str, str]
) -> None:
    used_again(firm, **more)
    (one,) = firm.says("mail", RUN, "--format", "json", on="2026-09-02", code=3).json["emails"]
    assert (one["state"], one["reply"]) == ("held back", "A-1: another invoice has its number in the export since")


def test_so_is_one_about_an_invoice_that_was_paid_before_its_number_was_used_again(firm: Firm) -> None:
    firm.office.write(ROW | {"paid": "100.00"})
    firm.run("2026-08-31")
    used_again(firm)
    assert firm.mail("2026-09-02", code=3) == ["held back"]


def test_a_letter_about_the_newer_invoice_goes_whatever_became_of_the_older_one(firm: Firm) -> None:
    used_again(firm, due="2026-08-01")
    firm.says("close", "A-1", "--why", "paid", on="2026-09-01")
    assert firm.mail("2026-09-02", run="2026-09-01-1") == ["sent"]


def test_a_letter_about_an_invoice_that_was_closed_and_came_back_goes_once_it_is_approved(firm: Firm) -> None:
    firm.office.write(ROW | {"invoice": "B-9", "customer_id": "C-9", "due": "2026-12-01"})
    firm.run("2026-08-31")
    firm.says("close", "A-1", "--why", "other", on="2026-08-31")
    firm.office.write(ROW)
    firm.says("run", "invoices.csv", "--yes", "--approve", "A-1", on=SEPTEMBER)
    assert firm.mail("2026-09-30", run=f"{SEPTEMBER}-1") == ["sent"]
