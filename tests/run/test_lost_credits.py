"""Credits that vanish between two exports: the customer's letters wait, unless invoices show what became of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, Office, Said, office

INVOICE = {"total": "500.00", "balance": "500.00"}
CREDIT = {"invoice": "G-1", "customer_id": "C-1", "issued": "2026-08-01", "due": "2026-08-01",
          "total": "-400.00", "balance": "-400.00"}  # fmt: skip
AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = "2026-08-30", "2026-09-29", "2026-10-29", "2026-11-28"


def run(firm: Office, on: str, *more: str) -> Said:
    return firm.says("run", "invoices.csv", "--as-of", on, "--yes", *more)


def outcome(firm: Office, on: str, *more: str) -> str:
    """What became of A-1 on that day: the sum its letter asks for, or why it got none."""
    run(firm, on, *more)
    done = firm.run_json(f"out/{on}/run.json")
    asked = [each["total"] for each in done["letters"] for own in each["invoices"] if own["invoice"] == "A-1"]
    return " ".join([*asked, *(skip["why"] for skip in done["skips"] if skip["invoice"] == "A-1")])


@pytest.fixture(scope="module")
def run_in_august(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose first run set a credit of 400 off against an invoice of 500."""
    firm = office(tmp_path_factory.mktemp("office"), INVOICE, CREDIT)
    assert outcome(firm, AUGUST) == "100.00"
    return firm


@pytest.fixture
def firm(run_in_august: Office, tmp_path: Path) -> Office:
    """A copy of that office for one test."""
    return Office(shutil.copytree(run_in_august.folder, tmp_path, dirs_exist_ok=True))


@pytest.mark.parametrize(
    "today",
    [
        (INVOICE,),
        (INVOICE, CREDIT | {"balance": "-399.99"}),
        (INVOICE | {"balance": "100.01"},),
        (INVOICE, CREDIT | {"due": "soon"}),
        (INVOICE, CREDIT | {"invoice": "G-2", "balance": "-399.99"}),
    ],
)
def test_a_letter_waits_where_a_credit_is_gone_and_no_invoice_has_less_open(
    firm: Office, today: tuple[dict[str, str], ...]
) -> None:
    firm.write(*today)
    assert outcome(firm, SEPTEMBER) == "needs_review"
    assert "G-1" in next(s["detail"] for s in firm.run_json(f"out/{SEPTEMBER}/run.json")["skips"] if s["detail"])
    assert outcome(firm, OCTOBER) == "needs_review", "the question stays until it is answered"


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        ((INVOICE | {"balance": "100.00"},), "100.00"),
        ((INVOICE | {"balance": "99.99"},), "99.99"),
        ((INVOICE | {"balance": "200.00"}, CREDIT | {"balance": "-100.00"}), "100.00"),
        ((INVOICE, CREDIT), "100.00"),
        ((INVOICE, CREDIT | {"total": "-400.01", "balance": "-400.01"}), "99.99"),
        ((INVOICE, CREDIT | {"invoice": "G-2"}), "100.00"),
        ((INVOICE | {"balance": "499.99"}, CREDIT | {"invoice": "G-2", "balance": "-399.99"}), "100.00"),
    ],
)
def test_a_credit_that_was_set_off_asks_nothing_then_or_later(
    firm: Office, today: tuple[dict[str, str], ...], asked: str
) -> None:
    firm.write(*today)
    assert outcome(firm, SEPTEMBER) == asked
    assert outcome(firm, OCTOBER) == asked
    assert outcome(firm, NOVEMBER) == asked


@pytest.mark.parametrize(("total", "balance", "asked"), [("400.00", "0.00", "500.00"), ("700.00", "300.00", "500.00"),
    ("700.00", "300.01", "needs_review"), ("400.00", "400.00", "needs_review")])  # fmt: skip
def test_a_credit_may_have_been_set_off_against_an_invoice_issued_since(
    firm: Office, total: str, balance: str, asked: str
) -> None:
    new = INVOICE | {"invoice": "A-2", "customer_id": "C-1", "issued": "2026-09-05", "due": "2026-12-31"}
    firm.write(INVOICE, new | {"total": total, "balance": balance})
    assert outcome(firm, SEPTEMBER) == asked
    assert outcome(firm, OCTOBER) == asked


@pytest.mark.parametrize("voided", [False, True])
def test_a_credit_that_paid_the_charges_of_a_letter_is_not_lost(tmp_path: Path, voided: bool) -> None:
    settings = SETTINGS.replace('"none"', '"eu-fixed-40"')
    firm = office(tmp_path, INVOICE | {"due": "2026-07-20"}, CREDIT, settings=settings)
    assert outcome(firm, AUGUST) == "140.00"
    paid = INVOICE | {"due": "2026-07-20", "balance": "360.00"}
    firm.write(paid, CREDIT)
    assert outcome(firm, SEPTEMBER) == "paid", "140 paid and 400 credited, 40 of it for the charges"
    if voided:
        assert firm.says("void", "--letter", "2026-00001", "--why", "x", "--paid", "--as-of", SEPTEMBER).code == 0
    new = INVOICE | {"invoice": "A-3", "customer_id": "C-1", "issued": "2026-09-01", "due": "2026-09-05"}
    firm.write(paid, CREDIT, new)
    run(firm, OCTOBER)
    assert "needs_review" not in {skip["why"] for skip in firm.run_json(f"out/{OCTOBER}/run.json")["skips"]}


def test_a_credit_that_is_another_customers_now_is_asked_about(firm: Office) -> None:
    firm.write(INVOICE, CREDIT | {"customer_id": "C-2"})
    assert outcome(firm, SEPTEMBER) == "needs_review"


def test_a_credit_that_is_gone_with_its_invoice_asks_nothing_of_another(tmp_path: Path) -> None:
    other = INVOICE | {"invoice": "B-1", "customer_id": "C-1", "due": "2026-09-20"}
    firm = office(tmp_path, INVOICE, other, CREDIT)
    run(firm, AUGUST)
    firm.write(other)
    run(firm, OCTOBER)
    (letter,) = firm.run_json(f"out/{OCTOBER}/run.json")["letters"]
    assert letter["total"] == "500.00"


def test_what_is_approved_or_closed_or_back_goes_on(firm: Office) -> None:
    firm.write(INVOICE)
    assert outcome(firm, SEPTEMBER) == "needs_review"
    firm.write(INVOICE, CREDIT)
    assert outcome(firm, "2026-09-30") == "100.00"
    firm.write(INVOICE)
    assert outcome(firm, OCTOBER) == "needs_review"
    assert firm.says("close", "G-1", "--why", "other", "--as-of", OCTOBER).code == 0
    assert outcome(firm, "2026-10-30") == "500.00"


@pytest.mark.parametrize("approved", ["C-1", "A-1"])
@pytest.mark.parametrize(
    ("today", "sum_"), [((INVOICE,), "500.00"), ((INVOICE, CREDIT | {"balance": "-100.00"}), "400.00")]
)
def test_a_letter_approved_without_a_lost_credit_is_the_new_measure(
    firm: Office, approved: str, today: tuple[dict[str, str], ...], sum_: str
) -> None:
    firm.write(*today)
    assert outcome(firm, SEPTEMBER) == "needs_review"
    assert outcome(firm, "2026-09-30", "--approve", approved) == sum_
    assert outcome(firm, OCTOBER) == sum_
    firm.write({"total": "500.01", "balance": "500.01"}, *today[1:])
    assert outcome(firm, NOVEMBER) == "needs_review", "what grows later is asked about all the same"


def test_an_approval_of_another_customer_answers_nothing(tmp_path: Path) -> None:
    other = {"invoice": "Z-1", "customer_id": "C-9"}
    firm = office(tmp_path, INVOICE, CREDIT, other)
    run(firm, AUGUST)
    firm.write(INVOICE, other)
    assert outcome(firm, SEPTEMBER, "--approve", "C-9") == "needs_review"
    assert outcome(firm, OCTOBER) == "needs_review"


def test_another_customer_and_another_currency_do_not_wait(tmp_path: Path) -> None:
    other, francs = {"customer_id": "C-2"}, {"customer_id": "C-1", "currency": "CHF"}
    firm = office(tmp_path, CREDIT, other, francs)
    run(firm, AUGUST)
    firm.write({"invoice": "Z-1", "customer_id": "C-9"}, other, francs)
    run(firm, SEPTEMBER)
    assert len(firm.run_json(f"out/{SEPTEMBER}/run.json")["letters"]) == 3


def test_what_is_approved_for_a_customer_is_the_new_measure_of_all_their_invoices(tmp_path: Path) -> None:
    firm = office(tmp_path)
    assert outcome(firm, AUGUST) == "100.00"
    firm.write({"total": "120.00"})
    assert outcome(firm, SEPTEMBER) == "needs_review"
    assert outcome(firm, "2026-09-30", "--approve", "C-1") == "120.00"
    assert outcome(firm, OCTOBER) == "120.00"


def test_an_export_in_parts_waits_for_a_lost_credit_too(tmp_path: Path) -> None:
    firm = office(tmp_path, INVOICE, CREDIT)
    firm.write(INVOICE | {"invoice": "Z-1", "customer_id": "C-9"}, name="more.csv")
    firm.says("run", "invoices.csv", "more.csv", "--as-of", AUGUST, "--yes")
    firm.write(INVOICE)
    said = firm.says("run", "invoices.csv", "more.csv", "--as-of", SEPTEMBER, "--yes")
    assert said.code == 3 and "1 needs_review" in said.out


def test_an_overpaid_invoice_that_owes_again_waits_although_another_was_paid_meanwhile(tmp_path: Path) -> None:
    other = INVOICE | {"invoice": "B-1", "customer_id": "C-1"}
    firm = office(tmp_path, INVOICE | {"total": "100.00", "balance": "-20.00"}, other)
    run(firm, AUGUST)
    firm.write(INVOICE | {"total": "100.00", "balance": "30.00"}, other | {"balance": "0.00"})
    assert outcome(firm, SEPTEMBER) == "needs_review"
    assert outcome(firm, OCTOBER) == "needs_review"


def test_a_credit_that_is_set_off_over_two_months_asks_until_the_rest_of_it_shows(firm: Office) -> None:
    firm.write(INVOICE | {"balance": "300.00"})
    assert outcome(firm, SEPTEMBER) == "needs_review"
    assert "200.00 EUR less" in detail(firm, SEPTEMBER)
    firm.write(INVOICE | {"balance": "100.01"})
    assert outcome(firm, OCTOBER) == "needs_review"
    firm.write(INVOICE | {"balance": "100.00"})
    assert outcome(firm, "2026-10-30") == "100.00"
    assert outcome(firm, NOVEMBER) == "100.00"


def detail(firm: Office, on: str) -> str:
    """What is said of A-1 in the run of that day."""
    skips = firm.run_json(f"out/{on}/run.json")["skips"]
    return str(next(skip["detail"] for skip in skips if skip["invoice"] == "A-1"))


@pytest.mark.parametrize(
    ("paid", "asked"), [("399.99", "needs_review"), ("400.00", "100.00"), ("400.01", "needs_review")]
)
def test_a_payment_that_is_listed_sets_no_credit_off_unless_it_comes_to_just_that(
    firm: Office, paid: str, asked: str
) -> None:
    firm.write(INVOICE)
    (firm.folder / "payments.csv").write_text(f"invoice,on,amount\nA-1,2026-09-20,{paid}\n", encoding="utf-8")
    assert outcome(firm, SEPTEMBER, "--payments", "payments.csv") == asked


@pytest.mark.parametrize("by_hand", [False, True])
@pytest.mark.parametrize("parts", [False, True])
@pytest.mark.parametrize(("paid", "asked"), [("100.00", "500.00"), ("100.01", "needs_review"), ("400.00", "500.00")])
def test_money_for_a_missing_invoice_sets_no_credit_off_either(
    tmp_path: Path, paid: str, asked: str, parts: bool, by_hand: bool
) -> None:
    firm = office(tmp_path, INVOICE, CREDIT, INVOICE | {"invoice": "B-1", "customer_id": "C-1", "due": "2026-12-31"})
    run(firm, AUGUST)
    firm.write(INVOICE)
    firm.write(INVOICE | {"invoice": "Z-1", "customer_id": "C-9", "due": "2026-12-31"}, name="more.csv")
    more = ["more.csv"] if parts else []
    if by_hand:
        assert firm.says("paid", "B-1", paid, "--on", "2026-09-20", "--as-of", SEPTEMBER).code == 0
    else:
        (firm.folder / "payments.csv").write_text(f"invoice,on,amount\nB-1,2026-09-20,{paid}\n", encoding="utf-8")
    assert outcome(firm, SEPTEMBER, *more, *([] if by_hand else ["--payments", "payments.csv"])) == asked
    assert outcome(firm, OCTOBER, *more) == asked, "it stays answered, or asked"


@pytest.mark.parametrize("paid_on", [AUGUST, SEPTEMBER, "2026-10-01"])
def test_money_counts_from_the_day_after_the_last_run_on(tmp_path: Path, paid_on: str) -> None:
    firm = office(tmp_path, INVOICE, CREDIT, INVOICE | {"invoice": "B-1", "customer_id": "C-1", "due": "2026-12-31"})
    run(firm, AUGUST)
    firm.write(INVOICE)
    (firm.folder / "payments.csv").write_text(f"invoice,on,amount\nB-1,{paid_on},450.00\n", encoding="utf-8")
    asked = outcome(firm, SEPTEMBER, "--payments", "payments.csv")
    assert asked == ("needs_review" if paid_on == SEPTEMBER else "500.00")


@pytest.mark.parametrize(
    "moved",
    [{"customer_id": "C-2"}, {"currency": "CHF"}, {"issued": "2026-09-20", "due": "2026-09-20"}],
)
def test_a_credit_whose_number_is_anothers_now_is_asked_about_until_it_is_answered(
    firm: Office, moved: dict[str, str]
) -> None:
    firm.write(INVOICE, CREDIT | {"total": "-1.00", "balance": "-1.00"} | moved)
    for day in (SEPTEMBER, OCTOBER):
        assert outcome(firm, day) == "needs_review"
    assert "--approve C-1" in detail(firm, OCTOBER) and "pastdue close" not in detail(firm, OCTOBER)
    approved = outcome(firm, "2026-10-30", "--approve", "C-1")
    assert approved in ("499.00", "500.00")
    assert outcome(firm, NOVEMBER) == approved


@pytest.mark.parametrize(
    ("approved", "then"), [("A-1", "500.00"), ("C-2", "500.00"), ("A-3", "needs_review"), ("C-1", "needs_review")]
)
def test_an_overpaid_invoice_that_another_customer_has_now_goes_on_once_it_is_approved(
    tmp_path: Path, approved: str, then: str
) -> None:
    beta = {"customer_id": "C-2", "customer": "Beta AG"}
    others = {"invoice": "A-2", "customer_id": "C-1"}, beta | {"invoice": "A-3", "due": "2026-12-31"}
    firm = office(tmp_path, INVOICE | {"balance": "-24.92"}, *others)
    run(firm, AUGUST)
    firm.write(INVOICE | beta, *others)
    assert outcome(firm, SEPTEMBER) == "needs_review"
    assert why(firm, SEPTEMBER)["A-2"] == "needs_review", "C-1 had a credit on A-1"
    assert outcome(firm, "2026-09-30", "--approve", approved) == then
    assert outcome(firm, OCTOBER) == then, "an answer holds, and only the one that was asked for"
    asked = why(firm, OCTOBER).get("A-2") == "needs_review"
    assert asked is (approved != "C-1"), "whose A-1 is now says nothing of what C-1 paid too much"


def totals(firm: Office, on: str) -> tuple[str, str]:
    """What the changes of that day's run lead from, and to."""
    (total,) = firm.run_json(f"out/{on}/run.json")["changes"]["totals"]
    return total["then"], total["now"]


@pytest.mark.parametrize("balance", ["500.00", "-24.92", "-30.00", "0.00"])
def test_the_changes_begin_with_what_was_open_though_nobody_has_answered_for_a_credit_of_the_number(
    tmp_path: Path, balance: str
) -> None:
    beta = {"customer_id": "C-2", "customer": "Beta AG"}
    other = {"invoice": "A-2", "customer_id": "C-1"}
    firm = office(tmp_path, INVOICE | {"balance": "-24.92"}, other)
    run(firm, AUGUST)
    moved = INVOICE | beta | {"balance": balance}
    firm.write(moved, other)
    run(firm, SEPTEMBER)
    assert totals(firm, SEPTEMBER)[0] == "75.08"
    now = totals(firm, SEPTEMBER)[1]
    run(firm, OCTOBER)
    assert totals(firm, OCTOBER) == (now, now)
    assert firm.run_json(f"out/{OCTOBER}/run.json")["changes"]["invoices"] == []
    firm.write(other)
    run(firm, NOVEMBER)
    assert totals(firm, NOVEMBER) == (now, "100.00")


@pytest.mark.parametrize("then", [{"customer_id": "C-3", "customer": "Gamma"}, {}, None])
def test_a_lost_credit_is_asked_about_whatever_becomes_of_what_has_its_number(
    tmp_path: Path, then: dict[str, str] | None
) -> None:
    other, fresh = {"invoice": "A-2", "customer_id": "C-1"}, {"customer_id": "C-2", "customer": "Beta AG"}
    firm = office(tmp_path, INVOICE | {"balance": "-24.92"}, other)
    run(firm, AUGUST)
    firm.write(INVOICE | fresh, other)
    run(firm, SEPTEMBER)
    firm.write(*([] if then is None else [INVOICE | fresh | then]), other)
    run(firm, OCTOBER)
    run(firm, "2026-10-30")
    assert why(firm, "2026-10-30")["A-2"] == "needs_review"
    assert "A-1" in next(s["detail"] for s in skips(firm, "2026-10-30") if s["invoice"] == "A-2")
    run(firm, NOVEMBER, "--approve", "C-1")
    assert "A-2" not in why(firm, NOVEMBER)


def test_an_overpaid_invoice_that_is_its_customers_again_is_no_lost_credit(tmp_path: Path) -> None:
    beta, other = {"customer_id": "C-2", "customer": "Beta AG"}, {"invoice": "A-2", "customer_id": "C-1"}
    firm = office(tmp_path, INVOICE | {"balance": "-24.92"}, other)
    run(firm, AUGUST)
    firm.write(INVOICE | beta, other)
    run(firm, SEPTEMBER)
    firm.write(INVOICE | {"balance": "-24.92"}, other)
    run(firm, OCTOBER)
    assert [letter["total"] for letter in firm.run_json(f"out/{OCTOBER}/run.json")["letters"]] == ["75.08"]
    firm.write(INVOICE | {"balance": "-24.91"}, other)
    run(firm, NOVEMBER)
    assert why(firm, NOVEMBER)["A-2"] == "needs_review", "a cent of it is gone"


def test_two_customers_may_each_have_lost_a_credit_of_one_number(tmp_path: Path) -> None:
    beta, gamma = ({"customer_id": f"C-{n}", "customer": f"Firm {n}"} for n in (2, 3))
    others = [{"invoice": f"B-{n}", "customer_id": f"C-{n}", "customer": f"Firm {n}"} for n in (1, 2)]
    firm = office(tmp_path, INVOICE | {"balance": "-24.92"}, *others)
    run(firm, AUGUST)
    firm.write(INVOICE | beta | {"balance": "-10.00"}, *others)
    run(firm, SEPTEMBER)
    firm.write(INVOICE | gamma, *others)
    run(firm, OCTOBER)
    assert {number: why(firm, OCTOBER)[number] for number in ("B-1", "B-2")} == dict.fromkeys(
        ("B-1", "B-2"), "needs_review"
    )
    run(firm, NOVEMBER, "--approve", "C-1")
    assert "B-1" not in why(firm, NOVEMBER) and why(firm, NOVEMBER)["B-2"] == "needs_review"
    run(firm, "2026-11-29", "--approve", "C-2")
    assert "B-2" not in why(firm, "2026-11-29")


def skips(firm: Office, on: str) -> list[dict[str, str]]:
    """The skips of that day's run."""
    found: list[dict[str, str]] = firm.run_json(f"out/{on}/run.json")["skips"]
    return found


def why(firm: Office, on: str) -> dict[str, str]:
    """The reason of each skip of that day's run, by number."""
    return {skip["invoice"]: skip["why"] for skip in skips(firm, on)}


def test_what_ends_the_question_about_a_lost_credit_works_as_it_is_written(firm: Office) -> None:
    firm.write(INVOICE)
    run(firm, SEPTEMBER)
    (command,) = re.findall("`pastdue ([^`]+)`", detail(firm, SEPTEMBER))
    assert firm.says(*command.split(), "--as-of", SEPTEMBER).code == 0
    assert outcome(firm, OCTOBER) == "500.00"


@pytest.mark.parametrize("parts", [False, True])
@pytest.mark.parametrize("balance", ["0.00", "900.00"])
def test_an_invoice_that_was_given_to_another_customer_sets_no_credit_off(
    tmp_path: Path, balance: str, parts: bool
) -> None:
    second = {"customer_id": "C-1", "total": "900.00", "balance": "900.00"}
    other = INVOICE | {"invoice": "Z-9", "customer_id": "C-9"}
    firm = office(tmp_path, INVOICE, second, CREDIT, other)
    run(firm, AUGUST)
    moved = second | {"invoice": "A-2", "customer_id": "C-9", "balance": balance}
    firm.write(INVOICE, *([] if parts else [moved, other]))
    firm.write(moved, other, name="more.csv")
    run(firm, SEPTEMBER, *(["more.csv"] if parts else []))
    skips = {skip["invoice"]: skip["why"] for skip in firm.run_json(f"out/{SEPTEMBER}/run.json")["skips"]}
    assert skips["A-1"] == "needs_review"
