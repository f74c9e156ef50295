"""The Swiss QR-bill: what its code says, what it prints, where each part stands to the tenth of a millimetre."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from tests.command import pastdue
from tests.letters.letter_cases import WORDING, creditor, customer, draft, notice
from tests.typeset.pages_seen import Ink, pages_of

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.letters.codes.aids import Aids, aids_on
from pastdue.letters.codes.qrbill import bill_missing
from pastdue.letters.codes.transfer import NoCode
from pastdue.letters.compose import Composition, compose
from pastdue.model import Creditor, Party, Stage
from pastdue.model.choices import Quoting
from pastdue.model.errors import SettingsError
from pastdue.model.letters import Letter
from pastdue.typeset import Typesetter

ORDINARY, QR_IBAN = "CH9300762011623852957", "CH4431999123000889012"
DEBTOR = replace(customer("CH"), name="Muster & Söhne AG", address=("Marktgasse 28", "9400 Rorschach"))
DPI = 300


@cache
def setter() -> Typesetter:
    return Typesetter(load_layout(Catalog(), "ch-c5-right"))


def by(iban: str = ORDINARY) -> Creditor:
    own = creditor("de", "CH")
    party = replace(own.party, name="Atelier Meier AG", address=("Langstrasse 8", "8004 Zürich"))
    return replace(own, party=party, iban=iban, bic="", bank="", city="Zürich")


def bill(
    currency: str = "CHF", iban: str = ORDINARY, to: Party = DEBTOR, quoting: Quoting = Quoting.LETTER, count: int = 1
) -> Letter:
    notices = [notice(Stage.REMINDER, currency, f"A-{n}", to) for n in range(count)]
    aids = Aids(True, quoting=quoting, qr_bill=True)
    return compose(draft("de", Stage.REMINDER, *notices), Composition(by(iban), WORDING, aids=aids))


def read(letter: Letter) -> tuple[int, list[str], tuple[float, ...]]:
    """The page with the code, counted from 0, its lines, and its edges in mm from the sheet's left and top."""
    found = []
    document = pypdfium2.PdfDocument(setter().set(letter).pdf)
    for number in range(len(document)):
        image = document[number].render(scale=DPI / 72, grayscale=True).to_numpy().squeeze()
        kind = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)  # dark, upright, and no other kind
        for code in zxingcpp.read_barcodes(image, kind, try_rotate=False, try_downscale=False, try_invert=False):
            at = code.position
            xs, ys = (at.top_left.x, at.bottom_right.x), (at.top_left.y, at.bottom_right.y)
            found.append((number, code.text.split("\n"), tuple(v / DPI * 25.4 for v in (*xs, *ys))))
    (only,) = found
    return only


def test_the_code_holds_account_address_amount_and_message_in_their_lines() -> None:
    made = bill()
    _, lines, _ = read(made)
    assert lines == [
        "SPC", "0200", "1", ORDINARY, "S", "Atelier Meier AG", "Langstrasse", "8", "8004", "Zürich", "CH",
        "", "", "", "", "", "", "", "11345.60", "CHF",
        "S", "Muster & Söhne AG", "Marktgasse", "28", "9400", "Rorschach", "CH",
        "NON", "", "2026-0017 / A-0", "EPD",
    ]  # fmt: skip
    assert dict(made.payment.rows)["Verwendungszweck"] == "2026-0017 / A-0"
    assert made.payment.code is None
    assert made.payment.qr_bill is not None and Decimal(made.payment.qr_bill.amount.replace(" ", "")) == Decimal(
        "11345.60"
    )


def test_a_qr_iban_is_paid_with_a_qr_reference_and_a_creditor_reference_goes_with_any_other() -> None:
    _, lines, _ = read(bill(iban=QR_IBAN))
    assert lines[27:31] == ["QRR", "000000000000000000202600179", "2026-0017 / A-0", "EPD"]
    made = bill(iban=QR_IBAN)
    assert made.payment.qr_bill is not None and made.payment.qr_bill.reference.replace(" ", "") == lines[28]
    assert dict(made.payment.rows)["Verwendungszweck"] == made.payment.qr_bill.reference
    _, lines, _ = read(bill("EUR", quoting=Quoting.RF))
    assert lines[19] == "EUR"
    assert lines[27:31] == ["SCOR", "RF8420260017", "", "EPD"]


def test_the_code_and_the_two_parts_stand_where_the_standard_has_them() -> None:
    made = bill()
    page, _, (left, right, top, bottom) = read(made)
    assert (left, right) == pytest.approx((67, 113), abs=0.4)
    assert (top, bottom) == pytest.approx((297 - 105 + 17, 297 - 105 + 63), abs=0.4)
    seen = pages_of(setter().set(made).pdf)[page]

    def at(text: str) -> Ink:
        return next(ink for ink in seen if ink.text == text)

    assert (at("Empfangsschein").left, at("Zahlteil").left) == pytest.approx((5, 67), abs=0.01)
    assert at("Zahlteil").points == at("Empfangsschein").points == 11 and at("Zahlteil").bold
    headings = [ink for ink in seen if ink.text == "Konto / Zahlbar an"]
    assert [(round(ink.left), ink.points, ink.bold) for ink in headings] == [(5, 6, True), (118, 8, True)]
    values = [ink for ink in seen if ink.text == "Atelier Meier AG" and ink.baseline > 192]
    assert [(round(ink.left), ink.points) for ink in values] == [(5, 8), (118, 10)]
    assert at("Annahmestelle").right == pytest.approx(57, abs=0.05)
    printed = [ink for ink in seen if ink.text and ink.baseline > 192]
    assert min(ink.left for ink in printed) >= 4.99 and max(ink.right for ink in printed) <= 205.01
    assert max(ink.bottom for ink in printed) <= 292
    lines = [ink for ink in seen if not ink.text and ink.right - ink.left > 209.9]
    assert [round(ink.top, 1) for ink in lines if abs(ink.top - 192) < 1] == [pytest.approx(192, abs=0.2)]


@pytest.mark.parametrize("count", [1, 2, 5, 9, 14, 30, 60])
def test_nothing_but_the_bill_stands_in_its_lowest_105_mm_nor_on_its_back(count: int) -> None:
    made = bill(count=count)
    page, _, _ = read(made)
    pages = pages_of(setter().set(made).pdf)
    assert page % 2 == 0 and page == len(pages) - 1
    own = {"Seite", made.continued_label}
    low = [ink.text for ink in pages[page] if ink.text and ink.baseline > 191]
    assert "Zahlteil" in low and not any(text.startswith(tuple(own)) for text in low)
    assert not any(text in made.footer for text in low)


def test_a_debtor_without_an_address_in_parts_is_written_in_by_hand() -> None:
    made = bill(to=replace(DEBTOR, address=("c/o Weber", "Rorschach")))
    _, lines, _ = read(made)
    assert lines[20:27] == [""] * 7
    texts = [ink.text for page in pages_of(setter().set(made).pdf) for ink in page]
    assert texts.count("Zahlbar durch (Name/Adresse)") == 2


@pytest.mark.parametrize(
    ("currency", "iban", "country"),
    [("GBP", ORDINARY, "CH"), ("CHF", "DE89370400440532013000", "CH"), ("CHF", ORDINARY, "DE")],
)
def test_there_is_none_in_another_currency_for_another_account_or_across_the_border(
    currency: str, iban: str, country: str
) -> None:
    assert bill(currency, iban, replace(DEBTOR, country=country)).payment.qr_bill is None


def test_there_is_none_unless_it_is_wanted_and_none_on_other_paper() -> None:
    own = draft("de", Stage.REMINDER, notice(Stage.REMINDER, "CHF", to=DEBTOR))
    assert compose(own, Composition(by(), WORDING, aids=Aids(True))).payment.qr_bill is None
    with pytest.raises(SettingsError, match="qr_bill: is for A4"):
        aids_on(Aids(qr_bill=True), (Decimal("215.9"), Decimal("279.4")))


def test_a_layout_that_folds_through_the_code_or_within_5_mm_of_it_is_refused_for_a_bill_alone() -> None:
    a4 = (Decimal(210), Decimal(297))
    for fold in ("204.1", "210", "259.9"):
        assert aids_on(Aids(), a4, (Decimal(105), Decimal(fold))).qr_bill is False
        with pytest.raises(SettingsError, match=f"folds the sheet at {fold} mm") as refused:
            aids_on(Aids(qr_bill=True), a4, (Decimal(105), Decimal(fold)))
        assert "ch-c5-right" in refused.value.remedy
    assert aids_on(Aids(qr_bill=True), a4, (Decimal("148.5"), Decimal(204), Decimal(260))).qr_bill
    made = bill(count=9)
    _, _, (_, _, top, bottom) = read(made)
    for name in ("ch-c5-right", "ch-c5-left"):
        layout = load_layout(Catalog(), name)
        assert aids_on(Aids(qr_bill=True), layout.paper, layout.folds).qr_bill
        assert not any(top - 5 < fold < bottom + 5 for fold in layout.folds)
        assert Typesetter(layout).set(made).pdf


def test_a_wanted_bill_that_no_letter_can_have_is_said_with_its_reason(tmp_path: Path) -> None:
    own = replace(by(), party=replace(by().party, country="CH"))
    town = replace(own, party=replace(own.party, address=("Langstrasse 8", "Zürich")))
    assert [bill_missing(own, currency) for currency in ("CHF", "EUR")] == [None, None]
    assert bill_missing(own, "USD") is NoCode.CURRENCY
    assert bill_missing(replace(own, iban="DE89370400440532013000"), "CHF") is NoCode.NOT_SWISS
    assert bill_missing(town, "CHF") is NoCode.ADDRESS
    settings = (
        '[creditor]\nname = "A"\naddress = ["Langstrasse 8", "8004 Zürich"]\ncountry = "CH"\nlanguage = "de"\n'
        'accounts = { EUR = { iban = "DE89370400440532013000" } }\niban = "CH9300762011623852957"\n'
        '[letters]\nlayout = "ch-c5-right"\nqr_bill = '
    )
    rows = "invoice,customer_id,customer,due,currency,total\nA-1,1,B,2026-06-14,CHF,10.00\n"
    (tmp_path / "invoices.csv").write_text(rows, encoding="utf-8")
    for wanted, said in (("true", 1), ("false", 0)):
        (tmp_path / "pastdue.toml").write_text(settings + wanted + "\n", encoding="utf-8")
        ran = pastdue(tmp_path, "plan", "invoices.csv", "--as-of", "2026-07-20")
        assert (ran.stdout + ran.stderr).replace("\n", " ").count("letters in EUR carry no Swiss QR-bill") == said


def test_a_long_debtor_stays_in_the_bill_whose_code_then_is_larger() -> None:
    long = replace(DEBTOR, name=" ".join(["Äöüäöüä"] * 8), address=("Öäüöäü " * 5 + "12", "9400 " + "Üöä" * 6))
    own = replace(by(), party=replace(by().party, name=" ".join(["Éèàéèàé"] * 6)))
    aids = Aids(True, quoting=Quoting.LETTER, qr_bill=True)
    notices = [notice(Stage.REMINDER, "CHF", f"A-{n}", long) for n in range(4)]
    made = compose(draft("de", Stage.REMINDER, *notices), Composition(own, WORDING, aids=aids))
    assert made.payment.qr_bill is not None and made.payment.qr_bill.debtor
    assert len(made.payment.qr_bill.payload.encode()) > 331
    _, lines, (left, right, top, bottom) = read(made)
    assert lines == list(made.payment.qr_bill.fields) and right - left == pytest.approx(46, abs=0.4) == bottom - top


def test_the_heading_words_are_those_of_the_four_languages_and_english_elsewhere() -> None:
    made = compose(
        draft("pl", Stage.REMINDER, notice(Stage.REMINDER, "CHF", to=DEBTOR)),
        Composition(by(), WORDING, aids=Aids(True, qr_bill=True)),
    )
    assert made.payment.qr_bill is not None and made.payment.qr_bill.words.payment_part == "Payment part"
