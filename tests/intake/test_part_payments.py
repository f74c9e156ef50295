"""Days of payment beside amounts that say less, columns that may each be what is open, and bills among sales."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

ENGLISH = "Invoice No,Customer,Invoice Date,Due Date,Currency"
GERMAN = "Rechnungsnummer,Kunde,Rechnungsdatum,Fälligkeit,Währung"


def listed(header: str, *cells: str) -> str:
    rows = (f"INV-{n},Alder {n},2026-01-{12 + n},2026-02-12,EUR,{cell}" for n, cell in enumerate(cells, 1))
    return "\n".join([f"{ENGLISH},{header}", *rows]) + "\n"


def german(text: str) -> str:
    return text.replace(ENGLISH, GERMAN).replace("Amount", "Betrag")


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        (("500.00,2026-02-20", ",", "0.00,"), ["500.00", "50.00", "10.00"]),
        (("1000.00,2026-02-20", ",2026-02-20", ","), ["0.00", "0.00", "10.00"]),
    ],
)
def test_a_day_of_payment_beside_an_amount_that_is_less_is_no_sign_of_payment_in_full(
    tmp_path: Path, cells: tuple[str, ...], left: list[str]
) -> None:
    text = listed(
        "Amount,Betrag erhalten,Zahlungseingang",
        *(f"{a},{b}" for a, b in zip(("1000", "50", "10"), cells, strict=True)),
    )
    assert list(opened(taken(tmp_path, german(text))).values()) == left


def test_a_day_of_payment_beside_a_state_of_part_payment_rejects_the_row_that_has_no_amount(tmp_path: Path) -> None:
    text = listed("Amount,Status,Zahlungseingang", "1000,teilbezahlt,2026-02-20", "50,offen,", "10,bezahlt,2026-02-20")
    intake = taken(tmp_path, german(text))
    assert [str(problem.what) for problem in intake.rejected] == ["is paid in part, and no column says how much"]
    assert opened(intake) == {"INV-2": "50.00", "INV-3": "0.00"}


def test_a_day_of_payment_where_nothing_was_paid_is_a_contradiction(tmp_path: Path) -> None:
    text = listed("Amount,Betrag erhalten,Zahlungseingang", "1000,0.00,2026-02-20", "50,50.00,2026-02-20", "10,,")
    intake = taken(tmp_path, german(text))
    assert [problem.column for problem in intake.rejected] == ["Zahlungseingang"]


def test_of_two_columns_that_may_be_open_the_one_with_whole_invoices_comes_first(tmp_path: Path) -> None:
    text = listed("Total,Owing excl,Owing incl", "121,100,121", "242,50,60.50", "12.10,0,0")
    (first, gives), (second, _), *_ = remedies(refusal(tmp_path, text))
    assert (first["map"], first["ignore"]) == ({"balance": "Owing incl"}, ("Owing excl",))
    assert second["map"] == {"balance": "Owing excl"} and gives == "3 invoices, open 181.50 EUR"


@pytest.mark.parametrize(("kind", "left"), [("Inkoop", ["121.00"]), ("Verkoop", ["121.00", "50.00"])])
def test_bills_among_sales_are_not_owed_by_a_customer(tmp_path: Path, kind: str, left: list[str]) -> None:
    assert list(opened(taken(tmp_path, listed("Amount,Soort", "121,Verkoop", f"50,{kind}"))).values()) == left


NOTED = "Invoice No,Customer,Date,Due Date,Currency,Amount{},Notes\n"


def noted(note: str, further: str = "", cell: str = "") -> str:
    row = f"1,Alder,2026-01-12,2026-02-12,EUR,310.50{cell and ',' + cell},{note}\n"
    return NOTED.format(further and "," + further) + row + row.replace("1,Alder", "2,Birch", 1).replace(note, "")


@pytest.mark.parametrize(
    ("note", "left"),
    [("paid €100 cash 6/11", "210.50"), ("100 paid", "210.50"), ("paid 310.50", "0.00"), ("paid 6/11", "0.00"),
     ("paid chq 4711", "0.00"), ("bezahlt 310", "0.50"), ("paid 100 EUR", "210.50"), ("paid 6/11 100", "210.50"),
     ("only 100 paid", "210.50"), ("100 was already paid", "210.50"), ("paid cash 100", "210.50"),
     ("paid 2nd Feb", "0.00"), ("paid Feb 14", "0.00"), ("paid on the 3rd", "0.00"), ("bezahlt am 3.", "0.00"),
     ("pagado el 14 de febrero", "0.00"), ("paid Q1", "0.00"), ("paid w12", "0.00")],
)  # fmt: skip
def test_an_amount_that_a_note_calls_paid_is_taken_off_and_a_note_without_one_means_all_of_it(
    tmp_path: Path, note: str, left: str
) -> None:
    assert opened(taken(tmp_path, noted(note), map={"note": "Notes"})) == {"1": left, "2": "310.50"}


@pytest.mark.parametrize(
    "note",
    ["paid 310.51", "50% paid", "paid 100 and 50", "paid 1.250", "part paid", "paid $100", "paid 100 USD",
     "paid all but 50", "paid less €50", "bezahlt minus 50", "still owes 50, rest paid", "paid; 50.00 missing",
     "paid after 2 reminders", "paid in 2 parts", "paid VISA 271", "paid 3x"],
)  # fmt: skip
@pytest.mark.parametrize(("further", "cell"), [("", ""), ("Paid", "0.00"), ("Balance Due", "310.50")])
def test_a_part_payment_of_an_amount_that_is_not_known_is_never_passed_over(
    tmp_path: Path, note: str, further: str, cell: str
) -> None:
    intake = taken(tmp_path, noted(note, further, cell), map={"note": "Notes"})
    assert opened(intake) == {"2": "310.50"}
    assert [record.source.line for record in intake.rejected_records] == [2]


def test_a_column_that_says_what_was_paid_comes_before_the_note_of_a_part_payment(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, noted("paid 100", "Paid", "150.00"), map={"note": "Notes"}))["1"] == "160.50"
    assert opened(taken(tmp_path, noted("paid 100", "Balance Due", "200.00"), map={"note": "Notes"}))["1"] == "200.00"
    assert opened(taken(tmp_path, noted("paid 100", "Paid", "0.00"), map={"note": "Notes"}))["1"] == "210.50"
    assert opened(taken(tmp_path, noted("paid 100", "Balance Due", "310.50"), map={"note": "Notes"}))["1"] == "210.50"


def test_the_question_about_notes_says_that_an_amount_is_taken_off_and_what_is_left(tmp_path: Path) -> None:
    said = refusal(tmp_path, noted("paid 100 cash"))
    assert "that it is paid in part: do these notes count?" in said
    assert "an amount it calls paid is taken off" in said and "# 2 invoices, open 521.00 EUR" in said


@pytest.mark.parametrize(
    ("note", "left", "blocked"),
    [("in dispute, 50 paid", "260.50", "disputed"), ("paid 50 cash, rest in instalments", "260.50", "hold"),
     ("50 bezahlt, Rest strittig", "260.50", "disputed"), ("paid 50", "260.50", ""),
     ("no dispute, 50 paid", "260.50", ""), ("in dispute", "310.50", "disputed"),
     ("in dispute, paid 6/11", "0.00", ""), ("disputed, they owe 50", "310.50", "disputed")],
)  # fmt: skip
def test_a_part_payment_in_a_note_ends_no_dispute_or_hold_that_it_says_and_a_payment_in_full_does(
    tmp_path: Path, note: str, left: str, blocked: str
) -> None:
    intake = taken(tmp_path, noted(f'"{note}"'), map={"note": "Notes"})
    frame = intake.book.frame
    assert opened(intake) == {"1": left, "2": "310.50"}
    said = {name: frame[name].tolist() for name in ("disputed", "hold") if name in frame and frame[name].any()}
    assert said == ({blocked: [True, False]} if blocked else {})


@pytest.mark.parametrize("note", ["part paid, in dispute", "in dispute, 50 paid"])
def test_a_note_of_a_part_payment_and_a_dispute_is_both_beside_a_column_that_says_what_was_paid(
    tmp_path: Path, note: str
) -> None:
    said = refusal(tmp_path, text := noted(f'"{note}"', "Paid", "60.00"))
    assert "that it is paid in part or disputed: do these notes count?" in said
    intake = taken(tmp_path, text, map={"note": "Notes"})
    assert opened(intake)["1"] == "250.50" and intake.book.frame["disputed"].tolist() == [True, False]
    by_user = taken(tmp_path, text, map={"note": "Notes"}, words={note: "partly"})
    assert "disputed" not in by_user.book.frame or not by_user.book.frame["disputed"].any()


def test_a_share_that_is_no_whole_cent_or_more_than_all_is_a_problem_of_its_row(tmp_path: Path) -> None:
    text = listed("Amount,Paid %", "200,50%", "200,150%", "10.50,33%", "10,100%")
    intake = taken(tmp_path, text, map={"paid": "Paid %"})
    assert opened(intake) == {"INV-1": "100.00", "INV-4": "0.00"}
    assert [record.source.line for record in intake.rejected_records] == [3, 4]


def test_of_a_credit_that_is_used_up_in_part_the_rest_is_left_and_its_note_takes_nothing_off(tmp_path: Path) -> None:
    used = listed("Amount,Paid,Type", "121,0,Invoice", "50,20,Credit note", ",30,Credit note")
    assert opened(taken(tmp_path, used)) == {"INV-1": "121.00", "INV-2": "-30.00", "INV-3": "-30.00"}
    beside = listed("Amount,Balance Due,Notes", "121,121,paid 100", "-50,-50,paid 100")
    assert opened(taken(tmp_path, beside, map={"note": "Notes"})) == {"INV-1": "21.00", "INV-2": "-50.00"}
