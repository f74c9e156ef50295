"""The cutting of a letter into pages: tables, totals, boxes and signatures are kept together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.typeset.letters_by_hand import german_letter, polish_letter, us_letter
from tests.typeset.pages_seen import Ink, pages_of

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import Annex, AnnexPart, Grid, Letter, LetterEnclosures
from pastdue.typeset import Typesetter

DIN = Typesetter(load_layout(Catalog(), "din-b"))
US = Typesetter(load_layout(Catalog(), "us10-double"))
MANY = range(1, 46)


def seen(letter: Letter, setter: Typesetter = DIN) -> list[list[Ink]]:
    return pages_of(setter.set(letter).pdf)


def page_with(pages: list[list[Ink]], text: str) -> int:
    """The one page that has a run reading exactly `text`."""
    found = [n for n, page in enumerate(pages) if any(ink.text == text for ink in page)]
    assert len(found) == 1, (text, found)
    return found[0]


def baseline(page: list[Ink], text: str) -> float:
    return next(ink.baseline for ink in page if ink.text == text)


@pytest.mark.parametrize("count", [1, 8, 40, 200])
def test_every_invoice_is_printed_once_and_in_order(count: int) -> None:
    letter = german_letter(count)
    numbers = [ink.text for page in seen(letter) for ink in page if ink.text.startswith("RE-2026/")]
    assert numbers == [row[0] for row in letter.grid.rows]


@pytest.mark.parametrize("count", [1, 40, 200])
def test_each_page_carries_its_number_and_how_many_there_are(count: int) -> None:
    pages = seen(german_letter(count))
    assert DIN.set(german_letter(count)).count == len(pages)
    for number, page in enumerate(pages, 1):
        label = next(ink for ink in page if ink.text == f"Seite {number} von {len(pages)}")
        assert label.right == pytest.approx(190, abs=0.1)
        assert label.baseline > 280


def test_the_table_head_is_repeated_wherever_the_table_goes_on() -> None:
    letter = german_letter(200)
    pages = seen(letter)
    with_rows = [page for page in pages if any(ink.text.startswith("RE-2026/") for ink in page)]
    assert len(with_rows) > 2
    for page in with_rows:
        head = baseline(page, "Rechnung")
        assert all(ink.baseline > head for ink in page if ink.text.startswith("RE-2026/"))


def test_later_pages_name_letter_and_recipient_but_not_the_sender() -> None:
    letter = german_letter(40)
    pages = seen(letter)
    assert len(pages) > 1
    for page in pages[1:]:
        top = [ink.text for ink in page if ink.text and ink.baseline < 20]
        assert top == ["M-2026-0107 · Müller <Holding> GmbH & Co. KG"]
        assert not any(ink.text == "Lindwurmstraße 88" for ink in page)
    worded = seen(replace(letter, continued_label="Schreiben M-2026-0107 – Müller"))[1]
    assert [ink.text for ink in worded if ink.text and ink.baseline < 20] == ["Schreiben M-2026-0107 – Müller"]


@pytest.mark.parametrize("count", MANY)
def test_totals_keep_two_rows_and_the_payment_box_and_signature_stay_whole(count: int) -> None:
    letter = german_letter(count)
    pages = seen(letter)
    totals = page_with(pages, "Gesamtforderung EUR")
    rows = [ink for ink in pages[totals] if ink.text.startswith("RE-2026/")]
    assert len(rows) >= min(2, count)
    assert page_with(pages, "Offene Rechnungen") == totals
    box = {page_with(pages, text) for text in ("Bankverbindung", "BIC", "Verwendungszweck", letter.payment.pay_line)}
    assert len(box) == 1
    signed = page_with(pages, "Mit freundlichen Grüßen")
    assert page_with(pages, "Geschäftsführer") == signed
    assert page_with(pages, letter.enclosed.line) == signed
    farewell = baseline(pages[signed], "Mit freundlichen Grüßen")
    assert max(ink.baseline for ink in pages[signed] if ink.text == "Jörg Größ") - farewell > 14
    above = {ink.baseline for ink in pages[signed] if ink.points in (10.5, 10.0) and 25 < ink.baseline < farewell}
    assert len(above) >= 2


@pytest.mark.parametrize("count", MANY)
def test_text_never_runs_into_the_foot_of_the_page(count: int) -> None:
    for page in seen(us_letter(count, 4), US):
        at_foot = [ink for ink in page if ink.text.startswith("Page ") or ink.text in us_letter().footer]
        foot = min(ink.top for ink in at_foot)
        body = [ink for ink in page if ink not in at_foot and ink.right > 12]
        assert max(ink.bottom for ink in body) < foot


@pytest.mark.parametrize("extra", range(24))
def test_no_line_of_a_paragraph_is_left_alone_on_a_page(extra: int) -> None:
    filler = tuple(f"Zeile {n}." for n in range(extra))
    words = " ".join(f"wort{n}" for n in range(70))
    letter = replace(german_letter(1), closing=(*filler, words, "Ende gut."), annex=Annex())
    pages = seen(letter)
    for page in pages:
        lines = [ink.text for ink in page if ink.text.startswith("wort")]
        assert len(lines) != 1
    told = " ".join(ink.text for page in pages for ink in page if ink.text.startswith("wort"))
    assert told == words


def test_an_annex_that_fits_follows_the_signature_on_its_page() -> None:
    letter = german_letter(12)
    pages = seen(letter)
    assert page_with(pages, letter.annex.title) == page_with(pages, "Geschäftsführer") == len(pages) - 1


def test_an_annex_that_does_not_fit_begins_a_page() -> None:
    pages = seen(us_letter(26, 8), US)
    first = page_with(pages, us_letter().annex.title)
    assert first == page_with(pages, "Accounts Receivable") + 1
    texts = [ink.text for ink in pages[first] if ink.text and ink.baseline > 20]
    assert texts.count(us_letter().annex.title) == 1
    assert baseline(pages[first], us_letter().annex.title) == min(
        ink.baseline for ink in pages[first] if ink.text and ink.baseline > 20
    )


def test_an_annex_begins_after_the_signature_where_that_saves_a_page() -> None:
    letter = us_letter(3, 10)
    pages = seen(letter, US)
    first = page_with(pages, letter.annex.title)
    assert first == page_with(pages, "Accounts Receivable") == len(pages) - 3
    assert len(pages) == 4
    assert baseline(pages[first], letter.annex.title) > baseline(pages[first], "Accounts Receivable") + 5


@pytest.mark.parametrize("rows", range(20, 61))
def test_a_table_over_two_pages_carries_its_sums_from_one_to_the_next(rows: int) -> None:
    cells = tuple((f"A-{n:03}", f"{n}.00") for n in range(1, rows + 1))
    running = tuple(("", f"{n * (n + 1) // 2}.00") for n in range(1, rows + 1))
    grid = Grid(("Invoice", "Amount"), cells, "lr", (("Total", running[-1][1]),), (), running, ("Forward", "Brought"))
    pages = seen(replace(german_letter(1), grid=grid, annex=Annex()))
    last = 0
    for page in pages:
        numbers = [int(ink.text[2:]) for ink in page if ink.text.startswith("A-")]
        over = [ink for ink in page if ink.text == "Brought"]
        assert len(over) == (1 if numbers and last else 0)
        for ink in over:
            (amount,) = [
                other.text for other in page if other.baseline == ink.baseline and other.text not in ("Brought", "")
            ]
            assert amount == running[last - 1][1]
        last = numbers[-1] if numbers else last
        under = [ink for ink in page if ink.text == "Forward"]
        assert len(under) == (1 if numbers and last < rows else 0)
        for ink in under:
            (amount,) = [
                other.text for other in page if other.baseline == ink.baseline and other.text not in ("Forward", "")
            ]
            assert amount == running[last - 1][1]
            assert ink.baseline > max(i.baseline for i in page if i.text.startswith("A-"))


@pytest.mark.parametrize("rows", range(1, 30))
def test_each_annex_part_keeps_its_heading_by_its_first_two_rows(rows: int) -> None:
    grid = Grid(("Tag", "Zinsen"), tuple((f"tag{n}", "1,00") for n in range(rows)), "lr", (("Summe", "1,00"),))
    parts = tuple(AnnexPart(f"Teil {n}", grid, ("Hinweis",)) for n in range(6))
    pages = seen(replace(german_letter(), annex=replace(german_letter().annex, parts=parts)))
    for part in parts:
        page = pages[page_with(pages, part.heading)]
        heading = baseline(page, part.heading)
        below = [ink.text for ink in page if ink.baseline > heading]
        assert sum(text.startswith("tag") for text in below[: below.index("Zinsen") + 6]) >= min(2, rows)


def test_columns_of_annex_parts_with_the_same_headings_stand_under_one_another() -> None:
    pages = seen(us_letter(2, 6), US)
    heads = [ink for page in pages for ink in page if ink.text == "Rate"]
    assert len(heads) >= 6
    assert len({round(ink.right, 2) for ink in heads}) == 1


def test_a_heading_takes_a_second_line_only_where_the_table_has_no_room_for_all_on_one() -> None:
    def heads(columns: int) -> set[str]:
        grid = Grid(
            ("Nr.", *("Offener Betrag EUR",) * columns), (("RE-1", *("1,00",) * columns),) * 2, "l" + "r" * columns
        )
        return {ink.text for ink in seen(replace(german_letter(), grid=grid, annex=Annex()))[0] if ink.bold}

    assert "Offener Betrag EUR" in heads(4)
    assert {"Betrag EUR", "Offener"} <= heads(6) or {"Offener Betrag", "EUR"} <= heads(6)


def test_figures_of_a_column_end_at_the_same_place() -> None:
    page = seen(polish_letter(8))[0]
    totals = [ink for ink in page if ink.text.endswith("\u00a0862,08")]
    assert len(totals) == 8
    assert max(ink.right for ink in totals) - min(ink.right for ink in totals) < 0.02


LONG = "Neugestaltung des gesamten Leitsystems und der Fahrzeugbeschriftung einschließlich Montage " * 2


@pytest.mark.parametrize(
    ("number", "project"),
    [
        ("RE-1", LONG.strip()),
        ("RE/2026/000000000000000000000000000000000000000000000001", "Kurz"),
        ("X" * 60, "Y" * 200),
        ("A" * 60, LONG.strip()),
    ],
)
def test_long_numbers_and_projects_wrap_inside_their_cell(number: str, project: str) -> None:
    heads = ("Rechnung", "Projekt", "Datum", "Fällig", "Betrag EUR", "Zinsen EUR", "Gesamt EUR")
    row = (number, project, "23.08.2026", "22.09.2026", "1.234.567,89", "21,37", "1.234.589,26")
    letter = replace(german_letter(), grid=Grid(heads, (row, row), "llllrrr", (("Summe", "2.469.178,52"),)))
    page = seen(letter)[0]
    table = [ink for ink in page if ink.text and 6.5 < ink.points < 9.5 and 110 < ink.baseline < 260]
    for one in table:
        for other in table:
            if one is not other and abs(one.baseline - other.baseline) < 0.01:
                assert one.right <= other.left or other.right <= one.left
    assert min(ink.left for ink in table) >= 25 - 0.05
    assert max(ink.right for ink in table) <= 190 + 0.05
    joined = "".join(ink.text for ink in table).replace(" ", "")
    assert joined.count("1.234.589,26") == 2


def test_amounts_wider_than_the_page_are_refused_by_letter() -> None:
    heads = tuple(f"Betrag {n}" for n in range(8))
    grid = Grid(heads, (("123.456.789.012.345.678.901,00",) * 8,), "r" * 8)
    with pytest.raises(CannotPrint, match=r"letter M-2026-0107, invoices RE-2026/311.*: the table's amounts are wider"):
        seen(replace(german_letter(), grid=grid))


def test_a_letter_a_little_too_long_is_set_closer_to_save_a_page() -> None:
    def pages(lines: int) -> int:
        closing = tuple(f"Absatz {n}." for n in range(lines))
        return DIN.set(replace(german_letter(1), closing=closing, annex=Annex(), enclosed=LetterEnclosures(""))).count

    counts = [pages(n) for n in range(1, 12)]
    fits = counts.index(2)
    letter = replace(german_letter(1), annex=Annex(), enclosed=LetterEnclosures(""))
    tight = replace(letter, closing=tuple(f"Absatz {n}." for n in range(fits)))
    gaps = [ink.baseline for ink in seen(tight)[0] if ink.text.startswith("Absatz")]
    assert gaps[1] - gaps[0] < 28 * 25.4 / 72 - 0.5
    loose = seen(replace(letter, closing=("Absatz 0.", "Absatz 1.")))[0]
    wide = [ink.baseline for ink in loose if ink.text.startswith("Absatz")]
    assert wide[1] - wide[0] == pytest.approx(28 * 25.4 / 72, abs=0.02)


def test_a_letter_that_can_be_one_page_is_set_smaller_with_its_payment_box_in_two_columns() -> None:
    rows = (("Empfänger", "Größ"), ("IBAN", "DE89 3704 0044 0532 0130 00"), ("BIC", "COBADEFFXXX"), ("Betrag", "1 EUR"))
    base = replace(
        german_letter(1),
        annex=Annex(),
        enclosed=LetterEnclosures(""),
        payment=replace(german_letter(1).payment, rows=rows),
    )
    looks = []
    for lines in range(2, 16):
        pages = seen(replace(base, closing=tuple(f"Absatz {n}." for n in range(lines))))
        size = next(ink.points for ink in pages[0] if ink.text == "Absatz 0.")
        left = {round(ink.left, 1) for ink in pages[0] if ink.text in ("Empfänger", "BIC")}
        looks.append((len(pages), size, len(left)))
    assert list(dict.fromkeys(looks)) == [(1, 10.5, 1), (1, 10.0, 2), (2, 10.5, 1)]


def test_a_payment_row_too_wide_for_half_the_box_keeps_the_box_in_one_column() -> None:
    rows = (
        *german_letter().payment.rows[:3],
        ("Verwendungszweck", "RE-2026/311 RE-2026/312 RE-2026/313 RE-2026/314 RE-2026"),
    )
    base = replace(
        german_letter(1),
        annex=Annex(),
        enclosed=LetterEnclosures(""),
        payment=replace(german_letter(1).payment, rows=rows),
    )
    tight = [
        pages[0]
        for lines in range(2, 16)
        if len(pages := seen(replace(base, closing=tuple(f"Absatz {n}." for n in range(lines))))) == 1
    ]
    assert {len({round(ink.left, 1) for ink in p if ink.text in ("BIC", "Empfänger")}) for p in tight} == {1}


@pytest.mark.parametrize("layout", Catalog().names("layouts"))
@pytest.mark.parametrize("letter", [us_letter(8, 3), german_letter(8), polish_letter(8)], ids=["us", "de", "pl"])
def test_no_two_words_stand_on_each_other(layout: str, letter: Letter) -> None:
    for page in seen(letter, Typesetter(load_layout(Catalog(), layout))):
        words = sorted((ink for ink in page if ink.text), key=lambda ink: ink.baseline)
        for n, one in enumerate(words):
            for other in words[n + 1 :]:
                if other.baseline - other.points * 0.6 * 25.4 / 72 >= one.baseline:
                    continue
                assert one.right <= other.left + 0.05 or other.right <= one.left + 0.05, (one, other)
