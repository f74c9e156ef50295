"""Laws of the programs' exports: no change of a column changes a figure silently, and all commands say the same."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, example, given
from hypothesis import strategies as st
from tests.command import pastdue
from tests.intake.export_truths import EXPORTS, Export
from tests.intake.test_judgement import PRESETS
from tests.laws import tried

from pastdue.intake import Dialect, Files, Intake
from pastdue.intake.reading import read_open
from pastdue.model.errors import InputError
from pastdue.model.kept import Kept

MARKS = ",;\t|"


@dataclass(frozen=True)
class Table:
    """The rows of an export, its titles included, where its header stands, and what parts its cells."""

    rows: tuple[tuple[str, ...], ...]
    top: int
    mark: str

    @property
    def data(self) -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=self.mark, lineterminator="\n").writerows(self.rows)
        return out.getvalue().encode("latin-1")

    def under(self, place: int, name: str) -> Table:
        """The same with `name` above the column."""
        header = tuple(name if at == place else cell for at, cell in enumerate(self.rows[self.top]))
        return replace(self, rows=(*self.rows[: self.top], header, *self.rows[self.top + 1 :]))

    def in_order(self, places: list[int]) -> Table:
        """The same with the columns at `places` alone, in their order; titles stay as they are."""
        below = (tuple(row[at] for at in places if at < len(row)) for row in self.rows[self.top :])
        return replace(self, rows=(*self.rows[: self.top], *below))


def table_of(export: Export) -> Table:
    """The table of the export; its bytes go through a code that keeps them all."""
    text = export.data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    tables = [(mark, tuple(map(tuple, csv.reader(io.StringIO(text, newline=""), delimiter=mark)))) for mark in MARKS]
    mark, rows = max(tables, key=lambda each: max(map(len, each[1])))
    return Table(rows, next(at for at, row in enumerate(rows) if sum(map(bool, row)) > 3), mark)


def taken(folder: Path, data: bytes, export: Export) -> Intake | None:
    """The result of reading `data` with the options of the export; None where the user is asked."""
    path = folder / "export.csv"
    path.write_bytes(data)
    try:
        return read_open(Files(path), Dialect(presets=lambda: PRESETS, **export.options), Kept())  # type: ignore[arg-type]
    except InputError as asked:
        assert asked.what
        return None


def owed(intake: Intake) -> tuple[Counter[tuple[str, int]], dict[str, int]]:
    """What each customer owes by currency, without their names, and what is disputed by currency."""
    sums, disputed = defaultdict[tuple[str, str], int](int), defaultdict[str, int](int)
    frame = intake.book.frame
    who = frame["customer_id"].where(frame["customer_id"] != "", frame["customer"])
    left = frame["total_minor"] - frame["paid_minor"]
    for currency, name, minor, held in zip(frame["currency"], who, left, frame["disputed"], strict=True):
        sums[str(currency), str(name)] += int(minor)
        disputed[str(currency)] += int(minor) * bool(held)
    return Counter((currency, minor) for (currency, _), minor in sums.items() if minor), dict(disputed)


@tried(100, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.integers(0, len(EXPORTS) - 1),
    place=st.integers(0, 30),
    change=st.sampled_from(["away", "Xyzzy", "", "Info", "Amount", "again"]),
    turn=st.integers(0, 30),
)
@example(number=52, place=5, change="again", turn=0)
@example(number=2, place=4, change="Xyzzy", turn=0)
@example(number=49, place=8, change="", turn=3)
@example(number=49, place=8, change="away", turn=3)
def test_no_column_of_an_export_taken_away_renamed_or_moved_changes_a_figure_silently(
    tmp_path: Path, number: int, place: int, change: str, turn: int
) -> None:
    export = EXPORTS[number]
    table = table_of(export)
    header = table.rows[table.top]
    assume(place < len(header))
    before = taken(tmp_path, table.data, export)
    assert before is not None
    places = [at for at in range(len(header)) if at != place or change != "away"]
    if header[0]:  # the first column of a report by customer stays first
        places = places[turn % len(places) :] + places[: turn % len(places)]
    name = header[place - 1] if change == "again" else header[place] if change == "away" else change
    after = taken(tmp_path, table.under(place, name).in_order(places).data, export)
    if after is None or owed(after) == owed(before) or after.rejected_rows > before.rejected_rows:
        return
    assert [remark for remark in after.remarks if remark not in before.remarks and not remark.startswith("read as")]


@tried(4, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(export=st.sampled_from(EXPORTS))
def test_check_aging_and_plan_say_of_an_export_what_was_worked_out_by_hand(tmp_path: Path, export: Export) -> None:
    (tmp_path / "export.csv").write_bytes(export.data)
    said = {}
    for command in ("check", "aging", "plan"):
        done = pastdue(tmp_path, command, "export.csv", "--as-of", "2026-12-31", "--format", "json", *export.words)
        assert done.returncode in (0, 3), done.stderr
        said[command] = json.loads(done.stdout)
    truth = sum(export.left.values(), Decimal(0))
    assert sum(Decimal(row["open"]) for row in said["check"]["open"]) == truth
    for part in ("totals", "customers"):
        assert sum(Decimal(row["total"]) for row in said["aging"][part]) == truth
    assert said["plan"]["rejected"] == said["plan"]["letters"] == []  # nobody has an address
    assert Counter(skip["invoice"] for skip in said["plan"]["skips"]) == Counter(export.left.keys())
