"""The beginning of every job: what is refused when, and by whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.mailing.mail_firm import SETTINGS, export

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ledger import Ledger
from pastdue.model.errors import InputError, SettingsError
from pastdue.run import Job, prepare, rehearse
from pastdue.run.one_invoice import explain

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


def test_a_file_that_cannot_be_used_is_refused_before_any_picture_or_font_is_read(tmp_path: Path) -> None:
    unusable = job(tmp_path, SETTINGS + '[letters]\nlogo = "gone.png"\n', "a,b\n1,2\n")
    with Ledger.empty() as ledger, pytest.raises(InputError):
        rehearse(unusable, ledger)
