"""The built wheel with nothing but what it requires does the job: fonts, data rows and schema travel inside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from contextlib import chdir
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from hatchling.build import build_wheel
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built by the hatchling of the tests' own environment, as any installer has it built."""
    target = tmp_path_factory.mktemp("wheel")
    with chdir(ROOT):
        return target / build_wheel(str(target))


def required(names: list[str]) -> dict[str, Distribution]:
    """The installed distributions that these requirements ask for, and all that those ask for in turn.

    An extra that nobody asked for stays away, so that an import the wheel does not declare fails.
    """
    found: dict[str, Distribution] = {}
    waiting = [(Requirement(name), "") for name in names]
    while waiting:
        requirement, extra = waiting.pop()
        key = f"{requirement.name.lower()}[{','.join(sorted(requirement.extras))}]"
        if key in found or (requirement.marker and not requirement.marker.evaluate({"extra": extra})):
            continue
        found[key] = distribution(requirement.name)
        for inner in found[key].requires or []:
            waiting += [(Requirement(inner), extra) for extra in (requirement.extras or {""})]
    return found


def lay(distributions: dict[str, Distribution], target: Path) -> None:
    """Put what is installed here into `target` as well: by links, or as copies where links are not allowed."""
    for one in distributions.values():
        for top in {file.parts[0] for file in one.files or [] if file.parts[0] not in ("..", "__pycache__")}:
            source, there = Path(str(one.locate_file(top))), target / top
            if there.exists():
                continue
            try:
                there.symlink_to(source, target_is_directory=source.is_dir())
            except OSError:
                shutil.copytree(source, there) if source.is_dir() else shutil.copy(source, there)


def test_the_wheel_carries_fonts_with_their_licences_every_data_row_and_the_documentation(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    folders = (ROOT / "fonts", "pastdue/fonts"), (ROOT / "src/pastdue/data", "pastdue/data")
    assert {f"pastdue/docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} == {
        name for name in names if name.startswith("pastdue/docs/")
    }
    for folder, inside in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                assert f"{inside}/{path.relative_to(folder).as_posix()}" in names
    assert any(name.endswith(".data/data/share/man/man1/pastdue.1") for name in names)
    assert any(name.endswith("0001_ledger.sql") for name in names)
    assert any(name.endswith("noto-sans/OFL.txt") for name in names)


def test_the_wheel_with_what_it_requires_sets_a_letter(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run([*install, str(wheel)], check=True, cwd=tmp_path)
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(home), "platbase": str(home)}))
    (metadata,) = packages.glob("pastdue-*.dist-info")
    lay(required(Distribution.at(metadata).requires or []), packages)
    rows = "invoice,customer_id,customer,issued,due,currency,total,address1,postcode,city,country\n"
    rows += "INV-1,C1,Żółć & Söhne,2026-01-01,2026-01-15,EUR,100.00,Weg 1,10115,Berlin,DE\n"
    (tmp_path / "invoices.csv").write_text(rows, encoding="utf-8")
    sender = '[creditor]\nname = "Żuk GmbH"\naddress = ["Weg 2", "10115 Berlin"]\ncountry = "DE"\n'
    (tmp_path / "pastdue.toml").write_text(sender, encoding="utf-8")
    done = subprocess.run(
        [python.with_name("pastdue"), "run", "invoices.csv", "--as-of", "2026-02-20"], cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "out" / "2026-02-20" / "letters").glob("*.pdf"))
    asked = subprocess.run([python, "-c", "import pastdue, pytest"], cwd=tmp_path, capture_output=True, text=True)
    assert "No module named 'pytest'" in asked.stderr, "the environment has more than the wheel requires"


def test_a_requirement_that_is_not_installed_is_no_silence() -> None:
    with pytest.raises(PackageNotFoundError):
        required(["a-distribution-nobody-has"])
