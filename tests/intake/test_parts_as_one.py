"""Parts of a list are read as the list: with the same answer, or the same question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.test_judgement import dialect

from pastdue.intake import Files, Intake, read, read_parts
from pastdue.model.errors.problems import BadInput
from pastdue.model.kept import Kept

HEAD = "Invoice No,Customer,Invoice Date"
CUSTOMERS = ("Ada", "Ben", "Cid", "Dan", "Eve", "Fay")
ON = date(2026, 6, 30)


def rows(*cells: str) -> list[list[str]]:
    """A row for each of the cells, in turn of six customers."""
    return [
        [f"N-{at}", CUSTOMERS[at % len(CUSTOMERS)], f"2026-01-{10 + at % 3}", *cell.split(",")]
        for at, cell in enumerate(cells)
    ]


LISTS: dict[str, tuple[str, list[list[str]]]] = {
    "all paid without due days": ("Currency,Amount,Paid", rows(*["GBP,90.00,90.00"] * 6)),
    "one open without due days": ("Currency,Amount,Paid", rows(*["GBP,90.00,90.00"] * 5, "GBP,90.00,10.00")),
    "days of payment alone": ("Due Date,Currency,Amount,Paid on", rows(*["2026-02-20,GBP,9.00,2026-02-14"] * 3,
                              *["2026-02-20,GBP,9.00,"] * 3)),
    "a planned day": ("Due Date,Currency,Amount,Paid on", rows(*["2026-02-20,GBP,9.00,2026-02-14"] * 3,
                      "2026-02-20,GBP,9.00,2026-07-01", *["2026-02-20,GBP,9.00,"] * 2)),
    "a day beside a state": ("Due Date,Currency,Amount,Payment Date,Status", rows(
        *["2026-02-20,GBP,9.00,2026-02-14,Paid"] * 3, "2026-02-20,GBP,9.00,2026-03-01,Overdue",
        *["2026-02-20,GBP,9.00,,Open"] * 2)),
    "tax kept back": ("Due Date,Currency,Base,IVA 21%,IRPF 15%,Total", rows(
        *["2026-02-20,EUR,100.00,21.00,15.00,106.00"] * 3, *["2026-02-20,EUR,50.00,10.50,0.00,60.50"] * 3)),
    "tax kept back but for a cent": ("Due Date,Currency,Base,IVA 21%,IRPF 15%,Total", rows(
        *["2026-02-20,EUR,100.00,21.00,15.00,106.00"] * 5, "2026-02-20,EUR,50.00,10.50,7.50,53.01")),
    "terms between two columns": ("Pay due by day,Currency,Amount", rows(
        "2026-01-24,GBP,9.00", "2026-01-25,GBP,9.00", "2026-01-26,GBP,9.00", "2026-02-09,GBP,9.00",
        "2026-02-10,GBP,9.00", "2026-02-11,GBP,9.00")),
    "a word in one part": ("Due Date,Currency,Amount,Status", rows(
        *["2026-02-20,GBP,9.00,open"] * 5, "2026-02-20,GBP,9.00,dawdling")),
    "pending beside paid": ("Due Date,Currency,Amount,Payment Status", rows(
        *["2026-02-20,GBP,9.00,pending"] * 4, *["2026-04-20,GBP,9.00,paid"] * 2)),
    "two currencies": ("Due Date,Amount,Currency,Amount USD", rows(
        "2026-02-20,100.00,EUR,108.00", "2026-02-20,200.00,EUR,216.00", "2026-02-20,5000.00,INR,60.00",
        "2026-02-20,7500.00,INR,90.00", "2026-02-20,40.00,USD,40.00", "2026-02-20,50.00,USD,50.00")),
    "an unknown amount": ("Due Date,Currency,Amount,Sundry", rows(
        *["2026-02-20,GBP,9.00,0.00"] * 4, "2026-02-20,GBP,9.00,4.00", "2026-02-20,GBP,9.00,9.00")),
    "days late": ("Currency,Amount,Days overdue", rows(*["GBP,90.00,9"] * 5, "GBP,90.00,0")),
    "no currency": ("Due Date,Amount", rows(*["2026-02-20,9.00"] * 6)),
    "days first in one part": ("Due Date,Currency,Amount", rows(
        *["02/03/2026,GBP,9.00"] * 5, "20/03/2026,GBP,9.00")),
    "a paid amount in one part": ("Due Date,Currency,Amount,Recd", rows(
        *["2026-02-20,GBP,9.00,"] * 5, "2026-02-20,GBP,9.00,4.00")),
    "a credit": ("Due Date,Currency,Amount,Type", rows(
        *["2026-02-20,GBP,9.00,Invoice"] * 4, *["2026-02-20,GBP,4.00,Credit note"] * 2)),
}  # fmt: skip


def untold(step: str) -> None: ...


def write(path: Path, headers: str, some: list[list[str]]) -> Path:
    path.write_text("\n".join([f"{HEAD},{headers}", *map(",".join, some), ""]))
    return path


def outcome(intake: Intake) -> tuple[object, ...]:
    """The book as rows, and the remarks without the files they name."""
    frame = intake.book.frame.drop(columns=["line", "file"], errors="ignore")
    shown = {name: list(map(str, frame[name])) for name in sorted(frame.columns)}
    return shown, len(intake.rejected), intake.rows


def asked(error: BadInput) -> list[tuple[str, str, str]]:
    return sorted((each.column, str(each.what), str(each.remedy)) for each in error.problems)


def both(folder: Path, name: str, owners: list[int], **said: object) -> Iterator[object]:
    """What comes of the list as one file, and of its parts; each customer is in the part of its owner."""
    headers, all_ = LISTS[name]
    parts = [[row for row in all_ if owners[CUSTOMERS.index(row[1])] == part] for part in range(3)]
    parts = [part for part in parts if part]
    whole = write(folder / "whole.csv", headers, [row for part in parts for row in part])
    files = [write(folder / f"part{at}.csv", headers, part) for at, part in enumerate(parts)]
    form = dialect(as_of=ON, **said)
    for paths in ([whole], files):
        first, more = Files(paths[0]), replace(Files(paths[0]), more=tuple(paths[1:]))
        try:
            yield outcome(read_parts(more, form, Kept(), untold) if more.more else read(first, form))
        except BadInput as error:
            yield asked(error)


def test_a_question_about_a_row_of_a_later_part_names_its_place_there(tmp_path: Path) -> None:
    headers, all_ = LISTS["no currency"]
    files = [write(tmp_path / f"part{at}.csv", headers, all_[at::3]) for at in range(3)]
    for at, file in enumerate(files):
        file.write_text(file.read_text().replace(",9.00", ',"1,234"' if at == 1 else ",9"))
    with pytest.raises(BadInput) as asked_:
        read_parts(Files(files[0], more=tuple(files[1:])), dialect(currency="EUR"), Kept(), untold)
    assert {str(each.source) for each in asked_.value.problems} == {f"{files[1]}:2"}


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=5)
@given(owners=st.lists(st.integers(0, 2), min_size=6, max_size=6).filter(lambda own: len(set(own)) > 1))
def test_parts_of_a_list_have_its_answer_or_its_question(
    tmp_path_factory: pytest.TempPathFactory, name: str, owners: list[int]
) -> None:
    one, other = both(tmp_path_factory.mktemp("parts"), name, owners)
    assert one == other


@pytest.mark.parametrize("name", ["no currency", "all paid without due days", "a word in one part"])
def test_an_answer_counts_for_all_parts(tmp_path: Path, name: str) -> None:
    one, other = both(tmp_path, name, [0, 0, 1, 1, 2, 2], currency="EUR", terms="net 30", words={"dawdling": "open"})
    assert one == other and isinstance(one, tuple)
