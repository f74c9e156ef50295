"""The page of an explanation: every fact once, each charge line by line, and sums that add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.charges.statute_cases import charges, late
from tests.cli.offices import office

from pastdue.model import Charge, ChargeKind, Invoice, Notice, Overdue, Party, Payment, Segment, Skip, Stage, Why
from pastdue.model.countries import CalendarName
from pastdue.model.money import Money
from pastdue.reports.explain import Explanation
from pastdue.reports.explain_page import statement

OVERDUE = late("10000 GBP", "2026-07-31", "2026-09-29")
NOTICE = Notice(OVERDUE, Stage.REMINDER, date(2026, 10, 9))
EXPLAINED = Explanation(OVERDUE, NOTICE, charges("uk-b2b", OVERDUE))


def facts(explanation: Explanation, width: int = 80) -> str:
    return "\n".join(statement(explanation).head(width))


def test_the_facts_of_a_late_invoice() -> None:
    assert (
        facts(EXPLAINED)
        == """\
Invoice 7

  Customer  Customer (c)
  Amount    10,000.00 GBP, issued 2026-07-31
  Due       2026-07-31, Friday
  As of     2026-09-29: 60 days late, 0 business days (none)
  Today     reminder, pay by 2026-10-09
  Policy    uk-b2b"""
    )


def test_the_sums_name_the_law_of_each() -> None:
    assert (
        "\n".join(statement(EXPLAINED).foot(80))
        == """\
  Open          10,000.00
  Interest         193.15  Late Payment of Commercial Debts (Interest) Act 1998
                           s.4; SI 2002/1675 art. 4
  Compensation     100.00  Late Payment of Commercial Debts (Interest) Act 1998
                           s.5A
                =========
  Total         10,293.15 GBP"""
    )


def test_each_rate_says_what_it_rests_on_and_how_days_are_counted() -> None:
    assert statement(EXPLAINED).grounds(80) == (
        "  11.75 % = 3.75 % (Bank of England Bank Rate, 2026-06-30) + 8",
        "  interest = base x rate x days, actual/365, each line rounded half-up",
    )
    assert [row[1:4] for row in statement(EXPLAINED).lines().rows] == [
        (date(2026, 8, 1), date(2026, 9, 29), 60), (None, None, None),
    ]  # fmt: skip


def test_a_payment_says_its_day_or_which_day_it_counts_for() -> None:
    pound = Money(Decimal(1), "GBP")
    paid = (Payment(pound), Payment(pound * 2, date(2026, 8, 1)), Payment(pound * 3, date(2026, 9, 30)))
    invoice: Invoice = replace(OVERDUE.invoice, payments=paid)
    text = facts(replace(EXPLAINED, overdue=replace(OVERDUE, invoice=invoice)))
    assert "1.00 GBP, counted as paid on the due day, as the file gives no date" in text
    assert "2.00 GBP, 2026-08-01\n" in text
    assert "3.00 GBP, 2026-09-30, still to come\n" in text


def test_a_law_s_own_due_day_stands_beside_the_one_measured() -> None:
    moved = Overdue(OVERDUE.invoice, OVERDUE.as_of, date(2026, 8, 3), 57, 40, CalendarName("GB"))
    text = facts(Explanation(moved, NOTICE, EXPLAINED.charges))
    assert "moved to 2026-08-03, Monday" in text
    assert "charged from the day after 2026-07-31, Friday, the due day by law" in text
    assert "by law" not in facts(EXPLAINED) and "moved" not in facts(EXPLAINED)


def test_a_skip_says_why_and_until_when_and_a_waiver_by_whose_word() -> None:
    until = Skip("7", "c", Why.ON_HOLD, date(2026, 10, 1), "asked for an invoice copy")
    text = facts(replace(EXPLAINED, decision=until, charges=(), waived="goodwill"))
    assert "no notice: on_hold (asked for an invoice copy)" in text
    assert "Next possible  2026-10-01" in text and "waived: goodwill" in text
    assert "waived" not in facts(EXPLAINED)


def test_whole_months_at_a_monthly_rate_say_the_yearly_one() -> None:
    month = Segment(Money.parse("15.00 GBP"), date(2026, 7, 31), date(2026, 8, 31), 31, Money.parse("1000 GBP"),
                    Decimal("1.5"))  # fmt: skip
    by_month = Charge(ChargeKind.INTEREST, "terms", (month, month), "GBP", agreed=Decimal("1.5"))
    assert statement(replace(EXPLAINED, charges=(by_month,))).grounds(80) == ("  1.5 % a month = 18 % a year",)


def test_a_long_name_is_wrapped_below_its_label() -> None:
    party = Party("c", "Customer " * 20)
    invoice: Invoice = replace(OVERDUE.invoice, customer=party)
    text = facts(replace(EXPLAINED, overdue=replace(OVERDUE, invoice=invoice)), 60)
    assert max(map(len, text.splitlines())) <= 60


OWN_LADDER = """
min_gap = "1 day"
[[rungs]]
stage = "reminder"
after = "10 days"
pay_within = "10 days"
[[rungs]]
stage = "second_notice"
after = "7 days"
counted_from = "pay by"
pay_within = "10 days"
"""


def test_the_ladder_stands_below_with_the_day_of_each_rung_and_its_letter(tmp_path: Path) -> None:
    shop = office(tmp_path, {})
    (tmp_path / "pastdue.d/ladders").mkdir(parents=True)
    (tmp_path / "pastdue.d/ladders/own.toml").write_text(OWN_LADDER, encoding="utf-8")
    settings = tmp_path / "pastdue.toml"
    settings.write_text(settings.read_text("utf-8").replace("[dunning]", '[dunning]\nladder = "own"'), "utf-8")
    explained = "explain", "invoices.csv", "A-1", "--as-of"
    before = shop.says(*explained, "2026-08-05", "--format", "json").json["ladder"]
    assert [(rung["stage"], rung["on"], rung["letter"]) for rung in before] == [
        ("reminder", "2026-08-10", None), ("second_notice", None, None)
    ]  # fmt: skip
    shop.runs(on="2026-08-10")
    page = shop.says(*explained, "2026-08-11").out
    first, second = page[page.index("Ladder") :].splitlines()[-2:]
    assert first.split() == ["reminder", "10", "days", "2026-08-10", "2026-00001"]
    assert second.split() == ["second_notice", "7", "days", "from", "its", "day", "to", "pay", "by", "2026-08-27"]
