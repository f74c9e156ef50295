"""The beginning of every job: what is refused when, and by whom."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS as OFFICE
from tests.cli.offices import office
from tests.mailing.mail_firm import SETTINGS, export

from pastdue.firm import read_firm
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.ladders import load_ladder
from pastdue.intake import Dialect, Files
from pastdue.ladder import Rules, check_final_deadline
from pastdue.ledger import Ledger
from pastdue.model.calendars import Calendar
from pastdue.model.countries import COUNTRIES
from pastdue.model.errors import InputError, SettingsError
from pastdue.run import Job, prepare, rehearse
from pastdue.run.one_invoice import explain
from pastdue.run.opened import rules_to_check

ON = date(2026, 10, 30)


def job(folder: Path, settings: str, invoices: str | None = None) -> Job:
    (folder / "pastdue.toml").write_text(settings, encoding="utf-8")
    if invoices is not None:
        (folder / "invoices.csv").write_text(invoices, encoding="utf-8")
    return Job(read_firm(None, folder), Files(folder / "invoices.csv"), Dialect(), ON)


def test_an_invoice_is_explained_where_the_letters_own_picture_is_missing(tmp_path: Path) -> None:
    asked = job(tmp_path, SETTINGS + '[letters]\nlogo = "gone.png"\n', export())
    with Ledger.empty() as ledger:
        number = prepare(asked).measured.frame["invoice"][0]
        assert explain(prepare(asked), ledger.history(), number).overdue.invoice.number == number
        with pytest.raises(SettingsError, match=r"letters\.logo"):
            rehearse(asked, ledger)


def test_settings_by_which_no_letter_could_be_written_are_refused_before_a_file_is_read(tmp_path: Path) -> None:
    never = job(tmp_path, SETTINGS + 'final_deadline = "400 days"\n')
    with pytest.raises(SettingsError, match="final_deadline"):
        prepare(never)


LADDER = """min_gap = "7 days"
[[rungs]]
stage = "reminder"
after = "7 days"
pay_within = "7 days"
[[rungs]]
stage = "final_demand"
after = "30 days"
pay_within = "{0}"
"""
TWO_MONTHS = ", ".join(f'"{date(2026, 10, 30) + timedelta(days=n)}"' for n in range(120))


@pytest.mark.parametrize(
    ("settings", "pay_within", "refused"),
    [
        ("", "14 days", False),
        ("", "4 days", True),
        ('final_deadline = "14 days"', "4 days", False),
        ("mail_days = 16", "14 days", False),
        ("mail_days = 17", "14 days", True),
        (f"[calendar]\nclosed = [{TWO_MONTHS}]", "14 days", True),
    ],
)
def test_a_ladder_of_the_firm_by_which_no_final_demand_could_be_written_is_refused(
    tmp_path: Path, settings: str, pay_within: str, refused: bool
) -> None:
    (tmp_path / "pastdue.d" / "ladders").mkdir(parents=True)
    (tmp_path / "pastdue.d" / "ladders" / "ours.toml").write_text(LADDER.format(pay_within))
    asked = job(tmp_path, f'[creditor]\nname = "N"\ncountry = "DE"\n[dunning]\nladder = "ours"\n{settings}\n')
    with pytest.raises(SettingsError, match=r"pay_within: |ours") if refused else nullcontext():
        rules_to_check(asked)


@pytest.mark.parametrize(
    "settings", ["mail_days = 24", f"[calendar]\nclosed = [{TWO_MONTHS}]", 'final_deadline = "4 days"']
)
def test_a_shipped_ladder_is_refused_where_the_firms_own_settings_leave_no_day_for_it(
    tmp_path: Path, settings: str
) -> None:
    asked = job(tmp_path, f'[creditor]\nname = "N"\ncountry = "DE"\n[dunning]\nladder = "monthly"\n{settings}\n')
    with pytest.raises(SettingsError, match=r"final_deadline|final_demand"):
        rules_to_check(asked)


@pytest.mark.parametrize("command", [("check",), ("plan",), ("run",), ("explain", "A-1")])
@pytest.mark.parametrize(("on", "refused"), [("2026-11-20", False), ("2026-12-31", True), ("2027-01-15", True)])
def test_a_day_whose_holidays_are_not_known_is_refused_by_a_check_as_by_a_run(
    tmp_path: Path, command: tuple[str, ...], on: str, refused: bool
) -> None:
    firm = office(tmp_path, settings=OFFICE.replace('country = "DE"', 'country = "LK"'))
    said = firm.says(
        command[0], "invoices.csv", *command[1:], "--as-of", on, *(("--yes",) if command[0] == "run" else ())
    )
    assert (said.code == 2) is refused
    assert ("holidays of LK are known from 2003 to 2026" in said.err) is refused


def test_every_shipped_ladder_leaves_time_enough_for_a_final_demand_in_every_country() -> None:
    ladders = [load_ladder(Catalog(), name) for name in Catalog().names("ladders")]
    for country in sorted(COUNTRIES):
        calendar = Calendar(country)
        for month in range(1, 11):  # of some countries the holidays after 2026 are not known yet
            for ladder in ladders:
                check_final_deadline(Rules(ladder), date(2026, month, 15), calendar)


def test_a_file_that_cannot_be_used_is_refused_before_any_picture_or_font_is_read(tmp_path: Path) -> None:
    unusable = job(tmp_path, SETTINGS + '[letters]\nlogo = "gone.png"\n', "a,b\n1,2\n")
    with Ledger.empty() as ledger, pytest.raises(InputError):
        rehearse(unusable, ledger)
