"""Settings for customers: those nobody has are said, those spelled otherwise refused; an old book is left alone."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.noting import noting

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ledger import Ledger
from pastdue.model import names
from pastdue.model.errors import SettingsError
from pastdue.reports.outcome import Outcome
from pastdue.run import Job, rehearse

HEAD = '[creditor]\nname = "T"\naddress = ["Road 2"]\ncountry = "DE"\niban = "DE89370400440532013000"\n'


def planned(folder: Path, settings: str, due: str = "2026-03-01", on: date = date(2026, 4, 10)) -> Outcome:
    (folder / "pastdue.toml").write_text(HEAD + '[dunning]\npolicy = "none"\n' + settings)
    (folder / "in.csv").write_text(
        "invoice,customer_id,customer,issued,due,currency,total,address1,country\n"
        f"A,C-032,x,2019-02-01,{due},EUR,100.00,Road 1,DE\n"
    )
    with Ledger.empty() as ledger:
        files = Files(folder / "in.csv")
        return rehearse(Job(read_firm(folder / "pastdue.toml", folder), files, Dialect(), on), ledger).outcome


@pytest.mark.parametrize("named", ["c-032", "C032", "C 032", "c.032"])
def test_a_customer_spelled_otherwise_than_in_the_file_is_a_settings_error(tmp_path: Path, named: str) -> None:
    with pytest.raises(SettingsError, match=f"customers.{named}: no customer has this id; the file has 'C-032'"):
        planned(tmp_path, f'[customers."{named}"]\ndun = false\n')


def test_a_customer_as_in_the_file_is_never_dunned(tmp_path: Path) -> None:
    assert [s.why.value for s in planned(tmp_path, '[customers."C-032"]\ndun = false\n').skips] == ["never_dun"]


@pytest.mark.parametrize(("named", "said"), [("C-0322", "did you mean C-032?"), ("Z9", "holds once they are")])
def test_a_customer_nobody_has_is_said(tmp_path: Path, named: str, said: str) -> None:
    remarks = [str(r) for r in planned(tmp_path, f'[customers."{named}"]\ndun = false\n').remarks]
    assert any(r.startswith(f"[customers.{named}]: no customer of the file has this id") and said in r for r in remarks)


@pytest.mark.parametrize(("absent", "told"), [(10, 10), (11, 11), (400, 11)])
def test_of_many_customers_nobody_has_ten_are_named_and_the_others_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absent: int, told: int
) -> None:
    looked: list[int] = []
    monkeypatch.setattr(
        names, "get_close_matches", noting(lambda *_: [], lambda _, among, *__: looked.append(len(among)))
    )
    settings = "".join(f'[customers."C-032-{n:03d}"]\ndun = false\n' for n in range(absent))
    remarks = [str(r) for r in planned(tmp_path, settings).remarks if "customer of the file has" in str(r)]
    named = [r for r in remarks if r.count("C-032-")]
    assert len(looked) == 10 and len(named) == len(remarks) and sum(r.count("C-032-") for r in remarks) == told
    counted = f"{absent - 10} more id{'s' if absent > 11 else ''} of [customers] in the settings"
    assert any(counted in r and "not looked for" in r for r in remarks) is (absent > 10)


@pytest.mark.parametrize(("due", "sent"), [("2024-04-11", 1), ("2024-04-10", 0), ("2019-03-01", 0)])
def test_a_first_run_leaves_what_is_late_for_two_years_alone_and_says_so(tmp_path: Path, due: str, sent: int) -> None:
    done = planned(tmp_path, "", due)
    assert (len(done.letters), [s.why.value for s in done.skips]) == (sent, [] if sent else ["too_old"])
    text = "1 invoice late for 24 months or more and never dunned: left alone"
    assert any(text in str(remark) for remark in done.remarks) is not bool(sent)
    assert any("1 first notice above the first rung" in str(remark) for remark in done.remarks) is bool(sent)


def test_one_setting_takes_an_old_book_in(tmp_path: Path) -> None:
    assert len(planned(tmp_path, 'max_age = "120 months"\n', "2019-03-01").letters) == 1


@pytest.mark.parametrize(("day", "said"), [(3, False), (2, True)])
def test_an_export_written_more_than_a_week_before_is_told_by_every_plan(tmp_path: Path, day: int, said: bool) -> None:
    planned(tmp_path, "")
    noon = datetime(2026, 4, day, 12).astimezone().timestamp()
    text = (tmp_path / "in.csv").read_text()
    firm = read_firm(tmp_path / "pastdue.toml", tmp_path)
    (tmp_path / "old.csv").write_text(text)
    os.utime(tmp_path / "old.csv", (noon, noon))
    with Ledger.empty() as ledger:
        done = rehearse(Job(firm, Files(tmp_path / "old.csv"), Dialect(), date(2026, 4, 10)), ledger).outcome
    assert any("later payments are not in it" in str(remark) for remark in done.remarks) is said
