"""Each bad file causes exactly the message beside it: `name.csv`, `name.txt`, and options in `name.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import preset_source
from pastdue.intake import Dialect, Files, read
from pastdue.model.errors import InputError

GALLERY = Path(__file__).parent


def message(name: str) -> str:
    """The message about the file: its refusal, or the problems of its rows."""
    options = tomllib.loads(Path(f"{name}.toml").read_text()) if Path(f"{name}.toml").exists() else {}
    beside = {lists: Path(options.pop(lists)) for lists in ("payments", "contacts", "holds") if lists in options}
    dialect = Dialect(**options, presets=preset_source(Catalog(), options.get("preset", "")))
    try:
        intake = read(Files(Path(f"{name}.csv"), **beside), dialect)  # type: ignore[arg-type]
    except InputError as error:
        return f"refused\n{error}\n"
    counts = f"{intake.rows} rows: {len(intake.book)} read, {intake.ignored} ignored, {intake.rejected_rows} rejected"
    remarks = [f"remark: {remark}" for remark in intake.remarks]
    return "\n".join([*remarks, counts, *map(str, intake.rejected)]) + "\n"


@pytest.mark.parametrize("name", sorted(path.stem for path in GALLERY.glob("*.csv")))
def test_a_bad_file_says_exactly_what_is_wrong(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GALLERY)
    assert message(name) == (GALLERY / f"{name}.txt").read_text(encoding="utf-8")
