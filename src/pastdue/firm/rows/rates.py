"""The files of reference rates: `data/rates/<series>.csv`, and after it the user's rows of the same name.

A file opens with lines `# key: value`, says in its next line which columns follow, and has a row for each change,
days ascending, each with its source. A user's file of a shipped series needs no opening lines; it adds rows, may
say `# checked_until: DATE`, and wins where it differs from ours, which a remark says. One of another name is a
series of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from pastdue.charges.rates import About, Row, Series, merged
from pastdue.firm.binding import bind
from pastdue.firm.catalog import Catalog
from pastdue.model.errors import SettingsError
from pastdue.model.errors.disk import read_fault
from pastdue.model.errors.problems import Problem, Source
from pastdue.model.money import parse_decimal
from pastdue.model.names import one_of
from pastdue.model.spans import parse_day

_FIGURES = ("rate_percent", "value")


class BadRates(SettingsError):
    """A file of rates cannot be used, and these are all its problems (exit 2)."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class RateFile:
    """The contents of one rates file: its opening lines, its columns, its rows."""

    where: str
    opening: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def series_names(catalog: Catalog) -> tuple[str, ...]:
    """The names of every series, shipped or the user's, sorted."""
    return tuple(sorted(_files(_ours()) | _files(_own(catalog))))


def load_series(catalog: Catalog, name: str) -> Series:
    """The series called `name` with the user's rows merged; its `remarks` name the shipped rows they overrule.

    Refuses an unknown name, and a file that does not follow its rules, naming file and line of every problem.
    """
    ours, own = _files(_ours()), _files(_own(catalog))
    one_of(name, sorted(ours | own), "rates")
    shipped = shipped_series(name)
    if name not in own:
        assert shipped is not None
        return shipped
    file = read_rates(own[name], str(own[name]), own=True)
    if shipped is None and not file.rows:
        raise SettingsError(f"{file.where}: there is no row")
    return _series(name, file) if shipped is None else _with_own(shipped, file)


@cache
def shipped_series(name: str) -> Series | None:
    """The shipped series called `name`, without the user's rows; None where it is the user's alone."""
    ours = _files(_ours())
    return _series(name, read_rates(ours[name], f"rates/{name}.csv")) if name in ours else None


def own_rows(catalog: Catalog, name: str) -> tuple[tuple[Row, ...], date | None]:
    """The user's own rows of a series, and up to which day the user says they are complete."""
    own = _files(_own(catalog))
    if name not in own:
        return (), None
    file = read_rates(own[name], str(own[name]), own=True)
    return file.rows, parse_day(file.opening["checked_until"]) if "checked_until" in file.opening else None


def read_rates(file: Traversable, where: str, own: bool = False) -> RateFile:
    """The contents of `file`, called `where` in messages; refuses rows that are not exact, dated, ascending and
    sourced."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise read_fault(where, error, SettingsError(f"{where}: cannot be read: {error}")) from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{where}: cannot be read: {error}") from None
    return _Reader(where, own).read(text)


class _Reader:
    """One pass over a file, collecting its problems."""

    def __init__(self, where: str, own: bool) -> None:
        self._where, self._own = where, own
        self._problems: list[Problem] = []
        self._line = 0

    def read(self, text: str) -> RateFile:
        lines = text.splitlines()
        opening = self._opening(lines)
        body = csv.reader(lines[len(opening) :], strict=True)
        columns: tuple[str, ...] = ()
        rows: list[Row] = []
        try:
            for cells in body:
                self._line = len(opening) + body.line_num
                if not cells:
                    continue
                if not columns:
                    columns = self._columns(cells)
                elif row := self._row(columns, cells):
                    self._check_order(rows, row)
                    rows.append(row)
        except csv.Error as error:
            self._line = len(opening) + body.line_num
            self._found("", "", f"is not CSV: {error}")
        if not columns and not self._problems:
            self._found("", "", "says no columns", "begin with effective_date,rate_percent,source")
        if self._problems:
            raise BadRates(self._problems)
        return RateFile(self._where, opening, columns, tuple(rows))

    def _opening(self, lines: list[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for self._line, line in enumerate(lines, 1):
            if not line.startswith("#"):
                break
            key, colon, value = line.removeprefix("#").partition(":")
            if not colon or not value.strip() or key.strip() in found:
                self._found("", line, "is not a new `# key: value`", "write comments into the source column")
            found[key.strip() if colon else line] = value.strip()
        return found

    def _columns(self, cells: list[str]) -> tuple[str, ...]:
        columns = tuple(cell.strip() for cell in cells)
        figures = [column for column in columns if column in _FIGURES]
        wanted = {"effective_date", "source", *figures}
        if len(figures) != 1 or set(columns) != wanted or len(set(columns)) != len(columns):
            what = "does not name the columns of a series"
            remedy = "write effective_date,rate_percent,source (value instead of rate_percent for an exchange rate)"
            self._found("", ",".join(cells), what, remedy)
            raise BadRates(self._problems)
        return columns

    def _row(self, columns: tuple[str, ...], cells: list[str]) -> Row | None:
        if len(cells) != len(columns):
            what = f"has {len(cells)} cells where {len(columns)} columns are named"
            self._found("", ",".join(cells), what, "put a source with a comma in quotes, and write decimals as 3.75")
            return None
        texts = {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}
        values = {column: self._cell(column, text) for column, text in texts.items()}
        if any(value is None for value in values.values()):
            return None
        figure = next(column for column in columns if column in _FIGURES)
        said = {"effective": values["effective_date"], "figure": values[figure], "source": values["source"]}
        return Row(**said, own=self._own)  # type: ignore[arg-type]

    def _cell(self, column: str, text: str) -> object:
        """The cell's value; None where it was wrong."""
        if not text:
            what = "is empty" if column != "source" else "is empty: every row says where its figure was read"
            self._found(column, text, what)
            return None
        try:
            if column == "source":
                return text
            return parse_decimal(text) if column in _FIGURES else parse_day(text)
        except SettingsError as error:
            self._found(column, text, error.what, error.remedy)
            return None

    def _check_order(self, rows: list[Row], row: Row) -> None:
        if rows and row.effective <= rows[-1].effective:
            word = "is there twice" if row.effective == rows[-1].effective else f"comes after {rows[-1].effective}"
            self._found("effective_date", str(row.effective), word, "one row a day, the earliest first")

    def _found(self, column: str, excerpt: str, what: str, remedy: str = "") -> None:
        self._problems.append(Problem(Source(self._where, self._line), column, excerpt, what, remedy))


def _series(name: str, file: RateFile) -> Series:
    """The series a file makes that stands on its own."""
    needed = [field.name for field in fields(About) if field.default is MISSING]
    missing = [key for key in needed if key not in file.opening]
    if missing:
        raise SettingsError(
            f"{file.where}: {name} is not a shipped series, and its opening lines do not say {', '.join(missing)}",
            f"open the file with lines `# key: value` for {', '.join(needed)}",
        )
    about = bind(About, file.opening, file.where)
    try:
        series = Series(name, about, file.rows)
    except SettingsError as error:
        raise SettingsError(f"{file.where}: {error.what}", error.remedy) from None
    _check_columns(series, file)
    return series


def _check_columns(series: Series, file: RateFile) -> None:
    if sorted(series.columns) != sorted(file.columns):
        raise SettingsError(
            f"{file.where}: {series.name} counts in {series.about.unit} and has the columns {','.join(series.columns)}",
            f"it names {','.join(file.columns)}",
        )


def _with_own(ours: Series, file: RateFile) -> Series:
    """The series `ours` with the rows of the user's file added; refuses other columns and a changed description."""
    extra = [key for key in file.opening if key != "checked_until"]
    if extra:
        remedy = "your file may open with checked_until, and add rows; for another series choose another name"
        raise SettingsError(f"{file.where}: {ours.name} is a shipped series: {extra[0]} cannot be changed", remedy)
    _check_columns(ours, file)
    try:
        checked = parse_day(file.opening["checked_until"]) if "checked_until" in file.opening else None
        return merged(ours, file.rows, checked, file.where)
    except SettingsError as error:
        raise SettingsError(f"{file.where}: {error.what}", error.remedy) from None


def _ours() -> Traversable:
    return resources.files("pastdue") / "data" / "rates"


def _own(catalog: Catalog) -> Traversable | None:
    return catalog.own / "rates" if catalog.own else None


def _files(folder: Traversable | None) -> dict[str, Traversable]:
    if folder is None or not folder.is_dir():
        return {}
    return {file.name.removesuffix(".csv"): file for file in folder.iterdir() if file.name.endswith(".csv")}
