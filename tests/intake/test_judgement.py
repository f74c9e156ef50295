"""Columns judged by name and contents: nothing that could change who owes what is ignored."""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import load_presets
from pastdue.intake import Dialect, Files, Intake, read
from pastdue.intake.values.word_rows import meanings, rows, word_forms
from pastdue.model.calendars import Calendar
from pastdue.model.errors import PastdueError
from pastdue.model.errors.problems import BadInput
from pastdue.model.spans import day_of

PRESETS = load_presets(Catalog())
AS_OF = date(2026, 11, 23)


def dialect(**said: object) -> Dialect:
    return Dialect(presets=lambda: PRESETS, **said)  # type: ignore[arg-type]


def taken(folder: Path, text: str, **said: object) -> Intake:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return taken_from(path, **said)


def taken_from(path: Path, **said: object) -> Intake:
    return read(Files(path), dialect(**said))


def opened(intake: Intake) -> dict[str, str]:
    """The open amount of each invoice, in plain figures."""
    late = intake.book.measured(AS_OF, Calendar("PL"))
    return {(i := late.invoice(position)).number: i.open(AS_OF).plain for position in range(len(late))}


def refusal(folder: Path, text: str, **said: object) -> str:
    with pytest.raises(BadInput) as refused:
        taken(folder, text, **said)
    return str(refused.value)


def remedies(message: str) -> list[tuple[dict[str, object], str]]:
    """Every remedy of a refusal, as what it says to the dialect, and what it promises."""
    found = []
    for options, promise in re.findall(r"^ +(?:or )?pass (--.+?)  # (.+)$", message, re.MULTILINE):
        said: dict[str, object] = {"map": {}, "ignore": (), "words": {}}
        words = shlex.split(options)
        for option, value in zip(words[::2], words[1::2], strict=True):
            key, _, meaning = value.partition("=")
            if option == "--map":
                said["map"] = {**said["map"], key: meaning}  # type: ignore[dict-item]
            elif option == "--word":
                said["words"] = {**said["words"], key: meaning}  # type: ignore[dict-item]
            elif option == "--ignore":
                said["ignore"] = (*said["ignore"], value)  # type: ignore[misc]
            else:
                said[option.removeprefix("--").replace("-", "_")] = value
        found.append((said, promise))
    return found


def remedies_of_each(message: str) -> list[list[tuple[dict[str, object], str]]]:
    """The remedies of each question of a refusal."""
    return [found for each in re.split(r"^\S+:\d+: ", message, flags=re.MULTILINE) if (found := remedies(each))]


def said_together(answers: Sequence[dict[str, object]]) -> dict[str, object]:
    """What several remedies say to the dialect, pasted one after the other."""
    said: dict[str, object] = {"map": {}, "ignore": (), "words": {}}
    for each in answers:
        for key, value in each.items():
            if isinstance(value, dict):
                said[key] = {**said[key], **value}  # type: ignore[dict-item]
            else:
                said[key] = (*said[key], *value) if isinstance(value, tuple) else value  # type: ignore[misc]
    return said


def remedies_beside_others(message: str) -> list[tuple[dict[str, object], str]]:
    """Every remedy of a refusal and what it promises, pasted beside the first one of each other question; one from
    whose place the last questions do not follow beside those of the questions before them alone."""
    each = remedies_of_each(message)
    last = re.search(r"the last (?:(\d+) )?questions? follow", message)
    own = len(each) - (int(last[1] or 1) if last else 0)
    found = []
    for place, question in enumerate(each):
        for number, (answer, promise) in enumerate(question):
            alone = place < own and number > 0
            others = [other[0][0] for at, other in enumerate(each[:own] if alone else each) if at != place]
            found.append((said_together([*others, answer]), promise))
    return found


HEAD = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency"
ROWS = ["1,Alder Ltd,2026-01-13,2026-02-12,100.00,GBP", "2,Birch Ltd,2026-01-14,2026-02-13,200.00,GBP"]


def with_column(header: str, *cells: str) -> str:
    return "\n".join([f"{HEAD},{header}", *(f"{row},{cell}" for row, cell in zip(ROWS, cells, strict=True))]) + "\n"


@pytest.mark.parametrize(
    "header", ["Received", "recd", "payment_amount", "Amt Paid", "Bereits gezahlt", "Zapłacono", "Pagado"]
)
def test_a_column_named_like_what_was_paid_is_read_in_any_language(tmp_path: Path, header: str) -> None:
    assert opened(taken(tmp_path, with_column(header, "100.00", "50.00"))) == {"1": "0.00", "2": "150.00"}


@pytest.mark.parametrize(
    "header", ["Open Balance", "open_balance", "Pozostaje", "Restbetrag", "Reste à payer", "Residuo", "Zbývá uhradit"]
)
def test_a_column_named_like_what_is_open_is_read_in_any_language(tmp_path: Path, header: str) -> None:
    assert opened(taken(tmp_path, with_column(header, "0.00", "150.00"))) == {"1": "0.00", "2": "150.00"}


def test_an_amount_that_could_be_paid_or_open_is_asked_about_whatever_it_is_called(tmp_path: Path) -> None:
    said = refusal(tmp_path, with_column("Zorp", "100.00", "50.00"))
    assert "Zorp: holds amounts between nothing and the whole invoice, and is not read" in said
    assert [promise for _, promise in remedies(said)] == [
        "2 invoices, open 150.00 GBP", "2 invoices, open 150.00 GBP", "2 invoices, open 300.00 GBP",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells"),
    [("VAT", ("16.67", "33.33")), ("Days overdue", ("40", "39")), ("Zorp", ("100.00", "200.00")), ("Zorp", ("0", "0")),
     ("Discount", ("5.00", "10.00")), ("Notes", ("to be paid by card", "")), ("Weight", ("2.5", "3.5")),
     ("Zorp", ("999.00", "2.00"))],
)  # fmt: skip
def test_a_column_that_cannot_change_what_is_owed_is_passed_over(
    tmp_path: Path, header: str, cells: tuple[str, str]
) -> None:
    assert opened(taken(tmp_path, with_column(header, *cells))) == {"1": "100.00", "2": "200.00"}


@pytest.mark.slow
def test_what_a_remedy_promises_is_what_it_gives(tmp_path: Path) -> None:
    texts = [
        with_column("Zorp", "100.00", "50.00"), with_column("Payment Date", "2026-02-01", ""),
        with_column("Status", "Wobbly", "Open"), with_column("Type", "Receipt", "Invoice"),
        with_column("In arbitration", "paid", "open"), with_column("Type", "Quux", "Invoice"),
        "inv_ref,tenant,period start,billed rent\nA-1,Alder,2026-01-13,10.00\nA-2,Birch,2026-01-14,20.00\n",
    ]  # fmt: skip
    tried = 0
    for text in texts:
        for said, promise in remedies(refusal(tmp_path, text)):
            intake = taken(tmp_path, text, **said)
            sums = sum(Decimal(left) for left in opened(intake).values())
            count = len(intake.book.frame)
            told = f"open {sums} {intake.book.frame['currency'][0]}" if count else "open nothing"
            assert promise == f"{count} invoice{'' if count == 1 else 's'}, {told}"
            tried += 1
    assert tried >= 15


def test_payments_and_credits_in_two_columns_are_added_up(tmp_path: Path) -> None:
    text = with_column("Payments,Credits", "50.00,10.00", "0.00,50.00")
    said = refusal(tmp_path, text)
    assert '--map paid="Payments + Credits"  # 2 invoices, open 190.00 GBP' in said
    assert opened(taken(tmp_path, text, map={"paid": "Payments + Credits"})) == {"1": "40.00", "2": "150.00"}


def test_the_gross_of_net_and_gross_is_what_is_owed(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, with_column("VAT,Total incl. VAT", "20.00,120.00", "40.00,240.00"))) == {
        "1": "120.00",
        "2": "240.00",
    }
    said = refusal(tmp_path, with_column("Levy,Whole", "20.00,120.00", "40.00,240.00"))
    assert "Whole: is larger than 'Amount', with 'Levy' on top: which of the two is owed?" in said


@pytest.mark.parametrize(
    ("steps", "wrong", "runs"),
    [(1, 0, False), (2, 0, True), (9, 1, False), (10, 1, True), (20, 2, True), (20, 3, False)],
)
def test_a_balance_runs_on_where_two_steps_or_more_say_so_and_nine_in_ten(
    tmp_path: Path, steps: int, wrong: int, runs: bool
) -> None:
    text, balance = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency,Balance\n", 0
    for n in range(steps + 1):
        balance += 100 + n + (1 if 0 < n <= wrong else 0)
        text += f"{n},Alder,2026-01-12,2026-02-12,{100 + n}.00,GBP,{balance}.00\n"
    try:
        taken(tmp_path, text)
        said = ""
    except PastdueError as refused:
        said = str(refused)
    assert ("Balance: runs on from row to row" in said) is runs


def test_a_running_balance_is_proved_by_its_figures_and_not_read(tmp_path: Path) -> None:
    head = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency,Balance\n"
    text = head + "".join(
        f"{n},Alder,2026-01-{12 + n},2026-02-12,{total}.00,GBP,{balance}.00\n"
        for n, total, balance in ((1, 500, 500), (2, 300, 800), (3, 200, 1000), (4, 50, 1050))
    )
    said = refusal(tmp_path, text)
    assert "Balance: runs on from row to row" in said
    assert "--ignore Balance  # 4 invoices, open 1050.00 GBP" in said


def test_open_balances_in_part_are_no_running_balance(tmp_path: Path) -> None:
    text = with_column("Balance", "100.00", "150.00")
    assert opened(taken(tmp_path, text)) == {"1": "100.00", "2": "150.00"}


def test_a_number_that_strangers_share_is_no_customers_number(tmp_path: Path) -> None:
    said = refusal(tmp_path, with_column("Account Number", "4000", "4000"))
    assert "'4000' stands for 'Alder Ltd' and 'Birch Ltd'" in said
    frame = taken(tmp_path, with_column("Account Number", "4000", "4000"), map={"customer_id": ""}).book.frame
    assert list(frame["customer_id"]) == ["Alder Ltd", "Birch Ltd"]
    assert list(taken(tmp_path, with_column("Account Number", "A1", "A2")).book.frame["customer_id"]) == ["A1", "A2"]


def test_a_column_that_only_counts_the_rows_is_no_invoice_number(tmp_path: Path) -> None:
    text = "No.,Doc Ref,Customer,Date,Due Date,Amount,Currency\n" + "".join(
        f"{n},INV-{76 + n},Alder,2026-01-13,2026-02-12,100.00,GBP\n" for n in (1, 2, 3)
    )
    assert 'pass --map invoice="Doc Ref"' in refusal(tmp_path, text)
    assert set(opened(taken(tmp_path, text, map={"invoice": "Doc Ref"}))) == {"INV-77", "INV-78", "INV-79"}


@pytest.mark.parametrize(
    ("word", "left"),
    [("Betaald", "200.00"), ("uhrazeno", "200.00"), ("Slutbetald", "200.00"), ("Saldata", "200.00"),
     ("storniert", "200.00"),
     ("Brouillon", "200.00"), ("Openstaand", "300.00"), ("po splatnosti", "300.00"), ("em aberto", "300.00")],
)  # fmt: skip
def test_states_are_known_in_twelve_languages(tmp_path: Path, word: str, left: str) -> None:
    intake = taken(tmp_path, with_column("Status", word, "open"))
    assert sum(Decimal(each) for each in opened(intake).values()) == Decimal(left)


def test_a_word_nobody_knows_is_no_question_where_nothing_is_owed(tmp_path: Path) -> None:
    text = with_column("Status,Balance Due", "Wobbly,0.00", "open,200.00")
    assert opened(taken(tmp_path, text)) == {"1": "0.00", "2": "200.00"}


def test_disputes_and_holds_keep_their_invoices_from_being_dunned(tmp_path: Path) -> None:
    frame = taken(tmp_path, with_column("Dispute,On Hold", "Y,", ",Y")).book.frame
    assert (list(frame["disputed"]), list(frame["hold"])) == ([True, False], [False, True])
    frame = taken(tmp_path, with_column("Status", "In dispute", "on hold")).book.frame
    assert (list(frame["disputed"]), list(frame["hold"])) == ([True, False], [False, True])


def test_rows_under_a_heading_that_says_paid_refuse_the_file(tmp_path: Path) -> None:
    text = "\n".join([HEAD, *ROWS, "", "Paid invoices", HEAD, "9,Birch Ltd,2026-01-01,2026-01-31,900.00,GBP"]) + "\n"
    assert "list.csv:5: the rows below this heading are not owed" in refusal(tmp_path, text)
    again = "\n".join([HEAD, ROWS[0], HEAD, ROWS[1]]) + "\n"
    assert opened(taken(tmp_path, again)) == {"1": "100.00", "2": "200.00"}


@pytest.mark.parametrize("name", ["status", "type", "side", "kinds", "flags"])
def test_no_word_means_two_things(name: str) -> None:
    seen: dict[str, str] = {}
    for meaning, words in rows(name).items():
        for word in words:
            for form in word_forms(word):
                assert seen.setdefault(form, meaning) == meaning, word
    assert seen == meanings(name)


FULL = {
    "Invoice Number": ["A-1", "A-2", "A-3"], "Customer Number": ["C1", "C2", "C1"],
    "Customer": ["Alder", "Birch", "Alder"],
    "Invoice Date": ["2026-01-13", "2026-01-14", "2026-01-20"], "Due Date": ["2026-02-13", "2026-02-14", "2026-02-20"],
    "Total": ["100.00", "200.00", "300.00"], "Amount Paid": ["0.00", "50.00", "300.00"],
    "Balance Due": ["100.00", "150.00", "0.00"],
    "Status": ["open", "partially paid", "paid"], "Currency": ["EUR", "EUR", "EUR"], "VAT": ["20.00", "40.00", "60.00"],
}  # fmt: skip
GERMAN = {
    "Invoice Number": "Rechnungsnummer", "Customer Number": "Kundennummer", "Customer": "Kunde",
    "Invoice Date": "Rechnungsdatum", "Due Date": "Faelligkeitsdatum",
    "Total": "Rechnungsbetrag", "Amount Paid": "Bezahlt", "Balance Due": "Offener Betrag",
    "Currency": "Währung", "VAT": "MwSt",
}  # fmt: skip


def csv_of(columns: dict[str, list[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return out.getvalue()


def truth(columns: dict[str, list[str]]) -> dict[str, Decimal]:
    """The open amount by currency, worked out by hand: total less paid."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for total, paid, currency in zip(columns["Total"], columns["Amount Paid"], columns["Currency"], strict=True):
        found[currency] += Decimal(total) - Decimal(paid)
    return dict(found)


def answer(folder: Path, columns: dict[str, list[str]]) -> dict[str, Decimal] | None:
    """The open amount by currency; None where the file is refused with a question or a problem."""
    try:
        intake = taken(folder, csv_of(columns))
    except BadInput as refused:
        assert refused.problems and all(problem.remedy for problem in refused.problems)
        return None
    if intake.rejected:
        return None
    found: dict[str, Decimal] = defaultdict(Decimal)
    late = intake.book.measured(AS_OF, Calendar("PL"))
    for position in range(len(late)):
        left = late.invoice(position).open(AS_OF)
        found[left.currency] += left.amount
    return dict(found)


@pytest.mark.parametrize("gone", sorted(FULL))
def test_a_column_taken_away_or_renamed_never_changes_a_figure_silently(tmp_path: Path, gone: str) -> None:
    without = {name: cells for name, cells in FULL.items() if name != gone}
    renamed = {("Zorp" if name == gone else name): cells for name, cells in FULL.items()}
    for columns in (without, renamed):
        assert answer(tmp_path, columns) in (truth(FULL), None)


@pytest.mark.parametrize("pair", [("Amount Paid", "Balance Due"), ("Amount Paid", "Status"), ("Balance Due", "Status")])
def test_a_renamed_column_is_missed_when_nothing_else_says_it(tmp_path: Path, pair: tuple[str, str]) -> None:
    renamed = {{pair[0]: "Zorp", pair[1]: "Blip"}.get(name, name): cells for name, cells in FULL.items()}
    assert answer(tmp_path, renamed) in (truth(FULL), None)


def test_translated_headers_and_shuffled_columns_give_the_same(tmp_path: Path) -> None:
    translated = {GERMAN.get(name, name): cells for name, cells in FULL.items()}
    shuffled = dict(reversed(list(FULL.items())))
    for columns in (translated, shuffled):
        assert answer(tmp_path, columns) == truth(FULL)


@pytest.mark.parametrize(
    ("amounts", "left"),
    [
        ("1000.00,980.00,0.00", "0.00"), ("1000.00,400.00,599.99", "599.99"), ("1000.00,400.00,600.01", "600.01"),
        ("1000.00,0.00,700.00", "700.00"), ("1000.00,1000.00,-50.00", "-50.00"), ("1000.00,400.00,600.02", None),
        ("1000.00,400.00,1000.00", None), ("1000.00,0.00,1200.00", None),
    ],
)  # fmt: skip
def test_a_stated_balance_counts_where_it_asks_for_no_more_than_total_less_paid(
    tmp_path: Path, amounts: str, left: str | None
) -> None:
    text = (
        "Invoice No,Customer,Invoice Date,Due Date,Currency,Total,Paid,Balance Due\n1,Ada,2026-01-13,2026-02-12,GBP,"
        + amounts
    )
    if left is None:
        assert "balance" in refusal(tmp_path, text + "\n")
        return
    intake = taken(tmp_path, text + "\n")
    assert opened(intake) == {"1": left}
    assert any("though total less paid is another" in remark for remark in intake.remarks) == (left != "600.00")


def test_characters_that_cannot_be_printed_are_not_left_out_silently(tmp_path: Path) -> None:
    text = with_column("Notes", "", "").replace("Alder", "Al\x07der\x1b[31m").replace("Birch", "Bi\u200brch")
    intake = taken(tmp_path, text)
    assert list(intake.book.frame["customer"]) == ["Alder Ltd", "Birch Ltd"]
    assert any("left out of 'Customer' in 2 rows, as 'Al\\x07der\\x1b[31m Ltd'" in remark for remark in intake.remarks)


@pytest.mark.parametrize(
    ("terms", "due"),
    [("Immediate", "2026-01-13"), ("sofort", "2026-01-13"), ("14 Tage netto", "2026-01-27"),
     ("30 jours fin de mois", "2026-03-02"),
     ("innerhalb von 10 Tagen", "2026-01-23"), ("natychmiast", "2026-01-13"), ("2/10 net 30", "2026-02-12")],
)  # fmt: skip
def test_terms_are_known_in_twelve_languages(tmp_path: Path, terms: str, due: str) -> None:
    text = f"Invoice No,Customer,Invoice Date,Terms,Total,Currency\n1,Ada,2026-01-13,{terms},10.00,EUR\n"
    frame = taken(tmp_path, text).book.frame
    assert str(day_of(frame["due"][0])) == due


@pytest.mark.parametrize(
    ("country", "town"),
    [("US", "AUSTIN TX 78701"), ("GB", "AUSTIN\n78701"), ("DE", "78701 Austin"), ("", "78701 Austin")],
)
def test_an_address_without_a_country_is_in_the_creditors(tmp_path: Path, country: str, town: str) -> None:
    text = "\n".join([HEAD + ",Address,City,Region,Postcode", ROWS[0] + ",500 Industrial Way,Austin,TX,78701"]) + "\n"
    assert taken(tmp_path, text, country=country).book.frame["address"][0] == f"500 Industrial Way\n{town}"


def test_a_dollar_is_the_dollar_of_the_creditors_country(tmp_path: Path) -> None:
    text = "Invoice No,Customer,Invoice Date,Due Date,Total\n1,Ada,2026-01-13,2026-02-12,$10.00\n"
    intake = taken(tmp_path, text, country="CA", country_said=True)
    assert list(intake.book.frame["currency"]) == ["CAD"]
    assert "all is in CAD: amounts are in $, and you are in CA" in intake.remarks
    assert "pass --currency USD" in refusal(tmp_path, text, country="PL", country_said=True)
    assert "amounts are in $, which may be USD, CAD" in refusal(tmp_path, text, country="CA")  # nobody said so


def test_a_ledger_is_named_and_refused(tmp_path: Path) -> None:
    head = "Date,Invoice No,Customer,Due Date,Debit,Credit,Balance,Currency\n"
    text = head + "2026-01-02,1,Alder,2026-02-01,500.00,,500.00,GBP\n2026-01-20,2,Alder,2026-02-01,,200.00,300.00,GBP\n"
    assert "this is a ledger or a statement of account, with 'Debit' and 'Credit'" in refusal(tmp_path, text)


def test_amounts_in_hundredths_are_never_suggested(tmp_path: Path) -> None:
    text = "number,customer_name,created_at,due_at,amount_cents,currency\nA-1,Alder,2026-01-02,2026-02-01,10000,EUR\n"
    said = refusal(tmp_path, text)
    assert "amount_cents: is in hundredths of the currency" in said
    assert "--map" not in said


def test_numbers_alike_but_for_zeros_are_told_and_kept_apart(tmp_path: Path) -> None:
    text = with_column("Customer No", "0000611365", "611365")
    intake = taken(tmp_path, text)
    assert len(set(intake.book.frame["customer_id"])) == 2
    told = "customers '0000611365' (line 2) and '611365' (line 3) differ by zeros in front alone, and are kept apart"
    assert told in intake.remarks


def test_only_columns_that_nobody_knows_are_named_as_unread(tmp_path: Path) -> None:
    assert taken(tmp_path, with_column("VAT,Zorp", "16.67,a", "33.33,b")).unused_columns == ("Zorp",)
    assert taken(tmp_path, with_column("VAT,Zorp", "16.67,a", "33.33,b"), ignore=("zorp",)).unused_columns == ()


@pytest.mark.parametrize(
    ("header", "cells", "asked"),
    [
        ("Amount Due", ("900.00", "1000.00"), True), ("Total Due", ("900.00", "1000.00"), True),
        ("Balance Due", ("900.00", "1000.00"), False), ("Amount Due", ("0.00", "1000.00"), False),
    ],
)  # fmt: skip
def test_an_amount_due_beside_what_was_paid_is_asked_about_where_no_total_tells_before_from_after(
    tmp_path: Path, header: str, cells: tuple[str, str], asked: bool
) -> None:
    head = f"Invoice No,Customer,Invoice Date,Due Date,{header},Received,Currency\n"
    text = head + "".join(
        f"{n},Alder,2026-01-13,2026-02-12,{cell},{paid},GBP\n"
        for n, cell, paid in zip((1, 2), cells, ("900.00", "0.00"), strict=True)
    )
    if not asked:
        assert opened(taken(tmp_path, text)) == dict(zip("12", cells, strict=True))
        return
    ways = {promise: said for said, promise in remedies(refusal(tmp_path, text))}
    assert opened(taken(tmp_path, text, **ways["2 invoices, open 1000.00 GBP"])) == {"1": "0.00", "2": "1000.00"}


@pytest.mark.parametrize(
    ("header", "cells", "due"),
    [("due_at", ("2026-02-12", "2026-02-13"), "2026-02-12"), ("Date due", ("2026-02-12", "2026-02-13"), "2026-02-12"),
     ("Zahlungsziel", ("14", "30"), "2026-01-27"), ("Zahlungsziel", ("2026-02-12", "2026-02-13"), "2026-02-12")],
)  # fmt: skip
def test_a_header_is_known_by_its_words_in_any_order_and_read_as_what_stands_below(
    tmp_path: Path, header: str, cells: tuple[str, str], due: str
) -> None:
    text = f"date_issued,Inv. number,Client,{header},Total,Currency\n" + "".join(
        f"2026-01-13,{n},Alder,{cell},10.00,EUR\n" for n, cell in enumerate(cells)
    )
    assert str(day_of(taken(tmp_path, text).book.frame["due"][0])) == due


def test_paid_on_is_no_amount_though_paid_is(tmp_path: Path) -> None:
    said = refusal(tmp_path, with_column("Bezahlt am", "2026-02-01", ""))
    assert "has days for invoices that are read as owed" in said


def test_a_row_paid_in_part_has_its_amount_asked_for_in_the_columns_that_may_hold_it(tmp_path: Path) -> None:
    text = with_column("Status,Zorp", "open,100.00", "partially paid,150.00")
    assert "Zorp" in refusal(tmp_path, text)
    assert opened(taken(tmp_path, text, map={"balance": "Zorp"})) == {"1": "100.00", "2": "150.00"}


@pytest.mark.parametrize("ignored", ["Is Open", "is open", "#7"])
def test_a_column_set_aside_by_name_in_any_case_or_by_number_gives_no_state(tmp_path: Path, ignored: str) -> None:
    text = with_column("Is Open", "no", "yes")
    assert opened(taken(tmp_path, text)) == {"1": "0.00", "2": "200.00"}
    assert opened(taken(tmp_path, text, ignore=(ignored,))) == {"1": "100.00", "2": "200.00"}


def test_an_amount_in_dispute_keeps_its_invoice_from_being_dunned(tmp_path: Path) -> None:
    text = with_column("Amount in dispute", "0.00", "50.00")
    said = refusal(tmp_path, text)
    assert "Amount in dispute: has amounts beside invoices that are owed" in said
    (answer, _), (leave, _) = remedies(said)
    assert taken(tmp_path, text, **answer).book.frame["disputed"].tolist() == [False, True]
    assert taken(tmp_path, text, **leave).book.frame["disputed"].tolist() == [False, False]
    assert opened(taken(tmp_path, with_column("Amount in dispute", "0.00", ""))) == {"1": "100.00", "2": "200.00"}
