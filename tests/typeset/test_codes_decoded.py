"""Codes as a banking app reads them off the page: pages are rendered and their codes decoded again."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.laws import tried
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import LANGUAGES
from tests.typeset.letters_by_hand import german_letter

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.letters.codes.aids import Aids
from pastdue.model import Stage
from pastdue.model.choices import Quoting
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import CodeKind, Letter, PaymentCode
from pastdue.model.money import Money
from pastdue.typeset import Typesetter
from pastdue.typeset.ink.codes import Art, matrix

pdfium = pytest.importorskip("pypdfium2")
zxing = pytest.importorskip("zxingcpp")

DPI = 150
MM = 25.4 / DPI
UPRIGHT = {"try_rotate": False, "try_downscale": False, "try_invert": False}
"""A reader that finds dark codes which stand upright, and looks no further."""
HOMES = {
    "en": ("IE", "EUR", "IE29AIBK93115212345678"),
    "pl": ("PL", "PLN", "PL61109010140000071219812874"),
    "de": ("DE", "EUR", "DE89370400440532013000"),
    "fr": ("FR", "EUR", "FR1420041010050500013M02606"),
    "es": ("ES", "EUR", "ES9121000418450200051332"),
    "it": ("IT", "EUR", "IT60X0542811101000000123456"),
    "nl": ("NL", "EUR", "NL91ABNA0417164300"),
}
HOMES |= {language: HOMES["en"] for language in LANGUAGES if language not in HOMES}
ISSUERS = st.sampled_from(["Taller Núñez S.L.", "Łódź", "Größ & Söhne", "x" * 70, "Ж" * 60])


@cache
def letter(language: str, stage: Stage, count: int, aids: Aids = Aids(codes=True), each: str = "123.45") -> Letter:  # noqa: B008
    """A letter over `count` invoices, from a creditor whose account takes a code."""
    country, currency, iban = HOMES[language]
    by = replace(cases.creditor(language, country), iban=iban, bic="COBADEFF", tax_id="NIP 123-456-32-18")
    notices = []
    for notice in cases.notices(stage, count, currency):
        invoice = replace(notice.invoice, total=Money(Decimal(each), currency), payments=())
        notices.append(replace(notice, overdue=replace(notice.overdue, invoice=invoice)))
    draft = cases.draft(language, stage, *notices)
    return cases.compose(cases.growing(draft, cases.daily_interest), cases.Composition(by, cases.WORDING, (), aids))


def setter(layout: str = "din-b") -> Typesetter:
    return Typesetter(load_layout(Catalog(), layout))


def decoded(pdf: bytes) -> list[tuple[int, str, tuple[float, float, float, float]]]:
    """Every code of the file: its page from 0, what it says, and where its dark modules stand in mm."""
    found = []
    for number, page in enumerate(pdfium.PdfDocument(pdf)):
        image = page.render(scale=DPI / 72, grayscale=True).to_numpy().squeeze()
        # Not the small codes: a figure among the words can look like one.
        for code in zxing.read_barcodes(image, formats=zxing.BarcodeFormat.QRCodeModel2, **UPRIGHT):
            corners = (code.position.top_left, code.position.top_right, code.position.bottom_left)
            left, right = corners[0].x * MM, corners[1].x * MM
            found.append((number, code.text, (left, corners[0].y * MM, right, corners[2].y * MM)))
    return found


def read(rows: tuple[bytes, ...]) -> bytes:
    """The bytes in a code that was never on paper."""
    dark = np.array([list(row) for row in rows], dtype=np.uint8)
    image = np.kron(np.pad(255 - dark * 255, 4, constant_values=255), np.ones((4, 4), dtype=np.uint8))
    (code,) = zxing.read_barcodes(image.astype(np.uint8), formats=zxing.BarcodeFormat.QRCode)
    return bytes(code.bytes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", [Stage.REMINDER, Stage.FINAL_DEMAND])
@pytest.mark.parametrize("quoting", Quoting)
def test_the_printed_code_says_what_the_letter_says(language: str, stage: Stage, quoting: Quoting) -> None:
    made = letter(language, stage, 2, Aids(True, quoting=quoting))
    pdf = setter().set(made).pdf
    ((page, text, _),) = decoded(pdf)
    assert made.payment.code is not None
    assert (page, text) == (0, made.payment.code.payload)
    printed = dict(made.payment.rows)
    reference = list(printed.values())[-1]
    fields = text.split("\n") if language != "pl" else text.split("|")
    ordered = Decimal(fields[7][3:]) if language != "pl" else Decimal(fields[3]) / 100
    printed_total = made.grid.totals[-1][1]
    assert printed_total in made.payment.pay_line
    assert int("".join(filter(str.isdigit, printed_total))) == ordered * 100
    assert reference.replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize("layout", Catalog().names("layouts"))
@pytest.mark.parametrize("count", [1, 3, 4, 5, 6, 7, 9, 12])
def test_no_fold_crosses_a_code_and_it_makes_no_letter_longer(layout: str, count: int) -> None:
    row = load_layout(Catalog(), layout)
    for language, stage in (("de", Stage.REMINDER), ("fr", Stage.FINAL_DEMAND)):
        made = letter(language, stage, count)
        pages = Typesetter(row).set(made)
        assert pages.count <= Typesetter(row).set(replace(made, payment=replace(made.payment, code=None))).count
        for _, text, (left, top, right, bottom) in decoded(pages.pdf):
            assert made.payment.code is not None
            assert text == made.payment.code.payload
            assert left > 20
            assert right < float(row.paper[0]) - 5
            assert all(fold <= top - 4.8 or fold >= bottom + 4.8 for fold in map(float, row.folds))


def test_a_code_on_the_second_page_leaves_no_fifth_of_the_first_empty_where_paragraphs_may_stand_before_it() -> None:
    layout = load_layout(Catalog(), "din-b")
    low = replace(layout, text=replace(layout.text, top=layout.text.top + 50))  # so short a page is full of a code
    made = letter("de", Stage.REMINDER, 8)
    pdf = Typesetter(low).set(replace(made, closing=(*made.closing, "Ein Absatz.", "Noch einer."))).pdf
    assert [page for page, _, _ in decoded(pdf)] == [1]
    assert " ".join(made.closing[0].split()[:3]) in " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


def test_a_code_is_28_to_30_millimetres_with_its_quiet_zone_and_upright() -> None:
    for count in (1, 4):
        made = letter("de", Stage.REMINDER, count)
        assert made.payment.code is not None
        art = Art.of(made.payment.code)
        ((_, _, (left, top, right, bottom)),) = decoded(setter().set(made).pdf)
        assert 28 <= art.side / 72 * 25.4 <= 30
        assert right - left == pytest.approx((art.side - 2 * art.inset) / 72 * 25.4, abs=0.3)
        assert bottom - top == pytest.approx(right - left, abs=0.3)
        assert art.inset == pytest.approx(4 * art.module)


def test_four_modules_around_the_code_are_white_and_all_modules_one_path() -> None:
    made = letter("de", Stage.REMINDER, 2)
    assert made.payment.code is not None
    pdf, art = setter().set(made).pdf, Art.of(made.payment.code)
    ((_, _, (left, top, right, bottom)),) = decoded(pdf)
    image = pdfium.PdfDocument(pdf)[0].render(scale=DPI / 72).to_numpy()[:, :, :3]
    inset = art.inset / 72 * 25.4 - 2 * MM
    x, y, until, end = (round(n / MM) for n in (left - inset, top - inset, right + inset, bottom + inset))
    ring = image[y:end, x:until].copy()
    inner = round(inset / MM) - 3
    ring[inner:-inner, inner:-inner] = 255  # what is left is the quiet zone alone
    assert ring.min() == 255
    page = PdfReader(BytesIO(pdf)).pages[0].get_contents()
    assert page is not None
    painted = re.findall(r"cm\n((?:\d+ \d+ \d+ 1 re\n)+)f Q", page.get_data().decode("latin-1"))
    assert [len(path.splitlines()) > 100 for path in painted] == [True]


@pytest.mark.slow
def test_a_code_on_a_crowded_page_never_opens_another() -> None:
    made = letter("de", Stage.REMINDER, 1)
    with_code = 0
    for words in range(0, 260, 8):  # a line holds 17 of them: every line is begun and half filled
        crowded = replace(made, closing=(*made.closing, "Wort " * words))
        pages = setter().set(crowded)
        assert pages.count <= setter().set(replace(crowded, payment=replace(crowded.payment, code=None))).count
        with_code += len(decoded(pages.pdf))
    assert 0.8 * 33 <= with_code <= 33


def test_the_same_letter_gives_the_same_bytes_and_another_amount_another_code() -> None:
    one, other = letter("de", Stage.REMINDER, 1), letter("de", Stage.REMINDER, 1, each="123.46")
    assert setter().set(one) == setter().set(one)
    assert [decoded(setter().set(made).pdf)[0][1].count("EUR123.45") for made in (one, other)] == [1, 0]


def test_a_letter_of_many_pages_has_its_code_once() -> None:
    made = letter("de", Stage.FINAL_DEMAND, 60)
    assert len(decoded(setter().set(made).pdf)) == 1


@pytest.mark.slow
@tried(60)
@given(st.sampled_from(CodeKind), st.text(min_size=1, max_size=100))
def test_every_payload_is_read_back_byte_by_byte(kind: CodeKind, text: str) -> None:
    assert read(matrix(PaymentCode(kind, (text,), ""))) == text.encode()


@pytest.mark.slow
@pytest.mark.parametrize("kind", CodeKind)
def test_every_length_up_to_331_bytes_is_read_back_where_a_version_is_exactly_full_too(kind: CodeKind) -> None:
    for length in range(1, 332):
        text = ("0123456789abcdefghij" * 17)[:length]
        rows = matrix(PaymentCode(kind, (text,), ""))
        assert len(rows) <= 69
        assert read(rows) == text.encode()


def test_a_payload_beyond_version_13_is_refused() -> None:
    with pytest.raises(CannotPrint, match="larger than its standard allows"):
        matrix(PaymentCode(CodeKind.EPC, ("x" * 332,), ""))


def test_a_character_of_the_code_without_a_glyph_refuses_the_letter() -> None:
    code = PaymentCode(CodeKind.EPC, ("BCD", "☃"), "Scan")
    with pytest.raises(CannotPrint, match=r"U\+2603"):
        setter().set(replace(german_letter(), payment=replace(german_letter().payment, code=code)))
