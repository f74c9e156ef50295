"""The aging as a page for the board: one page, embedded faces, the same bytes, figures that add up."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdf
import pytest
from tests.typeset.pages_seen import text_of
from tests.typeset.pictures_made import font

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.language.voice import Voice
from pastdue.model.countries import CalendarName
from pastdue.model.money import Money, total
from pastdue.reports.aging.aged import AgedCurrency, AgedCustomer, Aging
from pastdue.reports.aging.buckets import Bucket, Buckets
from pastdue.reports.aging.page.pdf import AgingPage
from pastdue.reports.aging.page.pdf import aging_page as page_of
from pastdue.reports.aging.page.pen import Page
from pastdue.reports.changes import Bridge, Changes, Moved
from pastdue.reports.charts.palette import palette
from pastdue.reports.months.moves import MonthMoves
from pastdue.reports.months.trend import TrendPoint
from pastdue.typeset import read_fallback

pytestmark = pytest.mark.slow

ENGLISH = Voice.of(load_wording(Catalog(), "en"), "")
GROUPS = Buckets().groups


def aging_page(book: Aging, firm: str, page: Page = Page.A4, voice: Voice = ENGLISH) -> AgingPage:
    """The page of `book` in English, unless `voice` is another."""
    return page_of(book, firm, voice, page)


def customer(n: int, currency: str = "EUR", name: str = "", scale: int = 1) -> AgedCustomer:
    buckets = tuple(Money.of_minor((1000 - n) * k * scale, currency) for k in (30, 20, 10, 5, 2))
    disputed = Money.of_minor(700 * scale, currency)
    return AgedCustomer(
        f"C{n}", name or f"Customer {n}", currency, buckets, disputed, total((*buckets, disputed), currency), n + 90
    )


def summed(customers: Sequence[AgedCustomer], currency: str) -> AgedCurrency:
    own = [c for c in customers if c.currency == currency]
    buckets = tuple(total((c.buckets[n] for c in own), currency) for n in range(len(own[0].buckets)))
    disputed = total((c.disputed for c in own), currency)
    whole = total((*buckets, disputed), currency)
    counts = (3 * len(own), 2 * len(own), 80 * len(own), len(own), 2 * len(own))
    return AgedCurrency(currency, buckets, disputed, whole, whole, *counts)


def aging(*customers: AgedCustomer) -> Aging:
    currencies = sorted({c.currency for c in customers})
    ordered = sorted(customers, key=lambda c: (c.currency, -c.total.amount))
    totals = tuple(summed(ordered, currency) for currency in currencies)
    return Aging(date(2026, 6, 30), "due date, calendar days", True, GROUPS, totals, tuple(ordered))


def words(pdf: bytes) -> str:
    """Each text of the page on a line, a space wherever there is one that no line breaks at."""
    (page,) = text_of(pdf)
    return page.replace("\u00a0", " ") + "\n"


@cache
def books() -> dict[str, Aging]:
    codes = ["AUD", "BGN", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP"]
    codes += ["HUF", "JPY", "KWD", "NOK", "PLN", "RON", "SEK", "USD"]
    return {
        "nothing": aging(),
        "one customer": aging(customer(1)),
        "sixty customers": aging(*(customer(n) for n in range(60))),
        "five currencies": aging(*(customer(n, codes[n % 5]) for n in range(60))),
        "sixteen currencies": aging(*(customer(n, codes[n % 16]) for n in range(300))),
        "long names": aging(*(customer(n, name="Przedsiębiorstwo Handlowo-Usługowe " * 9) for n in range(40))),
        "great sums": aging(*(customer(n, scale=10**9) for n in range(40))),
        "credits": aging(customer(1), customer(2, scale=-3)),
    }


@pytest.mark.parametrize("page", list(Page))
@pytest.mark.parametrize("book", list(books()))
def test_whatever_is_open_it_is_one_page_and_nothing_leaves_it(book: str, page: Page) -> None:
    pdf = aging_page(books()[book], "Studio Nowak", page).pdf
    (sheet,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    width, height = page.size
    assert [round(float(side)) for side in sheet.mediabox[2:]] == [round(width), round(height)]
    spots: list[tuple[float, float]] = []
    sheet.extract_text(visitor_text=lambda said, _c, at, _f, _s: spots.append((at[4], at[5])) if said.strip() else None)
    assert all(40 <= x <= width - 40 and 30 <= y <= height - 30 for x, y in spots)
    assert "as of 30 June 2026" in words(pdf)


@pytest.mark.parametrize("book", list(books()))
def test_the_same_aging_gives_the_same_bytes(book: str) -> None:
    assert aging_page(books()[book], "Studio Nowak").pdf == aging_page(books()[book], "Studio Nowak").pdf


def test_only_embedded_truetype_faces_are_used() -> None:
    with pikepdf.open(io.BytesIO(aging_page(books()["five currencies"], "Studio Łódź").pdf)) as pdf:
        fonts = list(pdf.pages[0].Resources.Font.values())
        assert fonts
        for font in fonts:
            assert font.Subtype == "/TrueType"
            assert "/FontFile2" in font.FontDescriptor


def test_names_are_text_never_markup() -> None:
    said = words(aging_page(aging(customer(1, name='O\'Brien <b>&amp; "Sons"</b>')), "A <i>& B").pdf)
    assert 'O\'Brien <b>&amp; "Sons"</b>' in said
    assert "A <i>& B" in said


def test_a_character_without_a_glyph_is_marked_and_listed() -> None:
    page = aging_page(aging(customer(1, name="東 Łódź\u202e")), "Studio")
    assert page.gaps == ("東", "\u202e")
    said = words(page.pdf)
    assert "[?] Łódź[?]" in said
    assert "U+6771, U+202E" in said


def test_the_firms_own_face_shows_what_ours_lack_but_nothing_from_right_to_left(tmp_path: Path) -> None:
    own = read_fallback(font(tmp_path / "f.ttf", "東京שלום"), "letters.fallback_font:")
    page = page_of(aging(customer(1, name="東京 GmbH שם")), "Studio", ENGLISH, fallback=own)
    assert page.gaps == ("ש", "ם")
    assert "東京GmbH[?][?]" in "".join(words(page.pdf).split())


def test_a_page_whose_names_can_all_be_shown_lists_nothing() -> None:
    page = aging_page(aging(customer(1, name="Żółć Παπαδόπουλος Ñandú Æ")), "Studio")
    assert page.gaps == ()
    assert "[?]" not in words(page.pdf)


def test_a_decomposed_name_is_drawn_with_its_own_letters() -> None:
    assert "Łódź" in words(aging_page(aging(customer(1, name="Ło\u0301dz\u0301")), "Studio").pdf)


def test_the_largest_debtors_and_the_rest_add_up_to_the_total() -> None:
    book = books()["sixty customers"]
    said = words(aging_page(book, "Studio").pdf)
    left = int(re.search(r"and (\d+) more customers", said)[1])  # type: ignore[index]
    assert 25 <= 60 - left < 60
    assert f"Customer {60 - left - 1}\n" in said
    assert f"Customer {60 - left}\n" not in said
    rest = total((c.total for c in book.customers[60 - left :]), "EUR")
    assert f"{rest.amount:,f}" in said
    assert f"{book.totals[0].total.amount:,f}" in said


def test_every_currency_shows_its_largest_debtor() -> None:
    book = books()["five currencies"]
    said = words(aging_page(book, "Studio").pdf)
    for t in book.totals:
        largest = next(c for c in book.customers if c.currency == t.currency)
        assert largest.customer in said


def test_what_finds_no_room_is_said() -> None:
    said = words(aging_page(books()["sixteen currencies"], "Studio").pdf)
    assert "and 2 more currencies, for which there is no room here" in said
    assert "and customers in other currencies, for which there is no room here" in said


def test_figures_that_do_not_fit_are_in_a_unit_that_is_named() -> None:
    assert "in thousands" in words(aging_page(books()["great sums"], "Studio").pdf)
    assert "in " + "thousands" not in words(aging_page(books()["sixty customers"], "Studio").pdf)


def test_credits_keep_their_minus() -> None:
    book = aging(customer(2, scale=-3))
    said = words(aging_page(book, "Studio").pdf)
    assert "–" + f"{-book.totals[0].total.amount:,f}" in said
    assert "A bar leaves out a group below zero" in said
    mixed = words(aging_page(books()["credits"], "Studio").pdf)
    assert "– of what is open" not in mixed and "– overdue" not in mixed
    assert "below zero" not in words(aging_page(aging(customer(2)), "Studio").pdf)


def test_by_invoice_date_nothing_is_called_overdue() -> None:
    by_due = books()["five currencies"]
    by_issue = replace(by_due, basis="invoice date, calendar days", by_due=False, groups=(Bucket(0, 30), *GROUPS[1:]))
    assert "overdue" in words(aging_page(by_due, "S").pdf)
    assert "overdue" not in words(aging_page(by_issue, "S").pdf)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 9])
def test_the_palette_darkens_from_bucket_to_bucket(count: int) -> None:
    def grey(colour: str) -> Decimal:
        red, green, blue = (int(colour[n : n + 2], 16) for n in (0, 2, 4))
        return Decimal(299 * red + 587 * green + 114 * blue) / 1000

    greys = [grey(colour) for colour in palette(count)]
    assert all(a - b > 12 for a, b in pairwise(greys))


@pytest.mark.parametrize("language", Catalog().names("languages"))
@pytest.mark.parametrize("book", ["one customer", "five currencies", "sixteen currencies", "great sums", "nothing"])
def test_in_every_language_it_is_one_page_in_its_own_words(language: str, book: str) -> None:
    voice = Voice.of(load_wording(Catalog(), language), language.upper() if language != "en" else "GB")
    said = " ".join(words(aging_page(books()[book], "Studio", voice=voice).pdf).split())
    assert voice.say("report.title") in said
    if language != "en":
        assert [word for word in ("Aging report", "Largest debtors", "late", "invoice ") if word in said] == []


def test_a_polish_firm_reads_its_figures_as_poles_write_them() -> None:
    voice = Voice.of(load_wording(Catalog(), "pl"), "PL")
    said = words(aging_page(aging(customer(1, "PLN")), "Studio", voice=voice).pdf).replace("\u00a0", " ")
    assert "Raport wiekowania należności" in said and "na dzień 30 czerwca 2026 r." in said
    assert "299,70" in said and "1 klient" in said and "według terminu płatności, dni kalendarzowe" in said


def test_business_days_name_their_calendar() -> None:
    book = replace(aging(customer(1)), calendar=CalendarName("PL", closed=1))
    assert "business days of Poland; our own closed day counted out" in words(aging_page(book, "Studio").pdf)


@pytest.mark.parametrize("language", Catalog().names("languages"))
def test_no_note_and_no_head_is_cut_in_any_language(language: str) -> None:
    voice = Voice.of(load_wording(Catalog(), language), "")
    business = replace(books()["credits"], calendar=CalendarName("DE", "BY", 2))
    for book in (business, books()["sixty customers"], replace(business, by_due=False)):
        assert "…" not in words(aging_page(book, "Studio", voice=voice).pdf)


def compared(book: Aging) -> Aging:
    """`book` compared with an earlier run: in every currency an invoice of 50 is new, 20 were paid on two, and what is
    late was so for 40 days on average and is for 60."""
    bridges = []
    for one in book.totals:
        new, paid = Money.of_minor(5000, one.currency), Money.of_minor(-2000, one.currency)
        ways = {Moved.NEW: (1, new), Moved.PAID: (2, paid)}
        bridges.append(Bridge(one.currency, one.total - new - paid, ways, one.total))
    trend = tuple(
        TrendPoint(on, one.currency, one.total, one.total, 1, late)
        for one in book.totals for on, late in ((date(2026, 5, 31), 40), (date(2026, 6, 30), 60))
    )  # fmt: skip
    changes = Changes(date(2026, 5, 31), (), tuple(bridges))
    return replace(book, movement=MonthMoves(changes, (), ()), trend=trend)


@pytest.mark.parametrize("book", list(books()))
def test_what_moved_stands_on_further_pages_and_nothing_leaves_them(book: str) -> None:
    aged = books()[book]
    pages = pypdf.PdfReader(io.BytesIO(aging_page(compared(aged), "Studio").pdf)).pages
    assert len(pages) in ((1, 2, 3) if aged.totals else (1,))
    spots: list[tuple[float, float]] = []
    for page in pages:
        page.extract_text(visitor_text=lambda s, _c, at, _f, _s: spots.append((at[4], at[5])) if s.strip() else None)
    assert all(40 <= x <= Page.A4.size[0] - 40 and 30 <= y <= Page.A4.size[1] - 30 for x, y in spots)


@pytest.mark.parametrize("count", range(1, 41, 3))
def test_what_moved_stands_at_the_foot_of_the_page_where_there_is_room_and_is_never_cut(count: int) -> None:
    """Above it is the last debtor, below it the notes; where one line more would not fit, it stands on a page after."""
    aged = aging(*(customer(n) for n in range(count)))
    first, *more = pypdf.PdfReader(io.BytesIO(aging_page(compared(aged), "Studio").pdf)).pages
    heights: list[tuple[str, float]] = []

    def seen(said: str, _of: object, at: Sequence[float], _font: object, _size: object) -> None:
        heights.append((said.strip().replace("\u00a0", " "), at[5]))

    first.extract_text(visitor_text=seen)
    of = {part: [y for said, y in heights if part in said] for part in ("What moved", "Customer ", "90.0 /")}
    assert len(of["What moved"]) == (not more)
    if more:
        assert count > 16 and "What moved since" in more[0].extract_text().replace("\u00a0", " ")
        return
    notes = max(y for said, y in heights if said.startswith("Late days run"))
    assert len(of["Customer "]) == count and min(of["Customer "]) > of["What moved"][0] + 14
    assert len(of["90.0 /"]) == 2 and min(of["90.0 /"]) > notes + 12
    assert all(any(figure in said for said, _ in heights) for figure in ("+50.00", "–20.00"))


def test_the_further_pages_have_each_step_and_the_largest_debtors_with_their_shares() -> None:
    aged = aging(*(customer(n, ("EUR", "PLN")[n % 2]) for n in range(20)))
    text = "\n".join(text_of(aging_page(compared(aged), "Studio").pdf)[1:]).replace("\u00a0", " ")
    for one in aged.totals:
        largest = next(customer for customer in aged.customers if customer.currency == one.currency)
        figures = (ENGLISH.written.amount(one.total), ENGLISH.written.amount(largest.total))
        assert all(figure in text for figure in (*figures, largest.customer))
        assert f"{one.share(largest.total)}%" in text
    assert "What moved since 31 May 2026" in text and "new, 1 invoice" in text and "paid, 2 invoices" in text
    assert "31 May 2026" in text and "90.0 / 40.0" in text and "90.0 / 60.0" in text
    assert text.count("+50.00") == text.count("–20.00") == len(aged.totals)


def test_currencies_stand_in_one_order_whichever_has_more_invoices() -> None:
    aged = aging(customer(1, "CHF"), *(customer(n, "EUR") for n in range(2, 9)))
    text = "\n".join(text_of(aging_page(compared(aged), "Studio").pdf)[1:])
    heads = [line for line in text.split("\n") if line in ("CHF", "EUR")]
    assert heads == ["CHF", "EUR"] * 3
