"""`pastdue calc`: the JSON contract, the page for people, and every bad question beside its answer."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.cli.calc_called import UK, calc, said
from tests.command import pastdue


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without settings."""
    monkeypatch.chdir(tmp_path)


BASIS = {
    "series": "boe-bank-rate", "title": "Bank of England Bank Rate", "percent": "3.75", "on": "2026-06-30",
    "since": "2025-12-18", "margin": "8", "provisional": False, "rounded_up_to": None,
}  # fmt: skip


def test_the_json_has_the_promised_keys_and_no_other() -> None:
    done = said(*UK)
    assert done["segments"][0]["basis"].pop("source")
    assert done == {
        "schema": 1, "policy": "uk-b2b",
        "law": "Late Payment of Commercial Debts (Interest) Act 1998 s.4; SI 2002/1675 art. 4",
        "principal": "10000.00",
        "currency": "GBP", "due": "2026-07-31", "effective_due": "2026-07-31", "on": "2026-09-29", "days": 60,
        "segments": [
            {"since": "2026-07-31", "until": "2026-09-29", "days": 60, "base": "10000.00", "percent": "11.75",
             "day_count": "actual/365", "amount": "193.15", "note": "", "conversion": None, "basis": BASIS},
        ],
        "set_off": [],
        "interest": "193.15", "compensation": "100.00", "total": "10293.15", "provisional": False,
        "remarks": [], "sure": "primary", "assumes": [], "omits": [],
    }  # fmt: skip


def test_a_percent_sign_and_a_currency_in_small_letters_are_understood() -> None:
    asked = ("--principal", "1000", "--due", "2026-01-01", "--on", "2026-03-15")
    assert said("--annual", "8%", "--currency", "eur", *asked) == said("--annual", "8", "--currency", "EUR", *asked)


def test_the_csv_has_a_row_a_segment() -> None:
    lines = calc(*UK, "--format", "csv").stdout.splitlines()
    assert len(lines) == 3
    assert lines[1] == (
        "interest,2026-08-01,2026-09-29,60,10000.00,11.75,actual/365,3.75 (boe-bank-rate of 2026-06-30) + 8,GBP,193.15"
    )


def test_payments_cut_the_run_and_lower_what_is_open() -> None:
    done = said(*UK, "--payment", "2026-08-30=4000", "--payment", "2026-09-09=1000")
    assert [(s["until"], s["base"]) for s in done["segments"]] == [
        ("2026-08-30", "10000.00"), ("2026-09-09", "6000.00"), ("2026-09-29", "5000.00"),
    ]  # fmt: skip
    assert (done["interest"], done["total"]) == ("148.09", "5248.09")


@pytest.mark.parametrize(
    ("order", "base"), [("principal-first", "6000.00"), ("interest first", "6096.58"), ("costs-first", "6196.58")]
)
def test_the_order_of_settling_decides_the_base_after_a_payment(order: str, base: str) -> None:
    done = said(*UK, "--payment", "2026-08-30=4000", "--settle", order)
    assert done["segments"][1]["base"] == base
    assert [one["base"] for one in done["set_off"]] == ([] if order == "principal-first" else [base_paid(base)])


def base_paid(base: str) -> str:
    return f"{10000 - Decimal(base)}"


def test_the_text_says_what_a_payment_paid() -> None:
    text = " ".join(calc(*UK, "--payment", "2026-08-30=4000", "--settle", "costs first").stdout.split())
    assert "payment of 2026-08-30, 4,000.00: 100.00 to costs, 96.58 to interest, 3,803.42 to base" in text
    assert "payment of" not in calc(*UK, "--payment", "2026-08-30=4000").stdout


def test_interest_is_owed_on_a_debt_that_was_paid_late() -> None:
    done = said(*UK, "--payment", "2026-08-30=10000")
    assert (done["interest"], done["compensation"], done["total"]) == ("96.58", "100.00", "196.58")


def test_paying_everything_leaves_nothing() -> None:
    assert said(*UK, "--payment", "2026-08-30=10196.58")["total"] == "0.00"


def test_a_rate_by_hand_needs_no_law() -> None:
    done = said(
        "--annual", "8", "--principal", "1000", "--currency", "EUR", "--due", "2026-01-01", "--on", "2026-03-15"
    )
    assert (done["policy"], done["law"], done["interest"], done["compensation"]) == (None, None, "16.00", "0.00")


@pytest.mark.parametrize(
    ("words", "interest"),
    [
        (("--day-count", "actual/360"), "50.28"),
        (("--day-count", "30/360"), "50.00"),
        (("--day-count", "actual/actual"), "49.59"),
        (("--compounding", "none"), "49.59"),
    ],
)
def test_a_rate_by_hand_is_counted_as_asked(words: tuple[str, ...], interest: str) -> None:
    asked = ("--annual", "5", "--principal", "2000", "--currency", "CHF", "--due", "2025-01-01", "--on", "2025-07-01")
    assert said(*asked, *words)["interest"] == interest


def test_interest_joins_the_base_as_asked() -> None:
    """1,500 USD at 6 %, 75 days: 7.50, then 7.54 on 1,507.50, then 3.79 on 1,515.04 (5 CFR 1315.17: 18.83)."""
    asked = ("--annual", "6", "--principal", "1500", "--currency", "USD", "--due", "2025-04-01", "--on", "2025-06-15")
    done = said(*asked, "--compounding", "30-days", "--day-count", "actual/360")
    assert [(s["base"], s["amount"]) for s in done["segments"]] == [
        ("1500.00", "7.50"), ("1507.50", "7.54"), ("1515.04", "3.79"),
    ]  # fmt: skip
    assert done["interest"] == "18.83"


def test_a_swiss_claim_can_be_counted_over_360_days() -> None:
    asked = ("--policy", "ch", "--principal", "10000", "--currency", "CHF", "--due", "2024-01-01", "--on", "2025-01-01")
    assert said(*asked)["interest"] == "501.37"
    assert said(*asked, "--day-count", "actual/360")["interest"] == "508.33"


def test_the_effective_due_day_is_the_law_s_own() -> None:
    done = said("--policy", "pl-b2b", "--principal", "100000", "--due", "2026-01-10", "--on", "2026-07-20")
    assert (done["effective_due"], done["days"], done["interest"]) == ("2026-01-12", 189, "7235.61")
    assert (done["compensation"], done["currency"]) == ("422.67", "PLN")


def test_a_contract_date_before_the_law_changed_has_the_law_of_its_time() -> None:
    asked = ("--policy", "de-b2b", "--principal", "20000", "--due", "2025-03-03", "--on", "2025-04-02")
    new, old = (said(*asked, "--contract-date", day) for day in ("2014-07-29", "2014-07-28"))
    assert (new["segments"][0]["percent"], new["compensation"]) == ("11.27", "40.00")
    assert (old["segments"][0]["percent"], old["compensation"]) == ("10.27", "0.00")


def test_a_polish_contract_before_2020_has_the_law_of_the_day_of_its_interest() -> None:
    asked = ("--policy", "pl-b2b", "--principal", "10000", "--due", "2019-12-20", "--on", "2020-06-30")
    done = said(*asked, "--contract-date", "2019-11-20")
    assert [segment["percent"] for segment in done["segments"]] == ["9.50", "11.50"]
    assert (done["interest"], done["compensation"]) == ("602.05", "172.94")


@pytest.mark.parametrize(
    ("kind", "sum_"),
    [
        ((), "0.00"), (("--customer-type", "business"), "40.00"), (("--customer-type", "Consumer"), "0.00"),
        (("--customer-type", "sole-trader"), "40.00"), (("--customer-type", "sole_trader"), "40.00"),
    ],
)  # fmt: skip
def test_who_owes_decides_the_german_lump_sum(kind: tuple[str, ...], sum_: str) -> None:
    asked = ("--policy", "de-consumer", "--principal", "1000", "--due", "2026-07-31", "--on", "2026-09-01")
    done = said(*asked, *kind)
    assert (done["interest"], done["compensation"]) == ("5.72", sum_)


def test_a_missing_euro_leaves_the_compensation_out_as_a_run_does_and_names_the_row(tmp_path: Path) -> None:
    asked = ("--policy", "pl-b2b", "--principal", "1000", "--due", "2026-02-10", "--on", "2026-03-02")
    done = said(*asked)
    assert (done["interest"], done["compensation"], done["total"]) == ("7.67", "0.00", "1007.67")
    (remark,) = done["remarks"]
    assert "no compensation" in remark and "2026-01-30,VALUE,SOURCE" in remark
    page = " ".join(calc(*asked).stdout.split())
    assert "LEFT OUT: no compensation" in page and "2026-01-30,VALUE,SOURCE" in page
    assert "LEFT OUT" not in calc(*asked, "--without-compensation").stdout
    assert said(*asked, "--provisional")["provisional"] is True
    assert "4.2267 of 2025-12-31 stands in" in " ".join(calc(*asked, "--provisional").stdout.split())
    rates = tmp_path / "pastdue.d" / "rates"
    rates.mkdir(parents=True)
    (rates / "nbp-eur.csv").write_text("effective_date,value,source\n2026-01-30,4.2000,NBP 21/A/NBP/2026\n")
    (tmp_path / "pastdue.toml").write_text("")
    own = said(*asked)
    assert (own["compensation"], own["provisional"]) == ("168.00", False)


def test_a_row_of_the_user_s_own_that_overrules_ours_is_said(tmp_path: Path) -> None:
    rates = tmp_path / "pastdue.d" / "rates"
    rates.mkdir(parents=True)
    (rates / "boe-bank-rate.csv").write_text("effective_date,rate_percent,source\n2026-06-30,4.00,me\n")
    (tmp_path / "pastdue.toml").write_text("")
    done = calc(*UK)
    assert "2026-06-30, ours 3.75" in done.stderr and "yours counts" in done.stderr
    assert "yours counts" not in done.stdout and "12.00" in done.stdout
    assert calc(*UK, "--quiet").stderr == ""


GOOD = ("--principal", "1000", "--due", "2026-03-02", "--on", "2026-04-01")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--policy", "uk-b2", *GOOD), "'uk-b2' is unknown, did you mean 'uk-b2b'?"),
        (("--policy", "uk-b2b", *GOOD, "--customer-type", "consumer"), "does not apply to a consumer"),
        (("--policy", "us-prompt-payment", *GOOD, "--currency", "EUR"), "has no table in EUR"),
        (("--policy", "ch", *GOOD, "--currency", "CHF", "--on", "2026-03-01"), "due on 2026-03-02, after 2026-03-01"),
        (("--policy", "uk-b2b", *GOOD, "--payment", "2026-04-02=1"), "the payment of 2026-04-02 is after 2026-04-01"),
        (("--policy", "uk-b2b", *GOOD, "--issued", "2026-02-01", "--payment", "2026-01-31=1"), "is before 2026-02-01"),
        (("--policy", "uk-b2b", *GOOD, "--contract-date", "2026-02-01", "--payment", "2026-01-31=1"), "before 2026"),
        (("--policy", "uk-b2b", *GOOD, "--payment", "2026-03-12=1100"), "26.78 GBP more than all that was owed"),
        (("--policy", "uk-b2b", *GOOD, "--payment", "2026-03-12=0"), "a payment of 0 on 2026-03-12 is not above zero"),
        (("--policy", "uk-b2b", *GOOD, "--issued", "2026-03-03"), "the day of issued, 2026-03-03, is after"),
        (("--policy", "uk-b2b", "--principal", "0", *GOOD[2:]), "a principal of 0.00 GBP is not above zero"),
        (("--policy", "us-prompt-payment", *GOOD), "no US Prompt Payment interest rate"),
        (("--policy", "us-prompt-payment", *GOOD, "--due", "2022-02-01", "--provisional"), "no row for that half-year"),
        (("--policy", "uk-b2b", *GOOD, "--due", "2026-12-31", "--on", "2027-01-01"), "2026-12-31,RATE,SOURCE"),
        (("--annual", "8", *GOOD, "--currency", "XXQ"), "'XXQ' is not a currency"),
    ],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused_by_name(words: tuple[str, ...], message: str) -> None:
    done = calc(*words)
    assert done.exit_code != 0
    assert message in f"{done.output}{done.exception}"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (GOOD, "give either --policy NAME, --annual PERCENT or --monthly PERCENT"),
        (("--policy", "ch", "--annual", "5", *GOOD), "give either --policy NAME, --annual PERCENT or --monthly"),
        (("--monthly", "1", "--annual", "5", *GOOD), "give either --policy NAME, --annual PERCENT or --monthly"),
        (("--annual", "8", *GOOD), "say the currency of the principal"),
        (("--annual", "-8", *GOOD), "-8 is negative"),
        (("--annual", "8 % monthly", *GOOD), "is not a number: digits and a point alone, as 1234.50"),
        (("--annual", "%", *GOOD), "is not a number"),
        (("--annual", "8", *GOOD[2:], "--principal", "1,000.00"), "'1,000.00' is not a number: digits and a point"),
        (("--policy", "uk-b2b", *GOOD, "--compounding", "monthly"), "--compounding goes with --annual"),
        (("--policy", "uk-b2b", *GOOD, "--payment", "100"), "is not DATE=AMOUNT"),
        (("--policy", "uk-b2b", *GOOD, "--settle", "late"), "'late' is not one of principal-first, interest-first"),
        (("--policy", "uk-b2b", "--principal", "1.234", *GOOD[2:]), "1.234 GBP has more digits than GBP has"),
    ],
)
def test_options_that_do_not_fit_are_usage_errors(words: tuple[str, ...], message: str) -> None:
    done = calc(*words)
    assert done.exit_code == 2
    assert message in done.output


def test_a_refusal_ends_with_exit_2_and_no_traceback() -> None:
    done = pastdue(Path(), "calc", "--policy", "uk-b2b", *GOOD, "--customer-type", "consumer")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("pastdue: policy uk-b2b does not apply to a consumer")
    assert "Traceback" not in done.stderr


def test_a_payment_on_the_day_itself_counts() -> None:
    assert said(*UK, "--payment", "2026-09-29=10000")["total"] == "293.15"


BELGIAN = "10.50 % = 2.15 % (ECB main refinancing operations rate, 2026-01-01) + 8, rounded up to a multiple of 0.5"
NORWEGIAN = "460.00 = (Norwegian fixed sum for late payment (standardkompensasjon), 2026-01-01)"
SPRING, WINTER = ("2026-03-31", "2026-06-30"), ("2025-01-15", "2025-02-15")


@pytest.mark.parametrize(
    ("policy", "days", "told"),
    [
        ("be-b2b", SPRING, BELGIAN),
        ("no-b2b", SPRING, NORWEGIAN),
        ("uk-b2b", SPRING, "actual/365, each line rounded half-up"),
        ("us-prompt-payment", WINTER, "the sum rounded half-up once, each line a part of it"),
        ("us-prompt-payment", WINTER, "NOT WORKED OUT: the additional penalty of 5 CFR 1315.11."),
        ("gr-b2b", SPRING, "ASSUMED, no text was read for it: the ECB rate of 1 January and 1 July"),
    ],
)
def test_the_page_says_what_is_rounded_assumed_and_left_out(policy: str, days: tuple[str, str], told: str) -> None:
    due, on = days
    page = calc("--policy", policy, "--principal", "1000", "--due", due, "--on", on).stdout
    assert told in " ".join(page.split())


def test_an_assumption_about_a_sum_that_was_not_charged_is_not_made() -> None:
    asked = ("--policy", "at-b2b", "--principal", "1000", "--due", "2026-03-31", "--on", "2026-06-30")
    assert said(*asked)["assumes"] == ["40 EUR"]
    assert said(*asked, "--without-compensation")["assumes"] == []
    assert said(*asked, "--contract-date", "2013-03-15")["assumes"] == []
