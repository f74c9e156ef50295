"""The options that say how files are read: one table makes them, the keys of `[intake]` and the dialect."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from tests.command import pastdue

from pastdue.firm.settings.dunning import IntakeSettings
from pastdue.intake import Dialect, Files
from pastdue.intake.export.choices import ReadingChoices, over, reading_options

FILE = "no;client;date;due;sum\n1;Ada Ltd;05/01/2026;04/02/2026;1.234\n"
SETTINGS = """\
map = { invoice = "no", customer = "client", issued = "date", total = "sum" }
date_format = "%d/%m/%Y"
decimal = ","
currency = "EUR"
"""


def test_each_choice_is_an_option_a_key_of_the_settings_and_a_part_of_the_dialect(tmp_path: Path) -> None:
    names = [name for name, _, _ in reading_options(ReadingChoices)]
    assert names == [each.name for each in fields(ReadingChoices)]
    assert {*names} <= {each.name for each in fields(Dialect)} & {each.name for each in fields(IntakeSettings)}
    beside = [name for name, _, _ in reading_options(Files)]
    of_tasks = {"followups"}  # an option of the commands for tasks and short letters alone
    assert {*names, *beside} == {each.name for each in fields(IntakeSettings)} - of_tasks
    shown = pastdue(tmp_path, "check", "--help").stdout
    options = [*reading_options(ReadingChoices), *reading_options(Files)]
    assert all(f"--{(option.name or name).replace('_', '-')} " in shown for name, _, option in options)


@pytest.mark.parametrize("option", [False, True])
def test_a_file_is_read_the_same_by_options_and_by_settings(tmp_path: Path, option: bool) -> None:
    (tmp_path / "list.csv").write_text(FILE)
    if option:
        maps = ["--map", "invoice=no", "--map", "customer=client", "--map", "issued=date", "--map", "total=sum"]
        said = [*maps, "--date-format", "%d/%m/%Y", "--decimal", ",", "--currency", "EUR"]
    else:
        head = '[creditor]\nname = "Firm"\naddress = ["Street 1"]\ncountry = "DE"\n[intake]\n'
        (tmp_path / "pastdue.toml").write_text(head + SETTINGS)
        said = []
    done = pastdue(tmp_path, "check", "list.csv", *said, "--as-of", "2026-03-01")
    assert (done.returncode, "1 invoice open, 1,234.00 EUR" in done.stdout) == (0, True), done.stderr + done.stdout


def test_options_add_to_tables_and_lists_of_the_settings_and_replace_the_rest() -> None:
    base = ReadingChoices(map={"due": "a", "total": "b"}, ignore=("x",), currency="EUR", decimal=",")
    said = over({"map": (("due", "c"),), "ignore": ("y",), "currency": "USD", "decimal": None}, base)
    assert (said["map"], said["ignore"]) == ({"due": "c", "total": "b"}, ("x", "y"))
    assert (said["currency"], said["decimal"]) == ("USD", ",")


KINDS = (
    "Invoice No,Customer,customer_type,Invoice Date,Due Date,Amount\n1,Ada,Zorp,2026-01-05,2026-02-04,100.00\n"
    "2,Ben,Business,2026-01-05,2026-02-04,100.00\n"
)


@pytest.mark.parametrize(
    ("dunning", "code"),
    [("", 0), ('customers = "unknown"', 0), ('customers = "business"', 4), ('policy = "de-b2b"', 4),
     ('policies = [{ policy = "de-b2b", currency = "EUR" }]', 4)],
)  # fmt: skip
def test_an_unknown_kind_of_customer_is_a_question_where_the_settings_charge_it(
    tmp_path: Path, dunning: str, code: int
) -> None:
    (tmp_path / "list.csv").write_text(KINDS)
    head = '[creditor]\nname = "Firm"\naddress = ["Street 1"]\ncountry = "DE"\n[dunning]\n'
    (tmp_path / "pastdue.toml").write_text(f"{head}{dunning}\n")
    done = pastdue(tmp_path, "check", "list.csv", "--as-of", "2026-03-01")
    assert (done.returncode, "'Zorp': is that a business" in done.stderr) == (code, code == 4), done.stderr
