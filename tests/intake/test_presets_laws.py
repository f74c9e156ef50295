"""Any contents of a vendor's export: every row is accounted for, and every accepted figure is that of its text."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.intake_files import write_rejected
from tests.laws import tried

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import load_presets
from pastdue.intake import Dialect, Files, Intake, read
from pastdue.intake.export.presets import Preset
from pastdue.model.calendars import Calendar
from pastdue.model.errors import PastdueError

pytestmark = pytest.mark.slow

PRESETS = tuple(preset for preset in load_presets(Catalog()) if preset.fields and preset.kind == "invoices")
CALENDAR = Calendar("PL")

DATES = [
    "2026-01-05",
    "13/01/2026",
    "01/13/2026",
    "02/03/2026",
    "13.01.2026",
    "2026-01-05 23:30",
    "5 Jan 2026",
    "",
    "---",
    "x",
]
AMOUNTS = [
    "100.00", "1,234.50", "1.234,50", "12,50", "$13.50", "(400.00)", "400.00-", "13,50 zł", "20 160,0", "1'234.50",
    "1\u00a0234,50", "1,234", "-7.10", "0.00", "5", "", "---", "x", "€5.00", "1.000", "12,34,567.00",
]  # fmt: skip
WORDS = {
    "invoice": ["1", "2", "3", "FV/1", "", "Total", "---"],
    "customer": ["Ada Ltd", "ADA LTD", "Łódź", "Total Design", "Summe Debitor 1", "Gesamt", ""],
    "customer_id": ["C1", "C2", ""],
    "status": ["Sent", "Paid", "Draft", "Void", "open", "paid", "tak", "Overdue 3 days", ""],
    "type": ["Invoice", "Credit Memo", "Payment", "Sales invoice", "System Receivable Invoice", "Bill", "?", ""],
    "currency": ["EUR", "usd", "Swedish Krona - SEK", "zł", "$", "JPY", "", "???"],
    "terms": ["Net 30", "Due on Receipt", "", "soon"],
    "country": ["PL", "Niemcy", ""],
    "disputed": ["Yes", "No", "", "maybe"],
}
GOOD_DATES = [
    ["2026-01-05", "2026-02-06"],
    ["13/01/2026", "02/03/2026"],
    ["1/13/2026", "2/3/2026"],
    ["13.01.2026", "01.02.2026"],
]
GOOD_AMOUNTS = [
    ["100.00", "1,234.50", "7.00"],
    ["100,00", "1.234,50", "7,5"],
    ["$13.50", "($400.00)", "$1,234.00"],
    ["12,50 zł", "1 234,00 zł"],
    ["1'234.50", "5.05"],
    ["100,0", "20 160,0"],
    ["400.00-", "3.00", "1,000"],
]
GOOD_WORDS = {
    "invoice": ["1", "2", "3", "4", "FV/5"], "customer": ["Ada Ltd", "Łódź", "Total Design"],
    "customer_id": ["C1", "C2"],
    "currency": ["EUR"], "terms": ["Net 30"], "country": ["PL"], "disputed": ["Yes", "No"],
}  # fmt: skip
DATE_FIELDS = ("issued", "due", "settled_on")
AMOUNT_FIELDS = ("total", "paid", "balance")
NOISE = [
    "",
    "Total for Ada,,,\n",
    "TOTAL;;;100,00\n",
    "\n",
    ",,,,,,,,\n",
    '5" pipe\n',
    "Heading\n",
    '"open\n',
    "Razem\n",
]


def good_cells(field: str, preset: Preset, dates: list[str], amounts: list[str]) -> list[str]:
    """Cells that a vendor may really write in one file."""
    if field in DATE_FIELDS:
        return dates if field != "settled_on" else [*dates, ""]
    if field in AMOUNT_FIELDS:
        return amounts
    words = {"status": preset.status, "type": preset.type}.get(field)
    if words is not None:
        said = [*words.open, *words.paid, *words.credit, *(w for said in words.ignore.values() for w in said)]
        return said or ["open", "credit note", ""]
    return GOOD_WORDS.get(field, ["", "Prosta 1"])


def cells_for(field: str) -> list[str]:
    """Cells of every kind, good and bad."""
    if field in DATE_FIELDS:
        return DATES
    return AMOUNTS if field in AMOUNT_FIELDS else WORDS.get(field, ["", "x", "Prosta 1"])


@st.composite
def exports(draw: st.DrawFn) -> tuple[Preset, str, str]:
    """A preset, a delimiter, and a file under its headers, in which at most two columns hold what they should not."""
    preset = draw(st.sampled_from(PRESETS))
    mark = draw(st.sampled_from([",", ";", "\t"]))
    columns: dict[str, str] = {}
    for field, spellings in preset.fields.items():
        columns.setdefault(draw(st.sampled_from(spellings)), field)
    for spec in preset.recognised_by:
        either = [name for name in spec.split("|") if name != "(no name)" and not name.startswith("@")]
        if either and not any(name in columns for name in either):
            columns[either[0]] = ""
    names = draw(st.permutations(list(columns)))
    dates, amounts = draw(st.sampled_from(GOOD_DATES)), draw(st.sampled_from(GOOD_AMOUNTS))
    pools = {name: good_cells(columns[name], preset, dates, amounts) for name in names}
    for name in draw(st.lists(st.sampled_from(names), max_size=2)):
        pools[name] = [*pools[name], *draw(st.lists(st.sampled_from(cells_for(columns[name])), max_size=3))]
    first = [""] if any("(no name)" in spec for spec in preset.recognised_by) else []
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark, lineterminator="\n")
    out.write(draw(st.sampled_from(["", "A title\n", '"A, title",,,\n\n'])))
    writer.writerow([*first, *names])
    for number in range(draw(st.integers(0, 8))):
        row = [draw(st.sampled_from(pools[name])) for name in names]
        if preset.lines is None or draw(st.booleans()):
            row = [f"N-{number}" if columns[name] == "invoice" else cell for name, cell in zip(names, row, strict=True)]
        writer.writerow([*first, *row])
        out.write(draw(st.sampled_from(NOISE)) if draw(st.integers(0, 9)) == 0 else "")
    return preset, mark, out.getvalue()


def digits(text: str) -> str:
    """The digits of a figure, without zeros in front."""
    return re.sub(r"\D", "", text).lstrip("0")


def check(intake: Intake, path: Path, preset: Preset, mark: str) -> None:
    """Counts add up; every figure of an invoice that is written in one row is that row's, digit by digit."""
    assert intake.rows == len(intake.book) + intake.ignored + intake.rejected_rows
    assert sum(intake.ignored_for.values()) == intake.ignored
    assert all(count >= 0 for count in intake.ignored_for.values())
    lines = path.read_text(encoding="utf-8").split("\n")
    late = intake.book.measured(date(2026, 11, 23), CALENDAR)
    header = next(csv.reader([line for line in lines if len(line.split(mark)) > 3][:1], delimiter=mark))
    for position in range(len(late)):
        invoice = late.invoice(position)
        row = dict(zip(header, next(csv.reader([lines[invoice.source.line - 1]], delimiter=mark)), strict=False))
        if preset.lines is None and intake.preset == preset.name:
            figure = next((row[name] for name in preset.fields.get("total", ()) if row.get(name)), "")
            if figure and figure != "---":
                shown = digits(f"{invoice.total.amount:f}")
                assert shown.rstrip("0") == digits(figure).rstrip("0"), (figure, invoice.total)


def take(path: Path, example: tuple[Preset, str, str], options: dict[str, str]) -> None:
    """Read the example and check what came of it; a refusal must say why."""
    preset, mark, text = example
    path.write_text(text, encoding="utf-8", newline="")
    try:
        intake = read(Files(path), Dialect(presets=lambda: PRESETS, **options))  # type: ignore[arg-type]
    except PastdueError as error:
        assert error.what
        return
    check(intake, path, preset, mark)
    if intake.rejected_rows:
        write_rejected(intake, path.with_name("rejected.csv"))


OPTIONS = st.fixed_dictionaries(
    {"currency": st.sampled_from(["EUR", "USD", "PLN", ""]), "terms": st.sampled_from(["30", "30", ""])},
    optional={"date_format": st.just("%d/%m/%Y"), "decimal": st.sampled_from([".", ","])},
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vendors")


@given(exports(), OPTIONS)
@tried(400)
def test_every_row_of_an_export_is_accounted_for(
    folder: Path, example: tuple[Preset, str, str], options: dict[str, str]
) -> None:
    take(folder / "in.csv", example, options)


@given(st.sampled_from(PRESETS), st.binary(max_size=300), st.sampled_from(["utf-8", "cp1250", "utf-16"]))
@tried(300)
def test_any_bytes_under_a_vendors_header_end_in_an_intake_or_in_words(
    folder: Path, preset: Preset, body: bytes, encoding: str
) -> None:
    path = folder / "bytes.csv"
    header = ";".join(spellings[0] for spellings in preset.fields.values() if spellings)
    path.write_bytes((header + "\n").encode(encoding, "replace") + body)
    try:
        intake = read(Files(path), Dialect(presets=lambda: PRESETS, currency="EUR", terms="30"))
    except PastdueError as error:
        assert error.what
    else:
        assert intake.rows == len(intake.book) + intake.ignored + intake.rejected_rows
