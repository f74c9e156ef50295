"""Files with many doubtful columns: a dozen questions at once, every reading shown tried, and the others counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.command import pastdue
from tests.intake.test_judgement import dialect, opened, refusal, remedies, taken, with_column

from pastdue.intake.export.findings import Findings
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.judgement.trials import choices
from pastdue.intake.parts import whole
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import Source


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

    names = [f"c{number}" for number in range(columns)]
    answers = {name: tuple(Reading(word, words={name: word}) for word in ("paid", "open")) for name in names}
    asked = Unsettled(Question(Source("a.csv", 1), name, "?", (), answers[name]) for name in names)
    assert len(choices(asked, dialect(), refused)) == 12  # type: ignore[arg-type]
    assert len(tried) == 24 + 9  # so often at most for answers that go together


@pytest.mark.parametrize(("most", "second"), [(whole.MOST_BYTES, "one.csv"), (0, "two.csv")])
def test_a_question_that_several_parts_have_is_asked_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, second: str
) -> None:
    """Parts that are judged as one list have one header; each of a longer list is judged by itself."""
    monkeypatch.setattr(whole, "MOST_BYTES", most)
    parts = [tmp_path / "one.csv", tmp_path / "two.csv"]
    head, *rows = with_column("extra1,extra2", "yes,no", "yes,yes").splitlines()
    for part, row in zip(parts, rows, strict=True):
        part.write_text(f"{head}\n{row}\n", encoding="utf-8")
    ran = pastdue(tmp_path, "check", *map(str, parts))
    assert ran.returncode == 4
    asked = [line.split(":")[:3:2] for line in ran.stderr.splitlines() if "are those paid?" in line]
    assert [(Path(file).name, column.strip()) for file, column in asked] == [
        ("one.csv", "extra1"),
        (second, "extra2"),
    ]


KEPT = "Invoice No,Customer,Date,Due Date,Currency,Amount,{}\n"


def test_the_figures_of_a_question_take_answers_to_the_others_that_do_no_harm(tmp_path: Path) -> None:
    """As what is open the net amount would reject two rows; as a mark of payment the grades leave nothing owed."""
    text = KEPT.format("Paid,Netto a pagare,Second payment,Grade") + (
        "1,Alder,2026-01-12,2026-02-12,EUR,1220.00,0.00,1020.00,190.00,x\n"
        "2,Birch,2026-01-12,2026-02-12,EUR,610.00,110.00,610.00,0.00,y\n"
        "3,Cedar,2026-01-12,2026-02-12,EUR,100.00,30.00,100.00,0.00,x\n"
        "4,Cedar,2026-01-12,2026-02-12,EUR,90.00,0.00,90.00,0.00,x\n"
    )
    said = refusal(tmp_path, text)
    firsts = [remedies(each)[0][1] for each in said.split("list.csv:1: ")[1:]]
    assert firsts == ["4 invoices, open 1690.00 EUR"] * 3
    assert "the figures of each question take the first answer to every other one" in said


def test_first_answers_pasted_together_give_what_each_of_them_promises(tmp_path: Path) -> None:
    """Each of two columns may be what was paid: the answer to the second goes with that to the first."""
    text = KEPT.format("Alpha,Beta") + (
        "1,Alder,2026-01-12,2026-02-12,EUR,100.00,20.00,5.00\n2,Birch,2026-01-12,2026-02-12,EUR,50.00,0.00,7.00\n"
        "3,Cedar,2026-01-12,2026-02-12,EUR,70.00,70.00,0.00\n"
    )
    asked = refusal(tmp_path, text).split("list.csv:1: ")[1:]
    first = [remedies(each)[0] for each in asked]
    said: dict[str, object] = {"map": {}, "ignore": ()}
    for answer, _ in first:
        said = {"map": {**said["map"], **answer["map"]}, "ignore": (*said["ignore"], *answer["ignore"])}  # type: ignore[dict-item, misc]
    left = sum(float(each) for each in opened(taken(tmp_path, text, **said)).values())
    assert {promise for _, promise in first} == {f"3 invoices, open {left:.2f} EUR"}


def test_no_record_is_put_together_for_the_rows_that_a_trial_rejects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Findings, "rejected", property(lambda _: pytest.fail("puts every record together")))
    text = with_column("Deposit paid", "yes", "no")
    assert ", 1 rejected" in refusal(tmp_path, text)


def test_leaving_rows_out_is_not_put_forward_because_it_rejects_none(tmp_path: Path) -> None:
    """Two payments of one invoice reject its rows once they are read as what was paid, unless the rows are left out."""
    head = "invoice,customer,customer_id,issued,due,currency,status,total,received amount\n"
    rows = ["R2,2,100.00,100.00", "R1,1,510.00,200.00", "R1,1,510.00,110.00", "R3,1,70.00,", "R4,3,90.00,"]
    text = head + "".join(
        f"{number},Ann,7,2026-01-02,2026-02-01,EUR,{rest}\n" for number, rest in (row.split(",", 1) for row in rows)
    )
    said = refusal(tmp_path, text)
    first = [taken["words"] for taken, _ in remedies(said) if "1" in taken["words"]]  # type: ignore[operator]
    assert [words["1"] for words in first][-1] == "ignore" and len(first) == 4  # type: ignore[index]
