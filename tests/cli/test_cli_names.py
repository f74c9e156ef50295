"""Hostile names and numbers: they reach the letter as they are, and never the disk or the page as anything else."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.cli.offices import ON, Office, office

from pastdue.cli.files import file_names

NAMES = [
    "AT&T", "<Smith & Sons>", "</para>", "<b>", '<font color="white">hidden</font>', '<img src="/etc/passwd">',
    "&copy2024", "%s", "{x}", "{{x}}", "%(name)s", "$name", "\\n", "5 <b unclosed", "[creditor.name]", "O’Brien",
    '=HYPERLINK("http://x")', "+cmd", "@x", "-1+1", "ﬁrm", "Łódź Żółć", "Αφοί Παπαδόπουλοι", "Ляпунов", "N" * 40,
]  # fmt: skip
NUMBERS = [
    "../../etc/x", "/abs", "C:\\x", "FV/2026/001", "CON", "-rf", ".hidden", "a:b?*", "%s", "{x}", "{{x}}", "=1+1",
    "<b>", "0", "007", "1E5", "NA", "null", "nan", "a b", "a,b", "x" * 60,
]  # fmt: skip


RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def good_on_windows(name: str) -> bool:
    """Whether Windows takes the name of a file or a folder as it is."""
    strange = re.search(r'[<>:"/\\|?*\x00-\x1f]', name) or name != name.rstrip(" .")
    return bool(name) and not strange and not RESERVED.fullmatch(name) and len(name) < 100


def words(text: str) -> str:
    """The text without white space: a name may be divided over two lines."""
    return "".join(text.split())


def cells(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len({len(row) for row in rows}) == 1, path
    return [cell for row in rows[1:] for cell in row]


def assert_letters_say(shop: Office, field: str, values: list[str]) -> None:
    letters = shop.run_json()["letters"]
    found = [letter["customer"] if field == "customer" else letter["invoices"][0]["invoice"] for letter in letters]
    assert sorted(found) == sorted(values)
    for letter, value in zip(letters, found, strict=True):
        text = shop.letter_text(letter["file"])
        assert words(value) in words(text), value
        assert "100.00" in text and "EUR" in text and "\u25a0" not in text


def test_every_name_is_printed_as_it_is_written(tmp_path: Path) -> None:
    shop = office(tmp_path, *({"customer": name} for name in NAMES))
    assert shop.runs().code == 0
    assert_letters_say(shop, "customer", NAMES)


def test_every_number_is_printed_as_it_is_written_and_no_file_leaves_the_output_folder(tmp_path: Path) -> None:
    (tmp_path / "firm").mkdir()
    shop = office(tmp_path / "firm", *({"invoice": number} for number in NUMBERS))
    assert shop.runs().code == 0
    assert_letters_say(shop, "invoice", NUMBERS)
    assert [path.name for path in tmp_path.iterdir()] == ["firm"]
    top = {name.split("/")[0] for name in shop.files()}
    assert top == {"out", "invoices.csv", "pastdue.toml", "pastdue.ledger", "pastdue.ledger.lock"}
    assert all(path.name.isascii() and len(path.name) < 60 for path in shop.folder.rglob("*"))
    assert [path for path in shop.folder.rglob("*") if not good_on_windows(path.name)] == []


@given(st.lists(st.one_of(st.text(max_size=70), st.sampled_from(NUMBERS + NAMES))))
def test_files_named_for_customers_have_names_of_their_own_that_windows_takes(ids: list[str]) -> None:
    names = [f"statement-{name}.pdf" for name in file_names(ids)]
    assert len({name.casefold() for name in names}) == len(ids)
    assert [name for name in names if not good_on_windows(name)] == []


def test_no_report_holds_a_cell_that_a_spreadsheet_would_run(tmp_path: Path) -> None:
    shop = office(tmp_path, *({"customer": name, "invoice": f"={n}"} for n, name in enumerate(NAMES)), {"total": "-5"})
    shop.runs()
    written = [tmp_path / name for name in shop.files() if name.startswith("out/") and name.endswith(".csv")]
    assert {path.name for path in written} >= {"manifest.csv", "aging.csv", "charges.csv", "skips.csv"}
    for path in written:
        for cell in cells(path):
            risky = cell[:1] in ("=", "+", "-", "@", "\t")
            assert not risky or cell.lstrip("-").replace(".", "").isdigit(), (path.name, cell)


def test_a_name_no_letter_can_show_stops_that_letter_alone_and_is_named(tmp_path: Path) -> None:
    shop = office(tmp_path, {"customer": "日本 株式会社"}, {}, {"customer": "W" * 200})
    said = shop.runs()
    assert said.code == 3
    done = shop.run_json()
    assert [letter["customer_id"] for letter in done["letters"]] == ["C-2"]
    assert done["letters"][0]["id"] == "2026-00001"
    glyph, long = done["skips"]
    assert (glyph["invoice"], glyph["why"]) == ("A-1", "not_printable")
    assert "U+65E5" in glyph["detail"] and "日本" in glyph["detail"]
    assert "does not fit" in long["detail"] and "2026-00001" not in glyph["detail"] + long["detail"]
    assert f"out/{ON}/print/unmailable.csv: 2 invoices" in said.out


def test_a_hidden_change_of_writing_direction_is_rejected_and_shown(tmp_path: Path) -> None:
    shop = office(tmp_path, {"customer": "evil\u202eGmbH"}, {})
    said = shop.runs()
    assert said.code == 3
    assert "invoices.csv:2: customer: " in said.err and "\\u202e" in said.err and "\u202e" not in said.err
    assert shop.run_json()["counts"] == {
        "rows": 2, "invoices": 1, "notices": 1, "skips": 0, "missing": 0, "rejected": 1, "ignored": 0,
    }  # fmt: skip


def test_an_invoice_number_of_300_characters_is_rejected(tmp_path: Path) -> None:
    said = office(tmp_path, {"invoice": "N" * 300}, {}).runs()
    assert said.code == 3
    assert "invoices.csv:2: invoice: has 300 characters, the limit is 60" in said.err
    assert max(map(len, said.err.splitlines())) < 200
