"""Payments, holds, disputes, promises and closings entered by hand, and what later runs make of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.offices import Office, office

SEPTEMBER, OCTOBER, NOVEMBER = "2026-09-10", "2026-10-12", "2026-11-12"


@pytest.fixture(scope="module")
def run_shop(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two invoices of 100 EUR that had their reminder in September."""
    made = office(tmp_path_factory.mktemp("shop"), {"due": "2026-08-05"}, {"due": "2026-08-05"})
    assert "2 reminder" in made.runs(on=SEPTEMBER).out
    return made


@pytest.fixture
def shop(run_shop: Office, tmp_path: Path) -> Office:
    """A copy of that office for one test."""
    return Office(shutil.copytree(run_shop.folder, tmp_path, dirs_exist_ok=True))


def sent(shop: Office, on: str) -> dict[str, str]:
    """The sums the letters of a run ask for, by invoice."""
    shop.runs(on=on)
    letters = shop.run_json(f"out/{on}/run.json")["letters"]
    return {n["invoice"]: n["total"] for letter in letters for n in letter["invoices"]}


def why(shop: Office, on: str, invoice: str) -> str:
    """Why the run gave the invoice no letter."""
    skips = shop.run_json(f"out/{on}/run.json")["skips"]
    return next((str(skip["why"]) for skip in skips if skip["invoice"] == invoice), "")


def test_a_payment_entered_by_hand_counts_in_every_later_run_and_report(shop: Office) -> None:
    said = shop.says("paid", "A-1", "100.00", "--on", "2026-10-01")
    assert (said.code, said.out) == (0, "100.00 EUR paid on A-1 on 2026-10-01\n")
    assert shop.says("paid", "A-2", "40.00 EUR", "--on", "2026-10-01", "--reference", "TX 1").code == 0
    again = shop.says("paid", "A-1", "100.00", "--on", "2026-10-01")
    assert "known already, counted once" in again.out
    assert sent(shop, OCTOBER) == {"A-2": "60.00"} and why(shop, OCTOBER, "A-1") == "paid"
    assert sent(shop, NOVEMBER) == {"A-2": "60.00"}
    open_ = shop.says("aging", "invoices.csv", "--as-of", NOVEMBER, "--format", "json").json
    assert [total["total"] for total in open_["totals"]] == ["60.00"]
    rows = shop.says("history", "--payments", "--format", "csv").rows
    assert [(row["invoice"], row["amount"], row["reference"], row["file"]) for row in rows] == [
        ("A-1", "100.00", "", "entered by hand"), ("A-2", "40.00", "TX 1", "entered by hand"),
    ]  # fmt: skip


def test_a_payment_the_export_shows_itself_by_now_is_not_counted_twice(shop: Office) -> None:
    shop.says("paid", "A-1", "40.00", "--on", "2026-10-01")
    shop.write({"due": "2026-08-05", "paid": "40.00"}, {"due": "2026-08-05", "paid": ""})
    assert sent(shop, OCTOBER) == {"A-1": "60.00", "A-2": "100.00"}


def test_a_payment_entered_by_mistake_is_taken_back(shop: Office) -> None:
    shop.says("paid", "A-1", "40.00", "--on", "2026-10-01")
    said = shop.says("paid", "A-1", "40.00", "--on", "2026-10-01", "--undo")
    assert said.out == "taken back: 40.00 EUR paid on A-1 on 2026-10-01\n"
    assert sent(shop, OCTOBER)["A-1"] == "100.00"
    again = shop.says("paid", "A-1", "40.00", "--on", "2026-10-01", "--undo")
    assert again.code == 7 and "no payment of 40.00 EUR on 2026-10-01 is known of invoice 'A-1'" in again.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("A-1", "-5", "--on", "2026-10-01"), "No such option"),
        (("A-1", "0", "--on", "2026-10-01"), "is not a payment"),
        (("A-1", "5 PLN", "--on", "2026-10-01"), "the invoice is in EUR, the payment in PLN"),
        (("A-1", "5,00", "--on", "2026-10-01"), "is not an amount"),
        (("X-9", "5.00", "--on", "2026-10-01"), "in which currency? no run has seen the invoice"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(shop: Office, words: tuple[str, ...], said: str) -> None:
    refused = shop.says("paid", *words)
    assert refused.code == 2 and said in refused.err


def test_amounts_of_thousands_are_grouped_in_answers_and_refusals(tmp_path: Path) -> None:
    large = office(tmp_path, {"due": "2026-08-05", "total": "12345.50"})
    assert large.runs(on=SEPTEMBER).code == 0
    assert "with 12,345.50 EUR open" in large.says("close", "A-1", "--why", "paid").err
    words = ("paid", "A-1", "1234.50 EUR", "--on", "2026-10-01")
    assert "no payment of 1,234.50 EUR on 2026-10-01" in large.says(*words, "--undo").err
    assert large.says(*words).out == "1,234.50 EUR paid on A-1 on 2026-10-01\n"


def test_a_dispute_holds_until_it_is_lifted_whatever_list_is_handed_in(shop: Office) -> None:
    said = shop.says("dispute", "A-1", "--why", "damaged")
    assert said.out == "dispute of A-1 until it is lifted: damaged\n"
    (shop.folder / "holds.csv").write_text("invoice,kind,reason\nA-2,hold,asked us\n", encoding="utf-8")
    shop.runs("invoices.csv", "--holds", "holds.csv", on=OCTOBER)
    assert (why(shop, OCTOBER, "A-1"), why(shop, OCTOBER, "A-2")) == ("disputed", "on_hold")
    rows = shop.says("history", "--holds", "--format", "csv").rows
    assert [(row["invoice"], row["kind"], row["file"]) for row in rows] == [
        ("A-1", "dispute", "entered by hand"), ("A-2", "hold", "holds.csv"),
    ]  # fmt: skip
    assert shop.says("lift", "A-1", "--why", "agreed").out == "lifted the dispute of A-1: agreed\n"
    assert shop.says("lift", "A-2", "--why", "agreed").out == "lifted the hold of holds.csv of A-2: agreed\n"
    assert set(sent(shop, NOVEMBER)) == {"A-1", "A-2"}


def test_a_promise_keeps_letters_back_up_to_its_day_and_no_longer(shop: Office) -> None:
    assert shop.says("promise", "--customer", "C-1", "--until", "2026-10-12", "--why", "by phone").code == 0
    assert set(sent(shop, OCTOBER)) == {"A-2"} and why(shop, OCTOBER, "A-1") == "promised"
    assert "A-1" in sent(shop, "2026-10-13")


@pytest.mark.parametrize(("paid", "broken"), [("39.99", True), ("40.00", False), ("40.01", False)])
def test_a_promise_of_a_part_is_kept_by_a_payment_of_so_much(shop: Office, paid: str, broken: bool) -> None:
    said = shop.says("promise", "A-1", "--until", "2026-10-12", "--amount", "40.00", "--why", "by phone")
    assert said.out == "promise of 40.00 EUR of A-1 until 2026-10-12, that day included: by phone\n"
    shop.runs(on=OCTOBER)
    assert why(shop, OCTOBER, "A-1") == "promised"
    (row,) = shop.says("history", "--holds", "--format", "csv").rows
    assert (row["invoice"], row["currency"], row["amount"]) == ("A-1", "EUR", "40.00")
    assert shop.says("paid", "A-1", paid, "--on", "2026-10-10").code == 0
    tasks = [
        one["id"]
        for one in shop.says("tasks", "invoices.csv", "--as-of", "2026-10-30", "--format", "json").json["tasks"]
    ]
    assert ("promise:A-1:2026-10-12" in tasks) is broken
    sent(shop, NOVEMBER)
    (file,) = (each["file"] for each in shop.run_json(f"out/{NOVEMBER}/run.json")["letters"]
               if each["invoices"][0]["invoice"] == "A-1")  # fmt: skip
    assert ("You told us that 40.00" in shop.letter_text(file, f"out/{NOVEMBER}").replace("\xa0", " ")) is broken
    (record,) = (one for one in shop.says("customers", "invoices.csv", "--as-of", NOVEMBER, "--format", "csv").rows
                 if one["customer_id"] == "C-1")  # fmt: skip
    assert (record["promises_kept"], record["promises_broken"]) == (("0", "1") if broken else ("1", "0"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("A-1", "--amount", "0"), 2, "0.00 EUR is not a promise"),
        (("A-1", "--amount", "-5"), 2, "is not a promise"),
        (("A-1", "--amount", "10 CHF"), 2, "the invoice is in EUR, the promised amount in CHF"),
        (("A-9", "--amount", "10"), 2, "in which currency?"),
        (("A-9", "--amount", "10 EUR"), 0, "no run has seen an invoice 'A-9' so far"),
        (("--customer", "C-1", "--amount", "10"), 2, "--amount is for an INVOICE"),
        (("A-1", "--amount", "much"), 2, "much"),
    ],
)
def test_an_amount_is_promised_of_one_invoice_in_its_currency(
    shop: Office, words: tuple[str, ...], code: int, said: str
) -> None:
    shop.runs("invoices.csv", on=OCTOBER)
    done = shop.says("promise", *words, "--until", "2026-11-12", "--why", "x")
    assert done.code == code and said in done.err


def test_what_was_promised_in_another_currency_than_the_invoice_has_now_is_no_part_of_it(shop: Office) -> None:
    shop.runs("invoices.csv", on=OCTOBER)
    assert shop.says("promise", "A-1", "--until", "2026-10-12", "--amount", "40", "--why", "x").code == 0
    shop.write({"currency": "CHF"}, {})
    shop.runs("invoices.csv", "--approve", "A-1", on=NOVEMBER)
    (letter,) = (one for one in shop.run_json(f"out/{NOVEMBER}/run.json")["letters"] if one["currency"] == "CHF")
    text = shop.letter_text(letter["file"], f"out/{NOVEMBER}")
    assert "40.00" not in text
    shop.says("lift", "A-1", "--why", "over", "--as-of", NOVEMBER)
    shop.write({"currency": "CHF", "paid": "60.00"}, {})
    (record,) = (one for one in shop.says("customers", "invoices.csv", "--as-of", NOVEMBER, "--format", "csv").rows
                 if one["currency"] == "CHF")  # fmt: skip
    assert (record["promises_kept"], record["promises_broken"]) == ("0", "1")


def test_a_hold_names_one_thing_and_a_number_nobody_has_seen_is_remarked_on(shop: Office) -> None:
    assert "name one of INVOICE or --customer ID" in shop.says("hold", "--why", "x").err
    assert "name one of INVOICE or --customer ID" in shop.says("lift", "A-1", "--customer", "C-1", "--why", "x").err
    said = shop.says("hold", "A-9", "--why", "x")
    assert said.code == 0 and "no run has seen an invoice 'A-9'" in said.err
    assert shop.says("lift", "A-1", "--why", "x").code == 7


def test_a_hold_that_names_nothing_is_said_by_every_run_and_a_quiet_one(shop: Office) -> None:
    for named in (("A-1",), ("C-1",), ("A-9",), ("--customer", "C-7")):
        assert shop.says("hold", *named, "--why", "talks").code == 0
    said = shop.runs("invoices.csv", "--quiet", on=OCTOBER).err
    assert "A-9: no invoice has this number: its hold keeps back no letter; correct the number" in said
    assert "C-7: no customer has this number: its hold keeps back no letter" in said
    assert "C-1: no invoice has this number" in said and "`pastdue hold --customer C-1 ...`" in said
    assert "A-1: " not in said and why(shop, OCTOBER, "A-1") == "on_hold"
    shop.says("lift", "C-1", "--why", "wrong")
    assert "C-1: no invoice" not in shop.runs(on=NOVEMBER).err


def test_a_missing_invoice_is_listed_until_it_is_closed_and_looked_at_should_it_come_back(shop: Office) -> None:
    shop.write({"due": "2026-08-05"})
    assert set(sent(shop, OCTOBER)) == {"A-1"} and why(shop, OCTOBER, "A-2") == "missing"
    assert "missing   1 that earlier runs saw open: A-2" in shop.runs(on=NOVEMBER).out
    aged = shop.says("aging", "invoices.csv", "--as-of", NOVEMBER)
    assert "apart, missing from the file: A-2 of customer C-2, last known 100.00 EUR" in aged.out
    kept = shop.run_json(f"out/{NOVEMBER}/reports/aging.json")
    assert [lost["invoice"] for lost in kept["missing"]] == ["A-2"] and kept["totals"][0]["total"] == "100.00"
    said = shop.says("close", "A-2", "--why", "written_off", "--note", "insolvent", "--as-of", NOVEMBER)
    assert said.out == "closed A-2 of customer C-2 as written off: 100.00 EUR was open\n"
    assert why(shop, NOVEMBER, "A-2") == "missing" and shop.runs(on="2026-11-13").code == 0
    assert why(shop, "2026-11-13", "A-2") == ""
    shop.write({"due": "2026-08-05"}, {"due": "2026-08-05"})
    back = shop.runs(on="2026-11-14")
    assert back.code == 3 and "closed on 2026-11-12 as written off, and back with 100.00 EUR open" in back.out
