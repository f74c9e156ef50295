"""What a letter that waits for review says to type: it works as it is written, and is not asked for again."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.cli.offices import SETTINGS, Office, office

AUGUST, SEPTEMBER, OCTOBER = "2026-08-30", "2026-09-29", "2026-10-29"
NAMES = ("due", "more", "customer", "currency", "closed", "split", "again", "credit", "less", "mistyped", "parts",
         "former", "named", "large", "rest")  # fmt: skip
REDATED = {"issued": "2026-09-10", "due": "2026-09-15"}


def invoice(name: str, **changes: str) -> dict[str, str]:
    """An invoice of a customer of its own whose number and id need quotes on a command line."""
    return {"invoice": f"{name} $1", "customer_id": f"C {name}!", "customer": f"{name} GmbH", **changes}


def credit(name: str, number: str, amount: str, **changes: str) -> dict[str, str]:
    return invoice(name, invoice=number, total=amount, issued="2026-08-01", due="2026-08-01", **changes)


def waiting(firm: Office, on: str) -> dict[str, str]:
    """What is said of each invoice that waited in the run of that day."""
    skips = firm.run_json(f"out/{on}/run.json")["skips"]
    return {skip["invoice"]: str(skip["detail"]) for skip in skips if skip["why"] == "needs_review"}


def run(firm: Office, on: str, *more: str) -> str:
    return firm.says("run", "invoices.csv", "--as-of", on, "--yes", *more).out


def test_every_invoice_that_waits_goes_out_as_its_reason_says_and_is_not_asked_about_again(tmp_path: Path) -> None:
    rows = {name: invoice(name, due="2026-08-25") for name in NAMES}
    rows |= {name: invoice(name) for name in ("due", "customer", "currency")}
    parts = [invoice("parts", instalment=f"{n} of 2", due=f"2026-08-{n + 23}", total=f"{n}0.00") for n in (1, 2)]
    del rows["parts"]
    given = credit("credit", "G 1", "-10.00"), credit("less", "G 2", "-10.00")
    firm = office(tmp_path, *rows.values(), *parts, *given, settings=SETTINGS + 'review_above = ["5000 EUR"]\n')
    run(firm, AUGUST)
    firm.says("paid", "former $1", "40", "--on", AUGUST, "--as-of", AUGUST)
    closed, split = rows.pop("closed"), rows.pop("split")
    firm.write(*rows.values(), split, *parts, *given)
    run(firm, "2026-08-31")
    assert waiting(firm, AUGUST) == waiting(firm, "2026-08-31") == {}
    firm.says("close", "closed $1", "--why", "paid", "--as-of", "2026-08-31")
    changes = {
        "due": {"due": "2026-07-30"}, "customer": {"customer_id": "C 0"}, "again": REDATED,
        "currency": {"currency": "CHF"}, "former": {"customer_id": "C 00"}, "more": {"total": "100.01"},
    }  # fmt: skip
    large = [invoice("large", invoice=f"large {n}", total="3000.00", **REDATED) for n in (2, 3)]
    named = credit("named", "G 3", "-1.00", applies_to="more $1")
    today = [row | changes.get(name, {}) for name, row in rows.items()]
    today += [closed, split | {"invoice": "split $1/1"}, *parts, given[1] | {"total": "-9.00"}, named, *large]
    firm.write(*today)
    listed = "invoice,on,amount\nmistyped $1,2026-09-01,3O\nparts $1,2026-09-01,3\n"
    (tmp_path / "payments.csv").write_text(listed, encoding="utf-8")
    summary = run(firm, OCTOBER, "--payments", "payments.csv")
    found = waiting(firm, OCTOBER)
    assert {number.split()[0] for number in found} == {*NAMES} - {"rest"}
    first = re.search("as (--approve .+)", summary)
    assert first is not None and shlex.split(first[1])[1] in found
    words = list[str]()
    for number, detail in found.items():
        said = re.search("--approve (?:\"[^\"]*\"|'[^']*'|[^ ]+)", detail)
        words += shlex.split(said[0]) if said else ["--approve", number]
    run(firm, "2026-10-30", "--payments", "payments.csv", *words)
    assert waiting(firm, "2026-10-30") == {}
    planned = firm.says("plan", "invoices.csv", "--as-of", "2026-11-28", "--format", "json").json["skips"]
    again = {skip["invoice"] for skip in planned if skip["why"] == "needs_review"}
    assert {number.split()[0] for number in again} == {"large", "named"}, "what the file itself says is asked each time"
