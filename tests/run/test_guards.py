"""Guards before a run: a sender, a day that is not far ahead, and no second ledger by mistake."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, Office, office

NO_ADDRESS = SETTINGS.replace('address = ["1 Street", "10115 Berlin"]\n', "")
NO_NAME = SETTINGS.replace('name = "Ada Ltd"\n', "")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (NO_ADDRESS, "creditor: no address: letters need a sender"),
        (NO_NAME, "creditor: no name: letters need a sender"),
        (SETTINGS.replace("Ada Ltd", "Your Firm Ltd"), "still the stand-in"),
        (SETTINGS.replace('["1 Street", "10115 Berlin"]', '["Street 1", "City"]'), "still the stand-in"),
    ],
)
def test_a_run_needs_a_sender_and_a_plan_does_not(tmp_path: Path, settings: str, said: str) -> None:
    shop = office(tmp_path, settings=settings)
    refused = shop.runs()
    assert refused.code == 2 and said in refused.err
    assert shop.files() == {"invoices.csv", "pastdue.toml"}
    assert shop.says("plan", "invoices.csv", "--as-of", "2026-10-30").code == 0


@pytest.mark.parametrize(("on", "code"), [("2026-11-07", 0), ("2026-11-08", 2)])
def test_a_day_more_than_a_week_ahead_is_refused_unless_it_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on: str, code: int
) -> None:
    monkeypatch.setenv("PASTDUE_TODAY", "2026-10-31")
    shop = office(tmp_path)
    said = shop.runs(on=on)
    assert said.code == code
    if code:
        assert "is 8 days ahead of today, 2026-10-31" in said.err and "add --yes" in said.err
        assert shop.says("plan", "invoices.csv", "--as-of", on).code == 0
        assert shop.runs("invoices.csv", "--yes", on=on).code == 0


def begun(folder: Path) -> Office:
    """A firm whose ledger `init` began, and an export."""
    shop = Office(folder)
    told = ("--name", "Ada Ltd", "--address", "1 Street", "--address", "10115 Berlin", "--country", "DE")
    assert shop.says("init", *told, "--iban", "DE89370400440532013000").code == 0
    shop.write({})
    return shop


def test_a_ledger_that_init_began_and_that_is_gone_is_not_begun_again_by_itself(tmp_path: Path) -> None:
    shop = begun(tmp_path)
    (tmp_path / "pastdue.ledger").unlink()
    refused = shop.runs()
    assert refused.code == 2 and "says that one was begun on 2027-03-31" in refused.err
    assert "add --new-ledger" in refused.err and not (tmp_path / "pastdue.ledger").exists()
    assert shop.runs("invoices.csv", "--new-ledger").code == 0
    assert shop.runs().code == 0


@pytest.mark.parametrize(("hours", "code"), [(23, 0), (25, 2)])
def test_settings_older_than_a_day_want_a_word_before_a_ledger_begins_beside_them(
    tmp_path: Path, hours: int, code: int
) -> None:
    shop = office(tmp_path)
    then = time.time() - hours * 3600
    os.utime(tmp_path / "pastdue.toml", (then, then))
    said = shop.runs()
    assert said.code == code and ("there for more than a day" in said.err) == bool(code)


def test_a_second_notice_waits_for_an_account_to_pay_into_and_a_reminder_does_not(tmp_path: Path) -> None:
    settings = SETTINGS.replace('iban = "DE89370400440532013000"\n', "")
    shop = office(tmp_path, {"due": "2026-09-20"}, {"due": "2026-08-20"}, settings=settings)
    said = shop.runs()
    assert said.code == 3 and "review A-2: no account is named to pay EUR into" in said.out
    assert [n["invoice"] for x in shop.run_json()["letters"] for n in x["invoices"]] == ["A-1"]
    approved = shop.runs("invoices.csv", "--approve", "A-2")
    assert approved.code == 0 and "1 second notice" in approved.out
