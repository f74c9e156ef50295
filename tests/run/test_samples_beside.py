"""The samples' contacts and holds have the effects their README states."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from pypdf import PdfReader

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.reports.outcome import Outcome
from pastdue.run import Job, send

SAMPLES = Path(__file__).parents[2] / "samples"


def came_to(done: Outcome) -> dict[str, str]:
    """The end of each invoice: its stage or the reason of its skip."""
    stages = {n.invoice.number: n.stage.value for letter in done.letters for n in letter.draft.notices}
    return stages | {skip.invoice: skip.why.value for skip in done.skips}


def text_of(done: Outcome, invoice: str, folder: Path) -> str:
    (file,) = [x.file for x in done.letters if any(n.invoice.number == invoice for n in x.draft.notices)]
    return " ".join(" ".join(page.extract_text() for page in PdfReader(folder / file).pages).split())


def test_the_two_files_do_what_the_readme_says(tmp_path: Path) -> None:
    home = shutil.copytree(SAMPLES, tmp_path / "studio")
    firm = read_firm(home / "pastdue.toml", home)
    months = {}
    for month, day in (("10", date(2026, 10, 30)), ("11", date(2026, 11, 30))):
        files = Files(home / f"invoices-2026-{month}.csv", contacts=home / "contacts.csv", holds=home / "holds.csv")
        months[month] = send(Job(firm, files, Dialect(), day))
        assert months[month].rejected == ()
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    section = readme.split("## With the contacts and the holds")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| `(\w+)` \| (\S+) \|", section, re.MULTILINE)
    assert len(rows) == 8
    october, november = came_to(months["10"]), came_to(months["11"])
    for invoice, first, second in rows:
        assert (october[invoice], november.get(invoice, "–")) == (first, second.strip("`")), invoice
    counts = tuple(len(done.letters) for done in months.values())
    assert f"{counts[0]} letters go out in October and {counts[1]} in November" in section
    (moved,) = [remark for remark in map(str, months["10"].remarks) if "the contact's address is used" in remark]
    assert moved.startswith("'Zwölfuhr Verlag KG'")
    letter = text_of(months["11"], "INV-2026-0091", home / "out" / "2026-11-30")
    assert "Am Sandtorkai 41" in letter and "6. November 2026" in letter and "4.165,00 EUR" in letter
    assert "Wren Halloway" in text_of(months["10"], "INV-2026-0114", home / "out" / "2026-10-30")
