"""Page one: the payment box where there is room, long projects and addresses in whole words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import draft, letter, notice, with_invoice
from tests.typeset.letters_by_hand import german_letter, with_recipient
from tests.typeset.pages_seen import Ink, pages_of

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model import Stage
from pastdue.model.letters import Letter
from pastdue.typeset import Typesetter


def pages(made: Letter, layout: str) -> list[list[Ink]]:
    return pages_of(Typesetter(load_layout(Catalog(), layout)).set(made).pdf)


@pytest.mark.parametrize(("language", "layout"), [("fr", "fr-dl-right"), ("de", "din-b"), ("en", "uk-dl")])
def test_the_payment_box_of_a_short_final_demand_is_on_page_one(language: str, layout: str) -> None:
    currency = cases.HOMES[language][4]
    own = draft(language, Stage.FINAL_DEMAND, *cases.notices(Stage.FINAL_DEMAND, 3, currency))
    made = letter(own, services={"final_demand": "registered"})
    first, second, *_ = pages(made, layout)
    assert made.payment.title in [ink.text for ink in first]
    assert made.payment.title not in [ink.text for ink in second]


def test_a_long_project_stands_whole_under_its_row_and_no_wider_than_the_table() -> None:
    project = "Full redesign of the customer portal, including accessibility review and copywriting in four languages"
    own = with_invoice(notice(Stage.REMINDER, "EUR"), project=project)
    other = with_invoice(own, number="2026-102", project="Website")
    first = pages(letter(draft("de", Stage.REMINDER, own, other)), "din-b")[0]
    (row,) = [ink for ink in first if ink.text == own.invoice.number and ink.points < 10]
    under = [ink for ink in first if ink.text and row.baseline + 1 < ink.baseline < row.baseline + 10]
    below = " ".join(ink.text for ink in under if ink.left > row.left + 1 and ink.points < row.points)
    assert below.startswith(project)
    assert max(ink.right for ink in under) <= 190.1


def test_a_line_of_an_address_is_turned_over_after_its_comma() -> None:
    long = "Polígono Industrial Las Mercedes, nave 14"
    first = pages(
        with_recipient(german_letter(), "Construcciones y Reformas Hermanos Ibáñez S.A.", long, "28022 Madrid"), "din-b"
    )[0]
    texts = [ink.text for ink in first]
    assert "Polígono Industrial Las Mercedes," in texts
    assert "nave 14" in texts


def test_a_return_line_too_long_for_one_line_turns_between_parts_of_the_address() -> None:
    row = load_layout(Catalog(), "din-a")
    page = pages_of(Typesetter(row).set(german_letter()).pdf)[0]
    assert row.return_line is not None
    returned = [ink for ink in page if ink.text and ink.touches(row.return_line)]
    lines = {ink.baseline: "" for ink in returned}
    for ink in returned:
        lines[ink.baseline] += ink.text
    assert list(lines.values()) == ["Tischlerei Größ & Söhne GmbH", "Lindwurmstraße 88 · 80337 München"]


def test_the_line_that_asks_for_payment_does_not_end_on_a_lone_word() -> None:
    one = replace(
        german_letter(),
        payment=replace(
            german_letter().payment,
            pay_line="Wir bitten Sie, den Gesamtbetrag von 540,85 € bis zum 30. November 2026 zu zahlen.",
        ),
    )
    pages = pages_of(Typesetter(load_layout(Catalog(), "din-a")).set(one).pdf)
    asked = [ink for page in pages for ink in page if ink.bold and ink.text in one.payment.pay_line]
    lines = {ink.baseline: "" for ink in asked}
    for ink in asked:
        lines[ink.baseline] += ink.text
    assert list(lines.values()) == [
        "Wir bitten Sie, den Gesamtbetrag von 540,85 € bis zum 30. November",
        "2026 zu zahlen.",
    ]
