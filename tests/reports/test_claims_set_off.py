"""Courts' forms have what payments left of principal, interest and costs, and no amount of 0."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from tests.cli.offices import SETTINGS, Office, office
from tests.letters.letter_cases import plain
from tests.reports.test_claims import claimed

pytestmark = pytest.mark.slow

ON = "2026-12-15"
ROW = {"customer_id": "C-1", "issued": "2026-06-01", "due": "2026-07-01", "total": "1000.00"}
NOTHING = Decimal(0)


def firm(folder: Path, policy: str, **more: str) -> Office:
    dunning = f'[dunning]\npolicy = "{policy}"\ncustomers = "business"'
    made = office(folder, {**ROW, **more}, settings=SETTINGS.replace('[dunning]\npolicy = "none"', dunning))
    assert made.runs(on="2026-07-01").code == 0
    return made


def fields(made: Office, court: str, *more: str) -> tuple[dict[str, str], Any]:
    """The form's fields by label, without what is between label and figure on paper, and the claim's JSON."""
    _, said = claimed(made, "--early", "--court", court, *more, on=ON)
    return {plain(one["field"]): plain(one["value"]) for one in said["court"]["fields"]}, said


def figure(text: str) -> Decimal:
    return Decimal(text.removesuffix(" €").removesuffix(" EUR").replace(".", "").replace(" ", "").replace(",", "."))


@pytest.mark.parametrize("paid", ["500.00", "40.00", "45.00", "999.00"])
def test_a_german_form_has_what_payments_left_of_each_part(tmp_path: Path, paid: str) -> None:
    form, said = fields(firm(tmp_path, "de-b2b", paid=paid, paid_on="2026-10-09"), "germany")
    (interest,) = (charge for charge in said["invoices"][0]["charges"] if charge["kind"] == "interest")
    (off,) = interest["set_off"]
    principal = figure(form["Hauptforderung zusammen"])
    assert principal == 1000 - Decimal(off["base"])
    parts = {label.split(":")[0].split(" bis ")[0]: figure(value) for label, value in form.items() if value[-1] == "€"}
    assert parts.get("Ausgerechnete Zinsen", NOTHING) == Decimal(interest["amount"]) - Decimal(off["interest"])
    assert "Nebenforderung" not in parts, "the 40.00 were paid first"
    assert sum(parts.values()) == Decimal(said["totals"]["total"])
    since = "10. Oktober 2026" if Decimal(off["base"]) else "2. Juli 2026"
    assert f"{form['Hauptforderung zusammen']}, fällig am" in form["Rechnung A-1 vom 1. Juni 2026"]
    assert f"Zinsen ab dem {since}" in form["Rechnung A-1 vom 1. Juni 2026"]


def test_a_polish_form_asks_for_interest_from_the_day_to_which_it_is_paid(tmp_path: Path) -> None:
    """500.00 pay 40 EUR and all interest; 50.00 later a part of the interest since."""
    made = firm(tmp_path, "de-b2b")
    (made.folder / "paid.csv").write_text(
        "invoice,customer_id,on,amount\nA-1,C-1,2026-08-10,500.00\nA-1,C-1,2026-12-01,5.00\n", "utf-8"
    )
    form, said = fields(made, "poland", "--payments", "paid.csv")
    (own,) = (value for label, value in form.items() if label.startswith("Roszczenie"))
    assert "od 11 sierpnia 2026 r. do dnia zapłaty" in own and "po odliczeniu zapłaconych 5,00 EUR" in own
    assert "Rekompensata" not in form and "rekompensata" not in own.lower()
    interest = next(charge for charge in said["invoices"][0]["charges"] if charge["kind"] == "interest")
    assert figure(form["Należność główna"]) == 1000 - Decimal(interest["set_off"][0]["base"])


def test_where_principal_comes_first_the_form_has_the_letters_figures(tmp_path: Path) -> None:
    form, said = fields(firm(tmp_path, "eur-8-percent", paid="500.00", paid_on="2026-10-09"), "germany")
    assert figure(form["Hauptforderung zusammen"]) == 500 == Decimal(said["totals"]["principal"])
    assert "Zinsen ab dem 2. Juli 2026" in form["Rechnung A-1 vom 1. Juni 2026"]
    assert "Nebenforderung: Mahnkosten" not in form and "Abzüglich Gutschriften" not in form


def test_the_particulars_name_no_amount_of_0(tmp_path: Path) -> None:
    _, said = fields(firm(tmp_path, "eur-8-percent"), "england")
    assert (
        "0.00" not in said["court"]["particulars"].replace(",000.00", "") and "Interest" in said["court"]["particulars"]
    )
    (tmp_path / "none").mkdir()
    form, said = fields(firm(tmp_path / "none", "none"), "england")
    text = said["court"]["particulars"]
    assert "Interest" not in text and "Compensation" not in text and "(to be completed) a day" not in text
    assert not [label for label in form if "nterest up to" in label or "Daily" in label]
    assert text.endswith("The Claimant claims 1,000.00 EUR.")


@pytest.mark.parametrize(
    ("court", "pieces"),
    [
        ("poland", ("12\xa0345,67\xa0EUR", "1\xa0czerwca\xa02026\xa0r.", "§§\xa0247")),
        ("england", ("12,345.67\xa0EUR", "1\xa0June\xa02026", "§§\xa0247")),
    ],
)
def test_no_line_of_the_particulars_on_paper_ends_within_an_amount_or_a_day(
    tmp_path: Path, court: str, pieces: tuple[str, ...]
) -> None:
    folder, said = claimed(firm(tmp_path, "de-b2b", total="12345.67"), "--early", "--court", court, on=ON)
    copied = said["court"]["particulars"]
    pages = [page.extract_text() for page in PdfReader(folder / "claim.pdf").pages]
    (page,) = (text for text in pages if f"({len(copied)}\xa0" in text or f"({len(copied)} " in text)
    on_paper = page[page.index(copied.split()[0], page.index(f"({len(copied)}")) :]
    assert all(piece in on_paper and plain(piece) in copied for piece in pieces)
    assert "\xa0" not in copied, "a court's page may refuse it"


def test_rates_are_named_in_the_order_of_their_days_where_payments_paid_the_interest_of_the_first_invoice(
    tmp_path: Path,
) -> None:
    older = ROW | {"issued": "2026-05-01", "due": "2026-05-15", "paid": "500.00", "paid_on": "2026-10-09"}
    made = firm(tmp_path, "de-b2b", **older)
    made.write(older, ROW | {"issued": "2026-05-01", "due": "2026-05-29", "paid": "0.00", "paid_on": ""})
    _, said = fields(made, "england")
    assert "at 10.27%, 10.52% a year" in plain(said["court"]["particulars"])


def test_interest_that_was_paid_to_the_day_still_runs_on(tmp_path: Path) -> None:
    form, _ = fields(firm(tmp_path, "de-b2b", paid="500.00", paid_on=ON), "germany")
    assert "Ausgerechnete Zinsen" not in " ".join(form)
    own = form["Rechnung A-1 vom 1. Juni 2026"]
    assert "ausgerechnet" not in own and "laufend ab dem 16. Dezember 2026: Basiszinssatz" in own
