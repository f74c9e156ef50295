"""Days of payment that a column of delays proves, also where every invoice has one; and days of the time billed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.test_judgement import dialect, opened, refusal, taken

from pastdue.intake.export.choices import Files
from pastdue.intake.reading import read
from pastdue.model.calendars import Calendar

ROWS = [("2026-01-05", "2026-02-04", "2026-02-16", "12"), ("2026-01-06", "2026-02-05", "2026-02-04", "-1"),
        ("2026-01-07", "2026-02-06", "2026-02-06", "0"), ("2026-01-08", "2026-02-07", "2026-03-09", "30")]  # fmt: skip


def listed(header: str, *delays: str) -> str:
    rows = "".join(
        f"F-{at},Alder {at},{issued},{due},{at}00.00,{paid},{delay}\n"
        for at, ((issued, due, paid, _), delay) in enumerate(zip(ROWS, delays, strict=True), 1)
    )
    return f"Invoice,Customer,Invoice date,Due date,Amount,{header},delay_days\n{rows}"


DELAYS = tuple(delay for *_, delay in ROWS)


@pytest.mark.parametrize("header", ["actual_payment_date", "Payment Date", "Tatsächliches Zahlungsdatum"])
def test_days_in_every_row_are_days_of_payment_where_delays_count_them(tmp_path: Path, header: str) -> None:
    text = listed(header, *DELAYS)
    intake = taken(tmp_path, text, currency="EUR", as_of=date(2026, 4, 1))
    assert set(opened(intake).values()) == {"0.00"}
    assert any(f"{header!r} has a day in 4 rows" in remark for remark in intake.remarks)


@pytest.mark.parametrize("delays", [("12", "-1", "0", "31"), ("12", "-1", "", ""), ("12", "12", "12", "12")])
def test_other_figures_prove_nothing_and_are_asked_about(tmp_path: Path, delays: tuple[str, ...]) -> None:
    asked = refusal(tmp_path, listed("actual_payment_date", *delays), currency="EUR", as_of=date(2026, 4, 1))
    assert "were they paid in full then?" in asked


def test_days_after_that_of_the_reading_count_only_where_they_are_called_actual(tmp_path: Path) -> None:
    said = {"currency": "EUR", "as_of": date(2026, 3, 1)}
    assert "were they paid in full then?" in refusal(tmp_path, listed("Payment Date", *DELAYS), **said)
    path = tmp_path / "actual.csv"
    path.write_text(listed("actual_payment_date", *DELAYS), encoding="utf-8")
    late = read(Files(path), dialect(**said)).book.measured(date(2026, 3, 1), Calendar("PL"))
    left = {(i := late.invoice(at)).number: i.open(date(2026, 3, 1)).plain for at in range(len(late))}
    assert left == {"F-1": "0.00", "F-2": "0.00", "F-3": "0.00", "F-4": "400.00"}


@pytest.mark.parametrize(("first", "second"), [("startDate", "endDate"), ("Von", "Bis"), ("Début", "Fin")])
def test_the_end_of_what_is_billed_is_no_day_to_pay_by(tmp_path: Path, first: str, second: str) -> None:
    rows = "1,Alder,2026-01-01,2026-01-31,90\n2,Birch,2026-01-01,2026-01-31,80\n"
    text = f"Invoice,Customer,{first},{second},Amount\n{rows}"
    asked = refusal(tmp_path, text, currency="EUR")
    assert "nothing says when the invoices are due" in asked and "--map due=" not in asked
    assert asked.index(f"issued={second}") < asked.index(f"issued={first}")


def test_the_second_of_two_other_dates_may_be_the_due_date(tmp_path: Path) -> None:
    text = "Invoice,Customer,Xa,Xb,Amount\n1,Alder,2026-01-01,2026-01-31,90\n2,Birch,2026-01-02,2026-02-01,80\n"
    assert "--map due=Xb" in refusal(tmp_path, text, currency="EUR")


@pytest.mark.parametrize("header", ["round_off", "Rundung", "Arrondi", "Redondeo"])
def test_what_was_rounded_is_neither(tmp_path: Path, header: str) -> None:
    text = f"Invoice,Customer,Invoice date,Due date,Amount,{header}\n1,Alder,2026-01-01,2026-01-31,1892.00,0.42\n"
    assert opened(taken(tmp_path, text, currency="EUR")) == {"1": "1892.00"}
