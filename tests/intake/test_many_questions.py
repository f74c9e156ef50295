"""Files with many doubtful columns: a dozen questions at once, every reading shown tried, and the others counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.command import pastdue
from tests.intake.test_judgement import dialect, opened, refusal, remedies, taken, with_column

from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.judgement.trials import choices
from pastdue.model.errors import InputError, Source


def ticked(columns: int) -> str:
    names = ",".join(f"extra{number}" for number in range(1, columns + 1))
    return with_column(names, ",".join(["yes"] * columns), ",".join(["no"] * columns))


def test_a_dozen_questions_are_asked_at_once_and_the_others_follow(tmp_path: Path) -> None:
    said = refusal(tmp_path, ticked(14))
    assert said.count("are those paid?") == 12 and "extra13" not in said
    assert "2 more questions about this file will follow once these are answered" in said
    ignored = tuple(f"extra{number}" for number in range(1, 13))
    after = refusal(tmp_path, ticked(14), ignore=ignored)
    assert after.count("are those paid?") == 2 and "will follow" not in after
    assert opened(taken(tmp_path, ticked(14), ignore=(*ignored, "extra13", "extra14")))["1"] == "100.00"


def test_a_dozen_columns_leave_no_question_for_later(tmp_path: Path) -> None:
    said = refusal(tmp_path, ticked(12))
    assert said.count("are those paid?") == len(remedies(said)) / 2 == 12 and "will follow" not in said


@pytest.mark.parametrize("columns", [12, 400])
def test_the_file_is_read_as_often_for_many_doubtful_columns_as_for_a_dozen(columns: int) -> None:
    tried = list[object]()

    def refused(other: object) -> None:
        tried.append(other)
        raise InputError("no")

    readings = (Reading("paid"), Reading("open"))
    asked = Unsettled(Question(Source("a.csv", 1), f"c{number}", "?", (), readings) for number in range(columns))
    assert len(choices(asked, dialect(), refused)) == 12 and len(tried) == 24  # type: ignore[arg-type]


def test_a_question_that_several_parts_have_is_asked_of_the_first(tmp_path: Path) -> None:
    parts = [tmp_path / "one.csv", tmp_path / "two.csv"]
    head, first, second = with_column("extra1,extra2", "yes,no", "yes,yes").splitlines()
    for part, row in zip(parts, (first, second), strict=True):
        part.write_text(f"{head}\n{row}\n", encoding="utf-8")
    ran = pastdue(tmp_path, "check", *map(str, parts))
    assert ran.returncode == 4
    asked = [line.split(":")[:3:2] for line in ran.stderr.splitlines() if "are those paid?" in line]
    assert [(Path(file).name, column.strip()) for file, column in asked] == [
        ("one.csv", "extra1"),
        ("two.csv", "extra2"),
    ]
