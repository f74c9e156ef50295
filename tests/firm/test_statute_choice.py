"""A firm that sets no policy has its country's statute and is told so; what it sets counts; what is unknown is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pastdue.cli.commands import pastdue

pytestmark = pytest.mark.slow

HEAD = "invoice,customer_id,customer,issued,due,currency,total,address1,postcode,city,country,customer_type"
PLACES = {"GB": ("LONDON", "EC1A 1BB", "GBP"), "PL": ("Warszawa", "00-838", "PLN"), "DE": ("Berlin", "10117", "EUR")}


def firm(folder: Path, country: str, more: str = "") -> None:
    city, code, _ = PLACES[country]
    (folder / "pastdue.toml").write_text(
        f'[creditor]\nname = "Firm"\naddress = ["Street 1", "{code} {city}"]\ncountry = "{country}"\n'
        f'account = {{ number = "12 34" }}\n{more}',
        encoding="utf-8",
    )


def row(number: str, country: str, due: str, kind: str = "business", currency: str = "", total: str = "1000.00") -> str:
    city, code, own = PLACES[country]
    money, place = f"{currency or own},{total}", f"High Road 1,{code},{city},{country}"
    return f"{number},C{number},Customer {number},2026-01-02,{due},{money},{place},{kind}"


def pd(folder: Path, command: str, *words: str, rows: list[str], on: str = "2026-06-30") -> Result:
    file = folder / "invoices.csv"
    file.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    config = ("--config", str(folder / "pastdue.toml"), "--as-of", on, "--format", "json")
    return CliRunner().invoke(pastdue, [command, str(file), *words, *config], standalone_mode=False)


def planned(folder: Path, *rows: str, on: str = "2026-06-30", words: tuple[str, ...] = ()) -> dict[str, Any]:
    done = pd(folder, "plan", *words, rows=list(rows), on=on)
    assert done.exception is None, done.exception
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def charges(plan: dict[str, Any]) -> dict[str, str]:
    return {i["invoice"]: i["charges"] for letter in plan["letters"] for i in letter["invoices"]}


def explained(
    folder: Path, number: str, *rows: str, on: str = "2026-06-30", words: tuple[str, ...] = ()
) -> dict[str, Any]:
    done = pd(folder, "explain", number, *words, rows=list(rows), on=on)
    assert done.exception is None, done.exception
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_a_british_firm_has_its_statute_for_businesses_and_nothing_for_consumers(tmp_path: Path) -> None:
    firm(tmp_path, "GB")
    rows = [row(kind, "GB", "2026-03-02", kind) for kind in ("business", "sole_trader", "public", "consumer")]
    plan = planned(tmp_path, *rows)
    assert charges(plan) == {"business": "108.63", "sole_trader": "108.63", "public": "108.63", "consumer": "0.00"}
    (said,) = [remark for remark in plan["remarks"] if "no [dunning] policy" in remark]
    assert (
        "uk-b2b (Late Payment of Commercial Debts (Interest) Act 1998" in said
        and "business, sole_trader, public" in said
    )


def test_a_german_consumer_has_the_consumer_s_rate(tmp_path: Path) -> None:
    firm(tmp_path, "DE")
    plan = planned(tmp_path, row("B", "DE", "2026-03-02"), row("C", "DE", "2026-03-02", "consumer"))
    assert charges(plan) == {"B": "73.76", "C": "20.61"}


@pytest.mark.parametrize("setting", ['policy = "none"', '[[dunning.policies]]\npolicy = "uk-b2b"\ncurrency = "EUR"'])
def test_a_firm_that_sets_a_policy_has_no_other(tmp_path: Path, setting: str) -> None:
    firm(tmp_path, "GB", f"[dunning]\n{setting}\n")
    plan = planned(tmp_path, row("1", "GB", "2026-03-02"))
    assert charges(plan) == {"1": "0.00"}
    assert not [remark for remark in plan["remarks"] if "[dunning] policy" in remark]


def test_a_statute_charges_interest_in_any_currency_and_says_that_its_fixed_sum_is_left_out(tmp_path: Path) -> None:
    for setting in ("", '[dunning]\npolicy = "uk-b2b"\n'):
        firm(tmp_path, "GB", setting)
        plan = planned(tmp_path, row("1", "GB", "2026-03-02", currency="EUR"), row("2", "GB", "2026-03-02"))
        assert charges(plan) == {"1": "38.63", "2": "108.63"}
        (said,) = [remark for remark in plan["remarks"] if "no compensation" in remark]
        assert "no compensation in EUR: uk-b2b names its sum in another currency" in said and "2" not in said[:4]


def test_a_policy_of_the_firm_s_own_country_without_a_table_for_a_currency_is_left_out_when_it_chose_itself(
    tmp_path: Path,
) -> None:
    own = tmp_path / "pastdue.d" / "policies"
    own.mkdir(parents=True)
    (own / "uk-b2b.toml").write_text(
        'title = "Ours"\ncountries = ["GB"]\ncurrencies = ["GBP"]\n[[charge]]\nrule = "flat"\namount = ["9 GBP"]\n'
    )
    firm(tmp_path, "GB")
    plan = planned(tmp_path, row("1", "GB", "2026-03-02", currency="EUR"))
    assert charges(plan) == {"1": "0.00"}
    assert any("nothing is charged on invoices in EUR: uk-b2b has no table" in remark for remark in plan["remarks"])
    firm(tmp_path, "GB", '[dunning]\npolicy = "uk-b2b"\n')
    refused = planned(tmp_path, row("1", "GB", "2026-03-02", currency="EUR"))
    assert [skip["why"] for skip in refused["skips"]] == ["policy_refuses"]


def test_a_business_statute_charges_a_consumer_nothing_and_the_letter_goes(tmp_path: Path) -> None:
    firm(tmp_path, "GB", '[dunning]\npolicy = "uk-b2b"\n')
    plan = planned(tmp_path, row("1", "GB", "2026-03-02", "consumer"))
    assert (charges(plan), plan["skips"]) == ({"1": "0.00"}, [])
    said = "customer C1: nothing is charged: uk-b2b does not apply to a consumer; it applies to: "
    assert [remark for remark in plan["remarks"] if remark.startswith(said)]


def test_a_missing_euro_leaves_the_compensation_out_and_says_once_which_row_to_add(tmp_path: Path) -> None:
    firm(tmp_path, "PL")
    rows = [row("1", "PL", "2026-03-02"), row("2", "PL", "2026-03-16"), row("3", "PL", "2026-04-01")]
    plan = planned(tmp_path, *rows)
    assert charges(plan) == {"1": "46.03", "2": "40.66", "3": "34.52"}
    said = [remark for remark in plan["remarks"] if "no compensation" in remark]
    assert [next(day for day in ("2026-02-27", "2026-03-31") if day in remark) for remark in said] == [
        "2026-02-27",
        "2026-03-31",
    ]
    assert "2026-02-27,VALUE,SOURCE" in said[0] and "pastdue.d/rates/nbp-eur.csv" in said[0]
    own = tmp_path / "pastdue.d" / "rates"
    own.mkdir(parents=True)
    (own / "nbp-eur.csv").write_text("effective_date,value,source\n2026-02-27,4.20,NBP\n2026-03-31,4.30,NBP\n")
    known = planned(tmp_path, *rows)
    assert charges(known) == {"1": "214.03", "2": "208.66", "3": "206.52"}
    assert not [remark for remark in known["remarks"] if "no compensation" in remark]


def test_an_unknown_rate_is_a_skip_that_names_the_row_and_provisional_marks_what_it_takes(tmp_path: Path) -> None:
    firm(tmp_path, "GB")
    rows = (row("1", "GB", "2027-01-15"),)
    plan = planned(tmp_path, *rows, on="2027-03-31")
    (skip,) = plan["skips"]
    assert skip["why"] == "no_rate" and "2026-12-31,RATE,SOURCE" in skip["detail"]
    assert plan["provisional"] is False
    marked = planned(tmp_path, *rows, on="2027-03-31", words=("--provisional",))
    assert charges(marked) == {"1": "94.14"} and marked["provisional"] is True
    assert any(remark.startswith("provisional: Bank of England Bank Rate") for remark in marked["remarks"])
    firm(tmp_path, "GB", "[dunning]\nprovisional = true\n")
    assert planned(tmp_path, *rows, on="2027-03-31")["provisional"] is True


def test_run_json_and_the_letter_carry_the_provisional_mark(tmp_path: Path) -> None:
    firm(tmp_path, "GB")
    done = pd(tmp_path, "run", "--provisional", rows=[row("1", "GB", "2027-01-15")], on="2027-03-31")
    assert done.exception is None, done.exception
    assert json.loads((tmp_path / "out/2027-03-31/run.json").read_text(encoding="utf-8"))["provisional"] is True
    from pypdf import PdfReader

    (letter,) = (tmp_path / "out/2027-03-31/letters").glob("*.pdf")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(letter).pages).split())
    assert "Provisional: Bank of England Bank Rate of 31 Dec 2026 was not yet known" in text
    assert "11.75% = 3.75% (Bank of England Bank Rate, the rate of 31 Dec 2026) + 8 percentage points." in text
    assert "From 1 April 2027 on, each further day until payment adds about £0.32." in text.replace("\u00a0", " ")


def test_explain_shows_what_each_segment_rests_on_and_the_law_s_own_due_day(tmp_path: Path) -> None:
    firm(tmp_path, "PL")
    said = explained(tmp_path, "1", row("1", "PL", "2026-01-31"), on="2026-07-31", words=("--provisional",))
    interest, compensation = said["charges"]
    assert (said["effective_due"], interest["due"], said["provisional"]) == ("2026-01-31", "2026-02-02", True)
    assert [segment["basis"]["on"] for segment in interest["segments"]] == ["2026-01-01", "2026-07-01"]
    assert interest["segments"][1]["basis"].pop("source")
    assert interest["segments"][1]["basis"] == {
        "series": "nbp-reference", "title": "NBP reference rate", "percent": "3.75", "on": "2026-07-01",
        "since": "2026-03-05", "margin": "10", "provisional": False, "rounded_up_to": None,
    }  # fmt: skip
    assert compensation["law"] == "ustawa z 8.03.2013 art. 10"
    assert compensation["segments"][0]["conversion"]["provisional"] is True


def test_the_firm_s_order_of_settling_reaches_the_statute(tmp_path: Path) -> None:
    rows = (row("1", "GB", "2026-03-02"),)
    paid = tmp_path / "payments.csv"
    paid.write_text("invoice,customer_id,on,amount\n1,C1,2026-03-22,200.00\n", encoding="utf-8")
    bases = {}
    for order in ("principal first", "interest first", "costs first"):
        firm(tmp_path, "GB", f'[dunning]\nsettle = "{order}"\n')
        said = explained(tmp_path, "1", *rows, words=("--payments", str(paid)))
        bases[order] = said["charges"][0]["segments"][1]["base"]
    assert bases == {"principal first": "800.00", "interest first": "806.44", "costs first": "876.44"}


def test_charges_above_the_firm_s_ceiling_are_remarked_on_and_those_at_it_are_not(tmp_path: Path) -> None:
    """108.63 in 120 days on 1,000.00 are 33.04 % a year."""
    for ceiling, told in (("33", True), ("33.1", False)):
        firm(tmp_path, "GB", f"[dunning]\nwarn_above_percent = {ceiling}\n")
        plan = planned(tmp_path, row("1", "GB", "2026-03-02"))
        assert any("charges above warn_above_percent" in remark for remark in plan["remarks"]) is told


def test_the_firm_s_own_row_of_a_statute_hides_ours(tmp_path: Path) -> None:
    firm(tmp_path, "GB")
    own = tmp_path / "pastdue.d" / "policies"
    own.mkdir(parents=True)
    (own / "uk-b2b.toml").write_text(
        'title = "Ours"\ncountries = ["GB"]\napplies_to = ["business"]\n[[charge]]\nrule = "flat"\namount = ["9 GBP"]\n'
    )
    assert charges(planned(tmp_path, row("1", "GB", "2026-03-02"))) == {"1": "9.00"}


def test_two_policies_for_the_same_customers_are_refused(tmp_path: Path) -> None:
    firm(tmp_path, "GB")
    own = tmp_path / "pastdue.d" / "policies"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(
        'title = "x"\ncountries = ["GB"]\napplies_to = ["business", "sole_trader", "public"]\n'
    )
    done = pd(tmp_path, "plan", rows=[row("1", "GB", "2026-03-02")])
    assert "policies mine and uk-b2b are both for a business" in str(done.exception)


def test_what_was_paid_late_is_still_explained_with_its_charges(tmp_path: Path) -> None:
    firm(tmp_path, "GB")
    paid = tmp_path / "payments.csv"
    paid.write_text("invoice,customer_id,on,amount\n1,C1,2026-03-22,1000.00\n", encoding="utf-8")
    said = explained(tmp_path, "1", row("1", "GB", "2026-03-02"), words=("--payments", str(paid)))
    assert (said["why"], said["open"], said["charges_total"], said["total"]) == ("paid", "0.00", "76.44", "76.44")


def test_a_polish_letter_names_the_series_in_polish_and_the_due_day_by_law(tmp_path: Path) -> None:
    from pypdf import PdfReader

    firm(tmp_path, "PL", 'language = "pl"\n')
    done = pd(tmp_path, "run", "--provisional", rows=[row("1", "PL", "2026-01-31")], on="2026-06-30")
    assert done.exception is None, done.exception
    (letter,) = (tmp_path / "out/2026-06-30/letters").glob("*.pdf")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(letter).pages).split())
    assert "14% = 4% (stopa referencyjna NBP z dnia 01.01.2026) + 10 p.p." in text
    assert "40,00 EUR po kursie 4,2267 (średni kurs euro NBP z dnia 31.12.2025) = 169,07 zł." in text
    assert "); odsetki liczone są od dnia następnego." in text
    assert "Tymczasowo: przyjęto średni kurs euro NBP z dnia 31.12.2025, ponieważ wartość z właściwego dnia" in text


def test_a_letter_says_that_a_rate_was_rounded_up(tmp_path: Path) -> None:
    from pypdf import PdfReader

    firm(tmp_path, "DE", 'language = "en"\n[dunning]\npolicy = "be-b2b"\n')
    done = pd(tmp_path, "run", rows=[row("1", "DE", "2026-03-31")], on="2026-06-30")
    assert done.exception is None, done.exception
    (letter,) = (tmp_path / "out/2026-06-30/letters").glob("*.pdf")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(letter).pages).split()).replace("\u00a0", " ")
    assert "10.5% = 2.15% (ECB main refinancing operations rate, the rate of 1 Jan 2026) + 8 percentage points" in text
    assert "rounded up to a multiple of 0.5%" in text
