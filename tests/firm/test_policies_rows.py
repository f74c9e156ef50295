"""Rows of policies: each loads with the values it states, and a wrong one names its file and key."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from pastdue.charges.kinds.interest import Interest
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.policies import load_policy, policy_names, rule_classes
from pastdue.model import Invoice, Overdue, Party
from pastdue.model.countries import CalendarName
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money

OURS = Catalog()
DUE = date(2026, 3, 2)


def own(tmp_path: Path, text: str, name: str = "mine") -> Catalog:
    """A catalog in which the user has a policy of their own."""
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return Catalog(tmp_path)


def charged(name: str, total: str, days: int) -> list[str]:
    invoice = Invoice("7", Party("c", "Customer"), date(2026, 2, 2), DUE, Money.parse(total))
    overdue = Overdue(invoice, DUE + timedelta(days), DUE, days, days * 5 // 7, CalendarName("PL"))
    return [str(c.amount) for c in load_policy(OURS, name).charges(overdue, ())]


CONTRACTS = [name for name in policy_names(OURS) if load_policy(OURS, name).checked is None]


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_shipped_contract_policy_says_what_must_be_agreed(name: str) -> None:
    policy = load_policy(OURS, name)
    assert policy.title
    assert "agree" in policy.source


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_shipped_contract_policy_charges_an_invoice_90_days_late_in_one_of_our_currencies(name: str) -> None:
    currency = next((c for c in ("USD", "EUR", "GBP", "PLN") if c.casefold() in name), "EUR")
    currency = "USD" if name.startswith("us-") else currency
    assert bool(charged(name, f"1000 {currency}", 90)) == (name != "none")


@pytest.mark.parametrize(
    ("name", "total", "days", "expected"),
    [
        ("none", "1000 EUR", 90, []),
        ("us-1.5-monthly", "1000 USD", 61, ["30.00 USD"]),
        ("us-flat-25", "1000 USD", 10, []),
        ("us-flat-25", "1000 USD", 11, ["25.00 USD"]),
        ("us-late-5-percent", "1000 USD", 11, ["50.00 USD"]),
        ("us-late-5-percent", "20000 USD", 11, ["500.00 USD"]),
        ("uk-contract-8", "1000 GBP", 73, ["16.00 GBP"]),
        ("eu-fixed-40", "1000 EUR", 1, ["40.00 EUR"]),
        ("eur-8-percent", "1000 EUR", 73, ["16.00 EUR"]),
        ("pl-contract-10", "1000 PLN", 73, ["20.00 PLN"]),
        ("mahngebuehr-5", "1000 EUR", 30, ["5.00 EUR"]),
        ("tiered-amount", "500 USD", 5, ["15.00 USD"]),
        ("tiered-amount", "40000.01 PLN", 5, ["400.00 PLN"]),
        ("tiered-amount", "40000 GBP", 5, ["250.00 GBP"]),
        ("tiered-days", "1000 EUR", 30, ["10.00 EUR"]),
        ("tiered-days", "1000 EUR", 61, ["30.00 EUR"]),
        ("freelancer-multi", "1000 PLN", 7, []),
        ("freelancer-multi", "1000 PLN", 8, ["1.75 PLN", "90.00 PLN"]),
        ("freelancer-multi", "100 GBP", 73, ["1.60 GBP", "20.00 GBP"]),
        ("freelancer-multi", "80 GBP", 73, ["1.28 GBP", "18.72 GBP"]),
    ],
)
def test_a_shipped_policy_charges_what_its_title_says(name: str, total: str, days: int, expected: list[str]) -> None:
    assert charged(name, total, days) == expected


def test_a_rule_is_found_by_the_name_of_its_module_alone() -> None:
    assert {"flat", "interest", "percent", "tiered"} <= set(rule_classes())
    assert rule_classes()["interest"] is Interest
    assert not {"policy", "accrual", "limits", "lateness", "daycount", "whole_months"} & set(rule_classes())


def test_a_policy_of_one_s_own_may_use_every_key(tmp_path: Path) -> None:
    catalog = own(
        tmp_path,
        """
        title = "All keys"
        source = "contract"
        law = "clause 9"
        applies_to = ["business", "public"]
        grace = "5 business days"
        grace_means = "gate"
        minimum = ["5 EUR"]
        cap = ["90 EUR"]
        cap_percent = 10
        cap_annual_percent = 24
        allow_high_charges = true
        [[charge]]
        rule = "interest"
        monthly_percent = 2
        months = "started"
        compounding = "yearly"
        settle = "interest first"
        [[charge]]
        rule = "flat"
        each = "notice"
        amount = ["5 EUR"]
        kind = "compensation"
        vat_percent = 23
        """,
    )
    policy = load_policy(catalog, "mine")
    assert (policy.name, policy.law, policy.annual_equivalent) == ("mine", "clause 9", Decimal(24))
    assert [type(rule).__name__ for rule in policy.rules] == ["Interest", "Flat"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('titel = "x"', "policies/mine.toml: unknown key 'titel', did you mean 'title'?"),
        ('source = "x"', "policies/mine.toml: missing title"),
        ("[[charge]]", "policies/mine.toml: charge[1]: missing rule"),
        ('[[charge]]\nrule = "flatt"', "policies/mine.toml: charge[1]: rule: 'flatt' is unknown, did you mean 'flat'?"),
        ('[[charge]]\nrule = "policy"', "policies/mine.toml: charge[1]: rule: 'policy' is unknown"),
        ("[[charge]]\nrule = 5", "policies/mine.toml: charge[1]: rule: 5 is not text in quotes"),
        ('[[charge]]\nrule = "flat"', "policies/mine.toml: charge[1]: a flat fee needs either an amount or by_letter"),
        (
            '[[charge]]\nrule = "flat"\namount = ["5 EUR"]\neach = "day"',
            "policies/mine.toml: charge[1]: each: 'day' is unknown",
        ),
        (
            '[[charge]]\nrule = "flat"\namount = ["5,00 EUR"]',
            "policies/mine.toml: charge[1]: amount[1]: '5,00 EUR' is not an amount",
        ),
        (
            '[[charge]]\nrule = "interest"\nannual_percent = 8\nrate = 3',
            "policies/mine.toml: charge[1]: unknown key 'rate'",
        ),
        (
            '[[charge]]\nrule = "tiered"\nby = "days"\nbands = [{percent = 1, up_to_days = 3}]',
            "policies/mine.toml: charge[1]: the last band must have no upper edge",
        ),
        (
            'grace = "5 business days"\ngrace_means = "free"',
            "policies/mine.toml: grace = '5 business days' cannot be free",
        ),
        ('applies_to = ["company"]', "policies/mine.toml: applies_to[1]: 'company' is unknown"),
    ],
)
def test_a_wrong_row_is_refused_by_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    head = "" if text.startswith(("titel", "source")) else 'title = "x"\n'
    with pytest.raises(SettingsError) as refusal:
        load_policy(own(tmp_path, head + text), "mine")
    assert refusal.value.what.startswith(f"{tmp_path.name}/{message}")


def test_an_unknown_policy_names_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="did you mean 'eu-fixed-40'") as refusal:
        load_policy(OURS, "eu-fixed-4")
    assert "us-1.5-monthly" in refusal.value.remedy


HIGH = 'title = "x"\n[[charge]]\nrule = "interest"\nmonthly_percent = '


def test_a_rate_above_100_percent_a_year_needs_to_be_allowed(tmp_path: Path) -> None:
    catalog = own(tmp_path, HIGH + "8.34")
    with pytest.raises(SettingsError, match=r"mine.toml: a rate of 100.08 % a year is more than 100 %"):
        load_policy(catalog, "mine")
    assert load_policy(catalog, "mine", allow_high_charges=True).allow_high_charges


def test_a_rate_of_at_most_100_percent_a_year_needs_no_leave(tmp_path: Path) -> None:
    assert not load_policy(own(tmp_path, HIGH + "8.33"), "mine").allow_high_charges


def test_a_row_may_allow_high_charges_itself(tmp_path: Path) -> None:
    assert load_policy(own(tmp_path, "allow_high_charges = true\n" + HIGH + "9"), "mine").annual_equivalent == 108
