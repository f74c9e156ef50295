"""The follow-up list: who is meant, what is ignored, and every bad row said at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pastdue.intake import Dialect
from pastdue.intake.follow_ups import FollowUps, read_follow_ups
from pastdue.model import Party
from pastdue.model.errors import InputError

KINDS = ("negotiation", "payment", "project")
BOOK = (Party("C-1", "Acme Ltd", phone="+1", email="acme@x.example"), Party("C-2", "Twin"), Party("C-3", "Twin"))


def listed(folder: Path, text: str) -> FollowUps:
    """The list `followups.csv` with that text, read beside the customers of the book."""
    (folder / "followups.csv").write_text(text, encoding="utf-8")
    return read_follow_ups(folder / "followups.csv", Dialect(), KINDS, BOOK)


def test_a_customer_of_the_book_is_known_by_number_or_name_and_reached_as_the_book_says(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        "customer_id,customer,project,kind,last_message,email,phone\n"
        "C-1,,,payment,2026-11-20,,+99\n"
        ",ACME  ltd,Web,Project,2026-11-20,,\n"
        ",Twin,,negotiation,2026-11-20,,\n"
        ",Somebody,,negotiation,2026-11-20,,\n",
    )
    assert found.problems == ()
    first, second, twin, new = found.matters
    assert (first.to.id, first.to.name, first.to.phone, first.to.email) == ("C-1", "Acme Ltd", "+99", "acme@x.example")
    assert (second.to.id, second.kind, second.project, second.to.phone) == ("C-1", "project", "Web", "+1")
    assert (twin.to.id, new.to.id) == ("Twin", "Somebody")  # two customers have that name: neither is meant for sure


@pytest.mark.parametrize(
    ("said", "passed_over"), [("yes", True), ("tak", True), ("2026-11-21", True), ("", False), ("nein", False)]
)
def test_a_message_that_was_answered_is_passed_over(tmp_path: Path, said: str, passed_over: bool) -> None:
    found = listed(tmp_path, f"customer,kind,last_message,replied\nAcme,project,2026-11-20,{said}\n")
    assert (found.problems, len(found.matters)) == ((), 0 if passed_over else 1)


def test_every_bad_row_is_said_at_once_and_the_others_count(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        "customer_id,customer,project,kind,last_message,replied\n"
        "C-1,,,projekt,2026-11-20,\n"
        "C-2,,,payment,2026-11-31,maybe\n"
        "C-3,,,,,\n"
        ",,,project,2026-11-20,\n"
        "C-1,,Web,project,2026-11-20,\n"
        ",Acme Ltd,web,project,2026-11-18,\n"
        "C-5,,,project,2026-11-18\n"
        "C-4,,,project,2026-11-20,\n",
    )
    assert [matter.to.id for matter in found.matters] == ["C-4"]
    said = [str(problem).split("followups.csv:")[1] for problem in found.problems]
    assert said == [
        "2: kind: is not a kind of matter, did you mean 'project'?\n  | projekt\n"
        "  known: negotiation, payment, project",
        "3: last_message: is not a date\n  | 2026-11-31\n  write it as 2026-11-23, or say how dates are written with "
        "--date-format",
        "3: replied: is neither yes nor no\n  | maybe\n  write yes, no or the day of the reply",
        "4: kind: is empty\n  | C-3,,,,,\n  known: negotiation, payment, project",
        "4: last_message: is empty\n  | C-3,,,,,\n  fill in the day of the last message you sent",
        "5: customer: the row names no customer\n  | ,,,project,2026-11-20,\n  fill in the number or the name",
        "6: customer: line 7 has this project with C-1, too\n  | C-1,,Web,project,2026-11-20,\n"
        "  keep one row, of the last message",
        "7: customer: line 6 has this project with C-1, too\n  | ,Acme Ltd,web,project,2026-11-18,\n"
        "  keep one row, of the last message",
        "8: the row has 5 fields, the header has 6\n  | C-5,,,project,2026-11-18\n"
        "  put text that holds ',' in double quotes, or complete the row",
    ]


def test_a_list_without_the_columns_it_needs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="last_message"):
        listed(tmp_path, "customer,kind\nAcme,project\n")
