"""The stub on paper: what the return envelope's window shows, and what is torn off with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from tests.typeset.letters_by_hand import us_letter
from tests.typeset.pages_seen import Ink, pages_of, text_of

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import Letter, Stub
from pastdue.typeset import Typesetter
from pastdue.typeset.layouts import Frame

TOP = 279.4 - 88.9
STUB = Stub(
    detach="Please detach here and return this part with your payment",
    payer=("From", "Northgate Logistics"),
    payable=("Make checks payable to", "Harbor & Pine Studio LLC"),
    rows=(("Letter no.", "L-2026-0042"), ("Pay by", "December 3, 2026"), ("Amount due", "4,380.12 USD")),
    enclosed=("Amount enclosed", "USD"),
    remit_to=("Harbor & Pine Studio LLC", "1201 Western Avenue, Suite 410", "SEATTLE WA 98101"),
)
LETTER_PAPER = (Decimal("215.9"), Decimal("279.4"))
US = [name for name in Catalog().names("layouts") if load_layout(Catalog(), name).paper == LETTER_PAPER]


@dataclass(frozen=True)
class Envelope:
    """A return envelope, and the window that all of them have: 4.5 x 1.125 in, 0.875 in from the left, 0.5 up."""

    width: float
    height: float

    def shown(self, always: bool) -> Frame:
        """The part of the sheet that shows wherever the stub has slid, or (not `always`) that may ever show."""
        inch = 25.4
        slide_x, slide_y = self.width * inch - 215.9, self.height * inch - 88.9
        left, top, wide, tall = 0.875 * inch, (self.height - 0.5 - 1.125) * inch, 4.5 * inch, 1.125 * inch
        if always:
            numbers = (left, TOP + top, wide - slide_x, tall - slide_y)
        else:
            numbers = (left - slide_x, TOP + top - slide_y, wide + slide_x, tall + slide_y)
        return Frame(*(Decimal(str(round(number, 3))) for number in numbers))


ENVELOPES = (Envelope(8.875, 3.875), Envelope(8.625, 3.625))


def pages(letter: Letter, layout: str = "us10-double") -> list[list[Ink]]:
    return pages_of(Typesetter(load_layout(Catalog(), layout)).set(letter).pdf)


def with_stub(invoices: int = 3, stub: Stub = STUB) -> Letter:
    return replace(us_letter(invoices), payment=replace(us_letter(invoices).payment, stub=stub))


def torn_off(page: list[Ink]) -> list[Ink]:
    return [ink for ink in page if ink.bottom > TOP + 0.5]


@pytest.mark.parametrize("layout", US)
@pytest.mark.parametrize("lines", [3, 4, 5])
def test_the_return_window_always_shows_the_whole_address_and_never_anything_else(layout: str, lines: int) -> None:
    address = (*STUB.remit_to, "ATTN ACCOUNTS RECEIVABLE", "UNITED STATES")[:lines]
    below = torn_off(pages(with_stub(stub=replace(STUB, remit_to=address)), layout)[0])
    for envelope in ENVELOPES:
        seen = [ink for ink in below if ink.touches(envelope.shown(always=False))]
        assert [ink.text for ink in seen] == list(address)
        assert all(ink.within(envelope.shown(always=True)) for ink in seen)


@pytest.mark.parametrize("layout", US)
def test_the_stub_says_what_it_must_and_the_letter_ends_above_it(layout: str) -> None:
    first, *_ = pages(with_stub(), layout)
    words = " ".join(ink.text for ink in torn_off(first))
    for text in ("Northgate Logistics", "Make checks payable to", "Harbor & Pine Studio LLC", "L-2026-0042"):
        assert text in words
    for text in ("December 3, 2026", "4,380.12 USD", "Amount enclosed"):
        assert text in words
    above = [ink for ink in first if ink.text and ink.bottom <= TOP]
    assert max(ink.bottom for ink in above) <= TOP - 3
    assert any(ink.text.startswith("Page 1 of") for ink in above)


@pytest.mark.parametrize("invoices", [1, 3, 12, 40])
def test_behind_the_stub_there_is_no_text_of_the_letter(invoices: int) -> None:
    _, second, *later = pages(with_stub(invoices))
    assert [ink.text for ink in torn_off(second) if ink.text and not ink.text.startswith("Page")] == []
    if invoices == 40:
        assert any(len(torn_off(page)) > 5 for page in later)


def test_a_stub_that_is_only_wanted_where_it_is_free_never_adds_a_page() -> None:
    free = replace(STUB, if_free=True)
    found = set()
    for invoices in range(1, 46, 4):
        letter = us_letter(invoices)
        plain, wanted = len(pages(letter)), pages(replace(letter, payment=replace(letter.payment, stub=free)))
        assert len(wanted) == plain
        found.add(any(ink.text == STUB.detach for ink in wanted[0]))
    assert found == {True, False}


def test_an_address_too_large_for_the_return_window_refuses_the_letter_by_its_invoices() -> None:
    with pytest.raises(CannotPrint, match=r"letter L-2026-0042, invoices .*: the remittance stub does not fit"):
        pages(with_stub(stub=replace(STUB, remit_to=("A", "B", "C", "D", "E", "F", "G"))))


def test_a_letter_with_a_stub_still_says_everything_it_says_without() -> None:
    def words(letter: Letter) -> list[str]:
        pdf = Typesetter(load_layout(Catalog(), "us10-double")).set(letter).pdf
        return sorted("\n".join(text_of(pdf)).split())

    stubbed = words(with_stub())
    for word in words(us_letter(3)):
        assert word in stubbed


@pytest.mark.parametrize(
    "change",
    [
        {"remit_to": ("A",) * 7},
        {"remit_to": ("W" * 60,)},
        {"payable": ("Make checks payable to", "W" * 400)},
        {"rows": (("Amount due", "9" * 80),)},
    ],
)
def test_what_does_not_fit_the_stub_refuses_the_letter_and_is_never_cut(change: dict[str, object]) -> None:
    with pytest.raises(CannotPrint, match="stub does not fit"):
        pages(with_stub(stub=replace(STUB, **change)))  # type: ignore[arg-type]


def test_a_long_customer_number_is_shortened_with_a_sign() -> None:
    long = replace(STUB, rows=(("Customer no.", "C-" + "7" * 80), *STUB.rows))
    words = [ink.text for ink in torn_off(pages(with_stub(stub=long))[0])]
    assert any(text.endswith("…") for text in words)
