"""Recorded content is read back exactly, and refused where it would not be."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.letters.saved import letter_from_json, letter_to_json, segments_from_json, segments_to_json
from pastdue.model import DayCount, Segment
from pastdue.model.errors import LedgerError
from pastdue.model.letters import (
    Annex,
    AnnexPart,
    ClaimForms,
    CodeKind,
    EmailWords,
    Grid,
    InvoiceCopy,
    Letter,
    LetterEnclosures,
    LetterHead,
    PaymentCode,
    PaymentPart,
    QrBill,
    QrBillWords,
    Stub,
)
from pastdue.model.money import Money

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
LINES = st.lists(WORDS, max_size=3).map(tuple)
PAIR = st.tuples(WORDS, WORDS)
PAIRS = st.lists(PAIR, max_size=3).map(tuple)
GRIDS = st.builds(Grid, LINES, st.lists(LINES, max_size=3).map(tuple), WORDS, PAIRS)
OPTIONAL = {
    "code": st.none() | st.builds(PaymentCode, st.sampled_from(CodeKind), LINES, WORDS),
    "qr_bill": st.none()
    | st.builds(QrBill, LINES, st.builds(QrBillWords, *[WORDS] * 11), WORDS, LINES, WORDS, WORDS, LINES, WORDS, WORDS),
    "stub": st.none() | st.builds(Stub, WORDS, PAIR, PAIR, PAIRS, PAIR, LINES, st.booleans()),
}
COPIES = st.lists(st.builds(InvoiceCopy, WORDS, WORDS, WORDS, st.integers(1, 50)), max_size=2).map(tuple)
FORMS = st.none() | st.builds(ClaimForms, WORDS, WORDS, st.integers(1, 50))
PARTS = st.lists(st.builds(AnnexPart, WORDS, GRIDS, LINES), max_size=2).map(tuple)
KINDS = {
    "str": WORDS,
    "tuple[str, ...]": LINES,
    "Grid": GRIDS,
    "date | None": st.none() | st.dates(),
    "LetterHead": st.builds(LetterHead, LINES, PAIRS, WORDS, LINES, WORDS, PAIRS, WORDS),
    "PaymentPart": st.builds(PaymentPart, WORDS, PAIRS, WORDS, **OPTIONAL),
    "Annex": st.builds(Annex, WORDS, LINES, PARTS),
    "LetterEnclosures": st.builds(LetterEnclosures, WORDS, COPIES, FORMS),
    "EmailWords | None": st.none() | st.from_type(EmailWords),
}
st.register_type_strategy(str, WORDS)
LETTERS = st.builds(Letter, **{f.name: KINDS[str(f.type)] for f in dataclasses.fields(Letter)})

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False).map(lambda amount: Money(amount, "EUR"))
DAYS = st.none() | st.dates()
SEGMENTS = st.builds(
    Segment, AMOUNTS, DAYS, DAYS, st.none() | st.integers(), st.none() | AMOUNTS,
    st.none() | st.decimals(allow_nan=False, allow_infinity=False), st.none() | st.sampled_from(DayCount), WORDS,
)  # fmt: skip


@given(LETTERS)
def test_a_letter_is_read_back_equal_and_written_again_the_same(letter: Letter) -> None:
    text = letter_to_json(letter)
    assert letter_from_json(text) == letter
    assert letter_to_json(letter_from_json(text)) == text


RECORDED = (
    '{"number":"7","language":"en","stage":"reminder","sender":["S"],"sender_details":[["Phone","1"]],'
    '"return_line":"S · 1","recipient":["R"],"place_and_date":"Leeds, 1 May","references":[["Letter","7"]],'
    '"subject":"About","salutation":"Dear R,","opening":["Open."],"grid":{"headings":["Invoice"],"rows":[["A-1"]],'
    '"align":"l","totals":[["Total","1.00"]],"under":[],"running":[],"carried":["",""]},"closing":["Close."],'
    '"payment_title":"How to pay","payment":[["Bank","B"]],"pay_line":"Please pay.","farewell":"Yours,",'
    '"signature":["N"],"enclosures":"Enclosure: annex","footer":["Reg. 1"],"annex_title":"Annex",'
    '"annex_intro":["Days."],"annex":[{"heading":"A-1","grid":{"headings":[],"rows":[],"align":"","totals":[],'
    '"under":[],"running":[],"carried":["",""]},"notes":["Note."]}],"page_label":"{page}/{pages}",'
    '"continued_label":"About","title":"About 7","author":"S","code":{"kind":"epc","fields":["BCD"],"caption":"Scan"},'
    '"stub":{"detach":"Detach","payer":["From","R"],"payable":["To","S"],"rows":[["Due","1.00"]],'
    '"enclosed":["LetterEnclosures","EUR"],"remit_to":["S"],"if_free":false},'
    '"copies":[{"invoice":"A-1","file":"a.pdf","sha256":"00","pages":2}],"service":"Registered",'
    '"forms":{"file":"f.pdf","sha256":"11","pages":9},"qr_bill":null,"on":"2026-05-01","locale":"en-GB",'
    '"invoices":["A-1"],"email":{"to":["r@r.example"],"subject":"About","covering":["C."],"file":"7.pdf",'
    '"labelled":"{label}\u00a0: {value}","also_posted":false}}'
)
"""A letter as ledgers hold it: every key that there is, in its order."""
_OLDEST = 21
"""So many of its keys every letter has; the others are absent from older ledgers."""


def test_a_recorded_letter_is_read_and_written_as_ledgers_hold_it() -> None:
    letter = letter_from_json(RECORDED)
    assert letter_to_json(letter) == RECORDED
    assert (letter.head.service, letter.payment.title, letter.payment.pay_line) == (
        "Registered",
        "How to pay",
        "Please pay.",
    )
    assert letter.enclosed.forms == ClaimForms("f.pdf", "11", 9) and letter.annex.parts[0].heading == "A-1"


def test_a_letter_of_before_a_key_was_recorded_is_read_with_its_default() -> None:
    plain = json.loads(RECORDED)
    old = letter_from_json(json.dumps({key: plain[key] for key in (*plain,)[:_OLDEST]}))
    assert (old.annex, old.payment.code, old.enclosed.copies, old.head.service, old.on) == (Annex(), None, (), "", None)
    unlabelled = letter_from_json(RECORDED.replace(',"labelled":"{label}\u00a0: {value}"', "")).email
    assert unlabelled is not None and unlabelled.labelled == "{label}: {value}"
    either_way = letter_from_json(RECORDED.replace(',"also_posted":false', "")).email
    assert either_way is not None and either_way.also_posted
    for key in (*plain,)[:_OLDEST]:
        with pytest.raises(LedgerError, match="recorded content cannot be read"):
            letter_from_json(json.dumps({other: plain[other] for other in plain if other != key}))


@pytest.mark.parametrize("key", ["head", "enclosed", "line", "unheard_of"])
def test_a_key_that_no_recorded_letter_has_is_refused(key: str) -> None:
    with pytest.raises(LedgerError, match="recorded content cannot be read"):
        letter_from_json(json.dumps(json.loads(RECORDED) | {key: {}}))


@given(st.lists(SEGMENTS, max_size=3).map(tuple))
def test_segments_are_read_back_to_the_last_digit(segments: tuple[Segment, ...]) -> None:
    assert repr(segments_from_json(segments_to_json(segments))) == repr(segments)


def test_trailing_zeros_and_days_stay_as_they_were() -> None:
    segment = Segment(Money(Decimal("0.10"), "EUR"), since=date(2026, 1, 31), percent=Decimal("10.50"))
    (again,) = segments_from_json(segments_to_json((segment,)))
    assert (str(again.percent), again.since, str(again.amount)) == ("10.50", date(2026, 1, 31), "0.10 EUR")


def a_segment() -> dict[str, object]:
    plain: list[dict[str, object]] = json.loads(segments_to_json((Segment(Money(Decimal("1.00"), "EUR")),)))
    return plain[0]


def test_a_field_added_later_is_read_as_its_default() -> None:
    plain = a_segment()
    del plain["note"]
    assert segments_from_json(json.dumps([plain]))[0].note == ""


@pytest.mark.parametrize(
    "change",
    [
        {"unheard_of": 1},
        {"amount": 1.5},
        {"amount": {"amount": 1.5, "currency": "EUR"}},
        {"since": "31.01.2026"},
        {"days": "40"},
        {"day_count": "actual/7"},
        {"percent": "ten"},
    ],
)
def test_what_would_be_read_wrongly_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(LedgerError, match="recorded content cannot be read"):
        segments_from_json(json.dumps([a_segment() | change]))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"number":"1"}'])
def test_text_that_is_no_letter_is_refused(text: str) -> None:
    with pytest.raises(LedgerError, match="recorded content cannot be read"):
        letter_from_json(text)


def test_a_float_is_never_recorded() -> None:
    with pytest.raises(TypeError, match="a float is never recorded"):
        segments_to_json((Segment(Money(Decimal(1), "EUR"), percent=1.5),))  # type: ignore[arg-type]
