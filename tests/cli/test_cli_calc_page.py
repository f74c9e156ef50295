"""The page of a calculation: it says all that is needed to check it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.calc_called import UK, calc, said


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without settings."""
    monkeypatch.chdir(tmp_path)


PAGE = """\
Late Payment of Commercial Debts (Interest) Act 1998

  Policy      uk-b2b, checked on 2026-11-29 (primary source)
  Law         Late Payment of Commercial Debts (Interest) Act 1998 s.4; SI
              2002/1675 art. 4
  Source      legislation.gov.uk/ukpga/1998/20;
              legislation.gov.uk/uksi/2002/1675
  Customer    business
  Principal   10,000.00 GBP
  Due         2026-07-31, Friday
  Counted to  2026-09-29: 60 days late

Charge        First day   Last day    Days       Base  Rate %  Amount GBP
────────────  ──────────  ──────────  ────  ─────────  ──────  ──────────
interest      2026-08-01  2026-09-29    60  10,000.00   11.75      193.15
compensation                                                       100.00

  11.75 % = 3.75 % (Bank of England Bank Rate, 2026-06-30) + 8
  interest = base x rate x days, actual/365, each line rounded half-up

  Principal still open  10,000.00
  Interest                 193.15  Late Payment of Commercial Debts (Interest)
                                   Act 1998 s.4; SI 2002/1675 art. 4
  Compensation             100.00  Late Payment of Commercial Debts (Interest)
                                   Act 1998 s.5A
                        =========
  Total on 2026-09-29   10,293.15 GBP

  From 2026-09-30 on, each further day adds 3.22 GBP.
"""


def test_the_page_says_all_that_is_needed_to_check_it() -> None:
    assert calc(*UK).stdout == PAGE


def test_a_rate_by_the_month_is_given_with_its_yearly_one(tmp_path: Path) -> None:
    own = tmp_path / "pastdue.d" / "policies"
    own.mkdir(parents=True)
    (tmp_path / "pastdue.toml").write_text("")
    (own / "mine.toml").write_text('title = "x"\n[[charge]]\nrule = "interest"\nmonthly_percent = 2\nmonths = "full"\n')
    page = calc(
        "--policy", "mine", "--principal", "500", "--currency", "CAD", "--due", "2026-01-31", "--on", "2026-03-31"
    )
    assert "2 % a month = 24 % a year" in page.stdout
    assert "20.00" in page.stdout


@pytest.mark.parametrize("rate", [("--monthly", "1.5"), ("--monthly", "1.5 %"), ("--policy", "us-1.5-monthly")])
def test_a_month_at_a_monthly_rate_costs_that_rate(rate: tuple[str, ...]) -> None:
    asked = (*rate, "--principal", "1000", "--currency", "usd", "--due", "2026-01-31", "--on", "2026-03-31")
    page = calc(*asked).stdout
    assert "1.5 % a month = 18 % a year" in page
    assert "30/360, where every month has 30 days" in " ".join(page.split())
    assert (said(*asked)["interest"], said(*asked)["currency"]) == ("30.00", "USD")


def test_no_line_of_the_page_is_wider_than_eighty() -> None:
    for statute, currency in (("pl-b2b", "PLN"), ("nl-b2b", "EUR"), ("ie-b2b", "EUR"), ("us-prompt-payment", "USD")):
        page = calc("--policy", statute, "--principal", "987654.32", "--currency", currency, "--due", "2025-01-03",
                    "--on", "2025-06-20").stdout  # fmt: skip
        assert max(map(len, page.splitlines())) <= 80


@pytest.mark.parametrize(("ceiling", "told"), [("127.1", False), ("127", True)])
def test_charges_above_the_firm_s_own_ceiling_are_said(tmp_path: Path, ceiling: str, told: bool) -> None:
    """44.08 GBP on 422 GBP within 30 days are 127.087 % a year."""
    (tmp_path / "pastdue.toml").write_text(f"[dunning]\nwarn_above_percent = {ceiling}\n")
    page = calc("--policy", "uk-b2b", "--principal", "422", "--due", "2026-07-31", "--on", "2026-08-30").stdout
    assert ("more than warn_above_percent" in page) is told


def test_a_debt_paid_in_time_says_so_and_one_not_late_does_not() -> None:
    asked = ("--policy", "uk-b2b", "--principal", "500", "--due", "2026-01-31")
    assert "it was paid in time" in calc(*asked, "--on", "2026-03-01", "--payment", "2026-01-31=500").stdout
    assert "it was paid in time" not in calc(*asked, "--on", "2026-03-01", "--payment", "2026-02-01=500").stdout
    assert "Nothing is charged.\n" in calc(*asked, "--on", "2026-01-31").stdout


def test_a_provisional_total_is_marked_where_it_stands() -> None:
    asked = ("--policy", "uk-b2b", "--principal", "500", "--due", "2027-01-31", "--on", "2027-03-01", "--provisional")
    assert "544.67 GBP, provisional\n" in calc(*asked).stdout
    assert said(*asked)["provisional"] is True
