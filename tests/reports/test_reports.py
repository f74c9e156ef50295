"""The reports of a run and an explanation: the JSON contracts and the tables beside them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from pastdue.model import (
    Charge,
    ChargeKind,
    DayCount,
    Invoice,
    Issued,
    Notice,
    Overdue,
    Party,
    Payment,
    Segment,
    Skip,
    Stage,
    Why,
)
from pastdue.model.countries import CalendarName
from pastdue.model.errors.problems import Problem, Source
from pastdue.model.letters import Draft
from pastdue.model.money import Money
from pastdue.model.remarks import Remark
from pastdue.reports.charges import charges_table
from pastdue.reports.explain import Explanation, explain_json, facts_table, issued_table
from pastdue.reports.formats.csv import csv_text
from pastdue.reports.formats.json import json_text
from pastdue.reports.formats.text import text
from pastdue.reports.outcome import Outcome, RowCounts, SetLetter, letters_table, outcome_json
from pastdue.reports.skips import skips_table

ALFA = Party("C1", "Alfa & Söhne")
AS_OF = date(2026, 6, 30)
INTEREST = Charge(
    ChargeKind.INTEREST,
    "eur-8",
    (
        Segment(
            Money.parse("2.63 EUR"), date(2026, 5, 1), date(2026, 5, 31), 30,
            Money.parse("400.00 EUR"), Decimal("8.00"), DayCount.ACTUAL_365,
        ),
        Segment(Money.parse("-0.63 EUR"), note="cap"),
    ),
    "EUR",
    "§ 288 BGB",
)  # fmt: skip
INVOICE = Invoice(
    "F/7", ALFA, date(2026, 4, 1), date(2026, 5, 1), Money.parse("500.00 EUR"), (Payment(Money.parse("100.00 EUR")),)
)
OVERDUE = Overdue(INVOICE, AS_OF, date(2026, 5, 4), 57, 38, CalendarName("PL"))
NOTICE = Notice(OVERDUE, Stage.SECOND_NOTICE, date(2026, 7, 10), (INTEREST,))
DRAFT = Draft("2026-0001", AS_OF, Stage.SECOND_NOTICE, "de", (NOTICE,), (("K1", Money.parse("50.00 EUR")),))
SKIP = Skip("F/8", "C2", Why.MIN_GAP, date(2026, 7, 3), "reminded on 2026-06-23")
PAID = Skip("F/9", "C2", Why.PAID)


def outcome(**said: Any) -> Outcome:
    facts: dict[str, Any] = {
        "as_of": AS_OF, "run": "2026-06-30-1", "rows": RowCounts(5, rejected=1, ignored=1),
        "letters": (SetLetter(DRAFT, ALFA, 2, 1, "letters/2026-0001.pdf", "ab12"),), "skips": (SKIP, PAID),
        "rejected": (Problem(Source("in.csv", 5), "due", "31.02.2026", "is not a date", "write 2026-02-28"),),
        "remarks": (Remark("two payments have no date"),),
    }  # fmt: skip
    return Outcome(**(facts | said))


def test_run_json_keeps_its_contract() -> None:
    said: Any = json.loads(json_text(outcome_json(outcome())))
    assert said["counts"] == {
        "rows": 5,
        "invoices": 3,
        "notices": 1,
        "skips": 2,
        "missing": 0,
        "rejected": 1,
        "ignored": 1,
    }
    assert said["letters"] == [
        {
            "id": "2026-0001", "customer": "Alfa & Söhne", "customer_id": "C1", "stage": "second_notice",
            "language": "de", "currency": "EUR", "total": "352.00", "pay_by": "2026-07-10", "pages": 2, "sheets": 1,
            "file": "letters/2026-0001.pdf", "sha256": "ab12", "envelope_class": None, "service": None,
            "delivery": "post", "email": [], "email_file": None,
            "credits": [{"invoice": "K1", "amount": "50.00"}],
            "invoices": [
                {"invoice": "F/7", "due": "2026-05-01", "days": 57, "business_days": 38, "open": "400.00",
                 "charges": "2.00", "total": "402.00", "stage": "second_notice", "remarks": []},
            ],
            "copies": [], "forms": None,
        }
    ]  # fmt: skip
    assert said["skips"][0] == {
        "invoice": "F/8", "customer_id": "C2", "why": "min_gap", "until": "2026-07-03",
        "detail": "reminded on 2026-06-23",
    }  # fmt: skip
    assert said["skips"][1]["until"] is None
    assert {"file": "in.csv", "line": 5, "column": "due", "what": "is not a date"}.items() <= said["rejected"][
        0
    ].items()
    assert (said["schema"], said["as_of"], said["run"]) == (1, "2026-06-30", "2026-06-30-1")
    assert said["remarks"] == ["two payments have no date"]


def test_rows_are_invoices_rejected_and_ignored_rows_together() -> None:
    counts: Any = outcome_json(outcome())["counts"]
    assert counts["rows"] == counts["invoices"] + counts["rejected"] + counts["ignored"]
    assert counts["invoices"] == counts["notices"] + counts["skips"]


def test_a_plan_leaves_empty_what_only_a_run_knows() -> None:
    said: Any = outcome_json(outcome(run="", letters=(SetLetter(DRAFT, ALFA),)))
    assert said["run"] is None
    assert [next(iter(said["letters"]))[key] for key in ("pages", "sheets", "file", "sha256")] == [None] * 4


def test_a_charge_is_listed_with_the_segments_that_add_up_to_it() -> None:
    table = charges_table([NOTICE])
    amount = [c.key for c in table.columns].index("amount")
    assert [row[amount] for row in table.rows] == [Money.parse("2.63 EUR"), Money.parse("-0.63 EUR")]
    assert csv_text(table).splitlines()[1:] == [
        "F/7,C1,Alfa & Söhne,interest,eur-8,§ 288 BGB,"
        "2026-05-02,2026-05-01,2026-05-31,30,400.00,8.00,actual/365,EUR,2.63,,",
        "F/7,C1,Alfa & Söhne,interest,eur-8,§ 288 BGB,,,,,,,,EUR,-0.63,cap,",
    ]


def test_explain_json_keeps_its_contract_for_an_invoice_that_waits() -> None:
    sent = Issued("F/7", Stage.REMINDER, date(2026, 6, 1), date(2026, 6, 11), "2026-0000", Money.parse("401.00 EUR"))
    waiting = Skip("F/7", "C1", Why.WAITING_FOR_PAY_BY, date(2026, 7, 2), "until the pay-by date")
    said: Any = explain_json(Explanation(OVERDUE, waiting, (INTEREST,), (sent,)))
    assert said["charges"] == [
        {
            "kind": "interest", "policy": "eur-8", "law": "§ 288 BGB", "due": None, "amount": "2.00",
            "provisional": False,
            "segments": [
                {"since": "2026-05-01", "until": "2026-05-31", "days": 30, "base": "400.00", "percent": "8.00",
                 "day_count": "actual/365", "amount": "2.63", "note": "", "basis": None, "conversion": None},
                {"since": None, "until": None, "days": None, "base": None, "percent": None, "day_count": None,
                 "amount": "-0.63", "note": "cap", "basis": None, "conversion": None},
            ],
                "set_off": [],
        }
    ]  # fmt: skip
    assert said["notices"] == [
        {
            "letter": "2026-0000",
            "stage": "reminder",
            "on": "2026-06-01",
            "pay_by": "2026-06-11",
            "total": "401.00",
            "letter_total": None,
        }
    ]
    del said["charges"], said["notices"]
    assert said == {
        "schema": 1, "invoice": "F/7", "customer_id": "C1", "currency": "EUR", "due": "2026-05-01",
        "effective_due": "2026-05-04", "as_of": "2026-06-30", "days": 57, "business_days": 38, "calendar": "PL",
        "stage": None, "why": "waiting_for_pay_by", "detail": "until the pay-by date", "next_possible": "2026-07-02",
        "open": "400.00", "payments": [{"on": None, "amount": "100.00"}], "credits": [], "waived": None,
        "charges_total": "2.00",
        "provisional": False, "total": "402.00", "ladder": [],
        "remarks": [],
    }  # fmt: skip


def test_an_invoice_that_gets_a_notice_today_is_explained_by_its_stage() -> None:
    said = explain_json(Explanation(OVERDUE, NOTICE, NOTICE.charges))
    assert (said["stage"], said["why"], said["next_possible"]) == ("second_notice", None, "2026-06-30")


def test_a_base_of_nothing_is_shown_as_nothing_not_left_out() -> None:
    segment = Segment(Money.zero("EUR"), base=Money.zero("EUR"), percent=Decimal(0))
    charge = Charge(ChargeKind.INTEREST, "p", (segment,), "EUR")
    said: Any = explain_json(Explanation(OVERDUE, SKIP, (charge,)))
    assert (said["charges"][0]["segments"][0]["base"], said["charges"][0]["segments"][0]["percent"]) == ("0.00", "0")


def test_every_report_can_be_shown_in_every_format() -> None:
    explanation = Explanation(OVERDUE, NOTICE, NOTICE.charges)
    sent = Issued("F/7", Stage.REMINDER, date(2026, 6, 1), date(2026, 6, 11), "2026-0000", Money.parse("401.00 EUR"))
    tables = [facts_table(explanation), issued_table((sent,)), letters_table(outcome().letters),
              charges_table([NOTICE]), skips_table([SKIP])]  # fmt: skip
    for table in tables:
        assert text(table, 60, "ascii")
        assert csv_text(table).count("\n") == 1 + len(table.rows)
        assert {len(row) for row in table.rows} == {len(table.columns)}
    assert json_text(outcome_json(outcome()))
    assert json_text(explain_json(explanation))
