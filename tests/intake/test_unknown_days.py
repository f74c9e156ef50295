"""Days under a header that nobody knows, beside states or where nothing says what is paid."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.intake.test_judgement import AS_OF, opened, refusal, remedies, taken

from pastdue.intake import Intake
from pastdue.model.calendars import Calendar

STATES = ("Paid", "Late", "Late", "Open", "Paid")
DAYS = ("2026-02-10", "2026-03-01", "", "", "2026-02-12")


def listed(days: tuple[str, ...], states: tuple[str, ...] = (), header: str = "Xyzzy") -> str:
    head = f"Invoice No,Customer,Invoice date,Due date,Total,{header}" + (",Status" if states else "")
    lines = [
        f"A-{at},Alder,2026-01-05,2026-02-04,100.00,{day}" + (f",{states[at]}" if states else "")
        for at, day in enumerate(days)
    ]
    return "\n".join([head, *lines]) + "\n"


@pytest.mark.parametrize("states", [(), STATES])
def test_days_in_some_rows_under_an_unknown_header_are_asked_about(tmp_path: Path, states: tuple[str, ...]) -> None:
    text = listed(DAYS, states)
    asked = refusal(tmp_path, text, currency="EUR")
    assert "Xyzzy: has days for some of the invoices, and is not read: were those paid in full then?" in asked
    ways = [said for said, _ in remedies(asked)]
    assert [
        number for number, left in opened(taken(tmp_path, text, currency="EUR", **ways[0])).items() if left != "0.00"
    ] == ["A-2", "A-3"]
    left = opened(taken(tmp_path, text, currency="EUR", **ways[1]))
    assert sum(each == "100.00" for each in left.values()) == (3 if states else 5)


@pytest.mark.parametrize("header", ["Card charged", "Charged to card on"])
def test_days_of_a_charge_to_a_card_are_asked_about(tmp_path: Path, header: str) -> None:
    asked = refusal(tmp_path, listed(DAYS, (), header), currency="EUR")
    assert f"{header}: has days for some of the invoices" in asked


def due_days(intake: Intake) -> set[str]:
    late = intake.book.measured(AS_OF, Calendar("PL"))
    return {str(late.invoice(position).due) for position in range(len(late))}


def days_due(header: str, *days: str) -> str:
    rows = (f"A-{at},Alder,2026-01-05,2026-02-04,100.00,{day}" for at, day in enumerate(days))
    return "\n".join([f"Invoice No,Customer,Invoice date,Due date,Total,{header}", *rows]) + "\n"


@pytest.mark.parametrize("header", ["Payment Due", "Vto. pago", "Zahlbar", "Échéance", "Termin płatności"])
def test_a_second_column_of_days_to_pay_by_is_asked_about_where_its_days_differ(tmp_path: Path, header: str) -> None:
    text = days_due(header, "2026-02-04", "2026-02-18", "2026-02-04")
    asked = refusal(tmp_path, text, currency="EUR")
    assert f"{header}: has days to pay by that differ from those in 'Due date': which are they?" in asked
    first, second = (said for said, _ in remedies(asked))
    assert due_days(taken(tmp_path, text, currency="EUR", **first)) == {"2026-02-04"}
    assert due_days(taken(tmp_path, text, currency="EUR", **second)) == {"2026-02-04", "2026-02-18"}


@pytest.mark.parametrize(
    ("header", "days"),
    [
        ("Payment Due", ("2026-02-04", "2026-02-04")),
        ("F. Límite de Pago", ("2026-02-04", "2026-02-04")),
        ("Payment Due", ("2026-02-04", "")),
        ("Discount due", ("2026-01-19", "2026-01-19")),
        ("Original due date", ("2026-01-19", "2026-01-19")),
    ],
)
def test_the_same_days_to_pay_by_or_those_of_something_else_are_not_asked_about(
    tmp_path: Path, header: str, days: tuple[str, ...]
) -> None:
    assert due_days(taken(tmp_path, days_due(header, *days), currency="EUR")) == {"2026-02-04"}


@pytest.mark.parametrize(
    ("days", "states", "header"),
    [
        (("2026-02-10",) * 5, STATES, "Xyzzy"),  # in all rows, as a day of delivery
        (("2026-02-10",) * 5, (), "Xyzzy"),
        (("2026-02-10", "2026-03-01", "", "", ""), STATES, "Xyzzy"),  # an invoice that is paid has none
        (("2026-02-10", "", "", "", "2026-02-12"), STATES, "Xyzzy"),  # those that are paid alone: nothing depends on it
        (("2026-02-10", "2025-12-31", "", "", "2026-02-12"), STATES, "Xyzzy"),  # before the issue
        (DAYS, STATES, "Last updated"),
        (DAYS, STATES, "Reverse charge on"),
    ],
)
def test_days_of_something_else_are_not_asked_about(
    tmp_path: Path, days: tuple[str, ...], states: tuple[str, ...], header: str
) -> None:
    left = opened(taken(tmp_path, listed(days, states, header), currency="EUR"))
    assert sum(each == "100.00" for each in left.values()) == (3 if states else 5)


def test_a_last_day_of_payment_that_is_not_the_due_date_is_asked_about(tmp_path: Path) -> None:
    asked = refusal(tmp_path, days_due("F. Límite de Pago", "2026-02-04", "2026-02-18"), currency="EUR")
    assert "F. Límite de Pago: has days" in asked


DEBITS = [
    "Date de prélèvement", "Prélevé le", "Lastschrifteinzug am", "Lastschriftdatum", "Abgebucht am", "Einzug am",
    "Data addebito", "Fecha de domiciliación", "Incasso datum", "Direct debit date", "Debited on", "Autogiro datum",
    "Data de débito direto",
]  # fmt: skip


@pytest.mark.parametrize("header", DEBITS)
def test_days_of_direct_debits_are_asked_about(tmp_path: Path, header: str) -> None:
    for days in (DAYS, ("2026-02-10",) * 5, (str(AS_OF), "2026-12-01", "", "", "")):
        asked = refusal(tmp_path, listed(days, (), header), currency="EUR", as_of=AS_OF)
        assert "for invoices that are read as owed: were they paid in full then?" in asked
        assert f"{header}: has days" in asked
        first, second = (said for said, _ in remedies(asked))
        left = opened(taken(tmp_path, listed(days, (), header), currency="EUR", as_of=AS_OF, **first))
        assert sum(each == "0.00" for each in left.values()) == sum("" < day <= str(AS_OF) for day in days)
        left = opened(taken(tmp_path, listed(days, (), header), currency="EUR", as_of=AS_OF, **second))
        assert set(left.values()) == {"100.00"}


@pytest.mark.parametrize("header", ["Date de prélèvement", "Lastschrift am", "Direct debit date"])
def test_days_of_direct_debits_that_are_all_to_come_are_no_payments(tmp_path: Path, header: str) -> None:
    text = listed((str(AS_OF + timedelta(days=1)), "2027-03-01", "", "", ""), (), header)
    assert set(opened(taken(tmp_path, text, currency="EUR", as_of=AS_OF)).values()) == {"100.00"}


@pytest.mark.parametrize("header", ["Lastschriftmandat vom", "Rücklastschrift am", "Direct debit returned on"])
def test_days_of_mandates_and_of_debits_that_went_back_are_no_payments(tmp_path: Path, header: str) -> None:
    assert set(opened(taken(tmp_path, listed(DAYS, (), header), currency="EUR")).values()) == {"100.00"}


def test_days_of_direct_debits_beside_a_balance_are_not_asked_about(tmp_path: Path) -> None:
    text = listed(DAYS, (), "Date de prélèvement").replace("Total,", "Total,Balance,")
    text = text.replace("100.00,", "100.00,100.00,")
    assert set(opened(taken(tmp_path, text, currency="EUR")).values()) == {"100.00"}


@pytest.mark.parametrize("header", ["Date de zork", "Date d'xyz"])
def test_a_header_that_has_letters_of_an_issue_by_chance_is_asked_about(tmp_path: Path, header: str) -> None:
    assert f"{header}: has days for some of the invoices" in refusal(tmp_path, listed(DAYS, (), header), currency="EUR")


@pytest.mark.parametrize("header", ["Datawystawienia", "Ausstellungsdatum", "Date d'émission", "Date d'envoi", "Sent"])
def test_days_of_issue_in_some_rows_are_not_asked_about(tmp_path: Path, header: str) -> None:
    assert set(opened(taken(tmp_path, listed(DAYS, (), header), currency="EUR")).values()) == {"100.00"}
