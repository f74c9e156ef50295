"""The built wheel alone, in an empty environment, does the job: fonts, data rows and schema travel inside it."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", str(target), str(ROOT)]
    subprocess.run(command, check=True, cwd=target)
    return next(target.glob("pastdue-*.whl"))


def test_the_wheel_carries_fonts_with_their_licences_and_every_data_row(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in ((ROOT / "fonts", "pastdue/fonts"), (ROOT / "src/pastdue/data", "pastdue/data")):
        for path in folder.rglob("*"):
            if path.is_file():
                assert f"{inside}/{path.relative_to(folder).as_posix()}" in names
    assert any(name.endswith("0001_ledger.sql") for name in names)
    assert any(name.endswith("noto-sans/OFL.txt") for name in names)


def test_the_wheel_alone_sets_a_letter(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True, cwd=tmp_path)
    rows = "invoice,customer_id,customer,issued,due,currency,total,address1,postcode,city,country\n"
    rows += "INV-1,C1,Żółć & Söhne,2026-01-01,2026-01-15,EUR,100.00,Weg 1,10115,Berlin,DE\n"
    (tmp_path / "invoices.csv").write_text(rows, encoding="utf-8")
    pastdue = python.with_name("pastdue")
    done = subprocess.run(
        [pastdue, "run", "invoices.csv", "--as-of", "2026-02-20"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "out" / "2026-02-20" / "letters").glob("*.pdf"))
