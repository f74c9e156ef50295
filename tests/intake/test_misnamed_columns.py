"""Columns under a name that excuses or promises too much: what they hold decides, or the file is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

from pastdue.model.errors import InputError
from pastdue.model.errors.problems import BadInput

PAID = "Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,Paid"
ROWS = ("1,Alder,2026-01-13,2026-02-12,GBP,100.00,0.00", "2,Birch,2026-01-14,2026-02-13,GBP,200.00,50.00",
        "3,Cedar,2026-01-15,2026-02-14,GBP,300.00,0.00")  # fmt: skip


def beside(header: str, *cells: str, head: str = PAID, rows: tuple[str, ...] = ROWS) -> str:
    """The list with a further column."""
    return "\n".join([f"{head},{header}", *(f"{row},{cell}" for row, cell in zip(rows, cells, strict=True)), ""])


@pytest.mark.parametrize("header", ["Xyzzy", "Info", "Name", "Reference", ""])
def test_words_for_states_are_asked_about_whatever_their_header_says(tmp_path: Path, header: str) -> None:
    text = beside(header, "Sent", "Partially paid", "Draft")
    said = refusal(tmp_path, text)
    assert "of invoices that are owed, and is not read" in said
    first, *_ = remedies(said)
    assert opened(taken(tmp_path, text, **first[0])) == {"1": "100.00", "2": "150.00"}


@pytest.mark.parametrize("cells", [("Sent", "Open", "Overdue"), ("called twice", "", "paid by Mr Open")])
def test_words_by_which_all_is_owed_and_a_note_that_says_something_else_pass(
    tmp_path: Path, cells: tuple[str, str, str]
) -> None:
    text = beside("Xyzzy", *cells[:2], "asks for a copy" if cells[1] == "" else cells[2])
    assert opened(taken(tmp_path, text)) == {"1": "100.00", "2": "150.00", "3": "300.00"}


@pytest.mark.parametrize(
    ("cells", "asked"), [(("Open", "Wobbly", "Open"), True), (("Open", "Wobbly", "Quince"), False)]
)
def test_an_unknown_word_among_known_states_is_asked_about_and_not_one_known_word_among_others(
    tmp_path: Path, cells: tuple[str, str, str], asked: bool
) -> None:
    text = beside("Xyzzy", *cells)
    if asked:
        assert "says 'Wobbly' of invoices that are owed" in refusal(tmp_path, text)
    else:
        assert len(opened(taken(tmp_path, text))) == 3


def test_a_second_column_of_states_is_asked_about_where_it_calls_something_owed_a_draft(tmp_path: Path) -> None:
    states = f"{PAID},Payment Status"
    rows = tuple(f"{row},Not paid" for row in ROWS[:2])
    said = refusal(tmp_path, beside("Xyzzy", "Sent", "Draft", head=states, rows=rows))
    assert "says 'Draft' of invoices that are owed, and 'Payment Status' is read" in said
    assert len(opened(taken(tmp_path, beside("Xyzzy", "Sent", "Viewed", head=states, rows=rows)))) == 2


def test_half_of_the_words_known_as_kinds_make_a_column_of_kinds(tmp_path: Path) -> None:
    said = refusal(tmp_path, beside("Xyzzy", "Invoice", "Wobbly", head=PAID, rows=ROWS[:2]))
    assert "says 'Wobbly' of rows that are owed, which is no kind of invoice" in said
    assert len(opened(taken(tmp_path, beside("Xyzzy", "Invoice", "Invoice", head=PAID, rows=ROWS[:2])))) == 2


@pytest.mark.parametrize(("word", "asked"), [("Credit Memos", True), ("Quince", False)])
def test_a_column_called_a_kind_that_calls_a_row_a_credit_is_asked_about_though_no_row_is_an_invoice(
    tmp_path: Path, word: str, asked: bool
) -> None:
    text = beside("Kind of row", "Wobbly", word, head=PAID, rows=ROWS[:2])
    if asked:
        assert "of rows that are owed, which is no kind of invoice" in refusal(tmp_path, text)
    else:
        assert len(opened(taken(tmp_path, text))) == 2


def test_words_for_states_are_no_numbers_of_invoices(tmp_path: Path) -> None:
    states, head = ("Paid", "Sent", "Draft"), "Nr,Numéro facture,Customer,Invoice Date,Due Date,Currency,Amount\n"
    rows = (f"{state},F-{n},Alder,2026-01-1{n},2026-02-1{n},GBP,100.00\n" for n, state in enumerate(states))
    text = head + "".join(rows)
    assert "Nr: says 'Paid' of invoices that are owed, and is not read" in refusal(tmp_path, text)
    for owed in ("Paid", "Draft"):
        text = text.replace(owed, "Sent")
    assert list(opened(taken(tmp_path, text))) == ["F-0", "F-1", "F-2"]


def test_amounts_are_no_kinds_of_rows_whatever_their_header_means_elsewhere(tmp_path: Path) -> None:
    assert len(opened(taken(tmp_path, beside("Tip (£)", "0.00", "5.00", "0.00")))) == 3
    assert "is that owed or not" in refusal(tmp_path, beside("Tip", "Wobbly", "Quince", "Wobbly"))


TOTALS = PAID.removesuffix(",Paid")
BILLED = tuple(row.rpartition(",")[0] for row in ROWS)


@pytest.mark.parametrize("header", ["Total value", "Xyzzy", "Nr", "Company", "Invoice Type"])
def test_nothing_in_one_row_and_the_whole_invoice_in_another_is_asked_about_under_any_header_of_a_field(
    tmp_path: Path, header: str
) -> None:
    said = refusal(tmp_path, beside(header, "0.00", "50.00", "300.00", head=TOTALS, rows=BILLED))
    assert f"{header}: holds amounts between nothing and the whole invoice, and is not read" in said


def test_net_amounts_numbers_and_the_columns_of_an_aging_report_are_passed_over(tmp_path: Path) -> None:
    for text in (
        beside("Nr", "7", "19", "41", head=TOTALS, rows=BILLED),
        beside("Total value", "80.00", "160.00", "300.00", head=TOTALS, rows=BILLED),
        beside(
            "Current,1-30,31-60", "0.00,0.00,100.00", "0.00,200.00,0.00", "300.00,0.00,0.00", head=TOTALS, rows=BILLED
        ),
    ):
        assert opened(taken(tmp_path, text)) == {"1": "100.00", "2": "200.00", "3": "300.00"}


@pytest.mark.parametrize(
    ("cells", "asked"),
    [(("0.00", "150.00", "300.00"), True), (("0.00", "200.00", "300.00"), False), (("0.00", "20.00", "60.00"), False)],
)
def test_beside_what_was_paid_a_column_that_may_be_the_rest_is_asked_about(
    tmp_path: Path, cells: tuple[str, str, str], asked: bool
) -> None:
    text = beside("Xyzzy", *cells)
    if not asked:
        assert opened(taken(tmp_path, text)) == {"1": "100.00", "2": "150.00", "3": "300.00"}
        return
    ways = [tuple(opened(taken(tmp_path, text, **said)).values()) for said, _ in remedies(refusal(tmp_path, text))]
    assert ("100.00", "150.00", "300.00") in ways and len(set(ways)) == len(ways)


def test_of_two_totals_the_smaller_one_is_not_read_without_a_word(tmp_path: Path) -> None:
    head = "Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,Total Value"
    rows = [f"{n},Alder,2026-01-1{n},2026-02-1{n},GBP,{n}.00" for n in (1, 2, 3)]
    text = "\n".join([head, *(f"{row},{n}00.00" for n, row in enumerate(rows, 1)), ""])
    said = refusal(tmp_path, text)
    assert "may each be what was billed: which is it?" in said
    first = {opened(taken(tmp_path, text, **way))["1"] for way, _ in remedies(said)}
    assert first == {"1.00", "100.00"}
    alike = "\n".join([head, *(f"{row},{n}.00" for n, row in enumerate(rows, 1)), ""])
    assert len(opened(taken(tmp_path, alike))) == 3


SQUARE = "Invoice Token,Invoice ID,Invoice Title,{},Customer Name,Invoice Date,Due Date,Requested Amount,Amount Paid\n"


@pytest.mark.parametrize("header", ["", "Invoice Title"])
def test_a_vendor_s_column_without_a_name_or_with_a_name_twice_is_judged_by_what_it_holds(
    tmp_path: Path, header: str
) -> None:
    text = SQUARE.format(header) + "".join(
        f"inv:{n},00{n},Lunch,{state},Ada,2026-01-1{n},2026-02-1{n},$10.00,$0.00\n"
        for n, state in ((1, "Unpaid"), (2, "Scheduled"))
    )
    assert "says 'Scheduled' of invoices that are owed" in refusal(tmp_path, text, currency="USD")
    harmless = text.replace("Scheduled", "Main St").replace("Unpaid", "Main St")
    assert len(opened(taken(tmp_path, harmless, currency="USD"))) == 2


@pytest.mark.parametrize(("days", "asked"), [(("2026-02-18", "", ""), True), (("2026-02-18",) * 3, False)])
def test_days_in_some_rows_beside_nothing_but_a_balance_may_be_days_of_payment(
    tmp_path: Path, days: tuple[str, str, str], asked: bool
) -> None:
    head, rows = "Invoice No,Customer,Invoice Date,Due Date,Currency,Balance", [row.rpartition(",")[0] for row in ROWS]
    text = beside("Xyzzy", *days, head=head, rows=tuple(rows))
    if asked:
        assert "has days for some of the invoices, and is not read" in refusal(tmp_path, text)
    else:
        assert len(opened(taken(tmp_path, text))) == 3


BY_HEADING = ",Date,Transaction type,Num,{},Due date,Amount,Open balance\n"


@pytest.mark.parametrize(
    "age",
    ["CURRENT", "91 or more days past due", "1 - 30 days past due", "Over 90", "61-90", "> 90 days", "1-30 Tage",
     "31 to 60 days overdue", "Über 90 Tage überfällig", "Noch nicht fällig", "31 a 60 días"],
)  # fmt: skip
def test_a_heading_that_is_an_age_names_no_customer(tmp_path: Path, age: str) -> None:
    rows = f"{age},,,,,,,\n,11/13/2025,Invoice,S-1,Zed Ltd,12/13/2025,800.00,800.00\nTotal for {age},,,,,,,800.00\n"
    text = BY_HEADING.format("Xyzzy") + rows
    said = refusal(tmp_path, text, currency="USD")
    assert f"the headings say how late the rows are, as {age!r}, and not whose they are" in said
    first, *_ = remedies(said)
    assert taken(tmp_path, text, currency="USD", **first[0]).book.frame["customer"].tolist() == ["Zed Ltd"]
    with pytest.raises(BadInput, match="export a report with the customer in every row"):
        taken(tmp_path, text.replace("Zed Ltd", ""), currency="USD")


@pytest.mark.parametrize("name", ["Current Affairs Ltd", "3M", "1-2-3 Cleaning", "90", "31 to 60 Days Ltd", "Active"])
def test_a_heading_that_is_no_age_names_the_customer(tmp_path: Path, name: str) -> None:
    text = BY_HEADING.format("Memo/Description") + f"{name},,,,,,,\n,11/13/2025,Invoice,S-1,,12/13/2025,800.00,800.00\n"
    assert taken(tmp_path, text, currency="USD").book.frame["customer"].tolist() == [name]


def test_a_yes_under_no_header_holds_letters_back_where_balances_say_what_is_paid(tmp_path: Path) -> None:
    head, rows = f"{TOTALS},Balance", tuple(f"{row},{row.rpartition(',')[2]}" for row in BILLED)
    intake = taken(tmp_path, beside("", "0", "1", "0", head=head, rows=rows))
    (told,) = [remark for remark in intake.remarks if "are those in dispute?" in remark]
    assert "under a header that does not say of what" in told and 'with --ignore "#8" they go out' in told
    assert opened(intake) == opened(taken(tmp_path, beside("", *"000", head=head, rows=rows)))
    assert intake.book.frame["disputed"].astype(bool).tolist() == [False, True, False]
    assert "are those in dispute?" in refusal(tmp_path, beside("", "1", "1", "0", head=head, rows=rows))  # most of them
    for harmless in (
        beside("Newsletter", "0", "1", "0", head=head, rows=rows),
        beside("", *"000", head=head, rows=rows),
    ):
        assert len(opened(taken(tmp_path, harmless))) == 3


def test_amounts_are_no_names_of_customers(tmp_path: Path) -> None:
    text = beside("Name", "0.00", "150.00", "300.00")
    assert "Name: is named" in refusal(tmp_path, text) or "Name: holds amounts" in refusal(tmp_path, text)
    assert len(opened(taken(tmp_path, beside("Name", "Ann", "Bo", "Cy")))) == 3


THOUSAND = "could be thousands or a fraction"


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        (("5.50", "1.000"), None),
        (("5.50", "0.100"), "0.10"),
        (("5.500", "1.000"), None),
        (("1234.500", "1.000"), "1.00"),
        (("1,234.50", "2,000"), "2000.00"),
        (("1.234,50", "2.000"), "2000.00"),
        (("5,50", "2,000"), None),
    ],
)
def test_three_digits_behind_the_mark_of_a_column_that_writes_two_may_be_thousands(
    tmp_path: Path, cells: tuple[str, str], left: str | None
) -> None:
    text = "\n".join([TOTALS, *(f'{BILLED[n].rpartition(",")[0]},"{cell}"' for n, cell in enumerate(cells)), ""])
    if left is not None:
        assert opened(taken(tmp_path, text))["2"] == left
        return
    try:
        said = str(taken(tmp_path, text).rejected[0])
    except InputError as refused:
        said = str(refused)
    assert THOUSAND in said
    mark = "," if "," in cells[1] else "."
    assert opened(taken(tmp_path, text, decimal=mark))["2"] in ("1.00", "2.00")
