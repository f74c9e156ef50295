"""Laws of economy: no page of a few lines, no page too many, and what a final demand is about on its first page."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import tried
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import HOMES, LANGUAGES, STAGES, creditor, draft
from tests.typeset.pages_seen import Ink, pages_of

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.letters.codes.aids import Aids
from pastdue.letters.compose import compose
from pastdue.letters.language.vocabulary import CLAUSES
from pastdue.model import Stage
from pastdue.model.letters import Letter
from pastdue.typeset import Typesetter
from pastdue.typeset.letter import paging

LAYOUTS = tuple(Catalog().names("layouts"))


@cache
def setter(layout: str) -> Typesetter:
    return Typesetter(load_layout(Catalog(), layout))


@cache
def made(language: str, stage: Stage, count: int, *, codes: bool = True) -> Letter:
    """A letter about `count` invoices that bear interest and a fee from the second notice on."""
    own = draft(language, stage, *cases.notices(stage, count, HOMES[language][4]))
    return compose(own, cases.Composition(creditor(language), cases.WORDING, aids=Aids(codes)))


def without_annex(language: str, stage: Stage, count: int, clauses: int) -> Letter:
    """A letter about `count` invoices without charges, with so many clauses: its last page has nothing but its end."""
    currency = HOMES[language][4]
    own = [cases.notice(stage, currency, f"2026-{101 + n}", charged=False) for n in range(count)]
    chosen = cases.Composition(creditor(language), cases.WORDING, CLAUSES[:clauses])
    return compose(draft(language, stage, *own), chosen)


def lines(page: list[Ink]) -> int:
    """The lines of the letter's text on `page`: without the running head, and without what stands at the foot."""
    foot = max(ink.baseline for ink in page if ink.text) - 8
    return len({round(ink.baseline, 1) for ink in page if ink.text and 21 < ink.baseline < foot})


@tried(25)
@given(
    language=st.sampled_from(LANGUAGES),
    stage=st.sampled_from(STAGES),
    count=st.integers(1, 70),
    layout=st.sampled_from(LAYOUTS),
    codes=st.booleans(),
)
def test_no_page_holds_fewer_than_four_lines(language: str, stage: Stage, count: int, layout: str, codes: bool) -> None:
    pages = pages_of(setter(layout).set(made(language, stage, count, codes=codes)).pdf)
    assert [lines(page) for page in pages if lines(page) < 4] == []


@tried(40)
@given(
    language=st.sampled_from(LANGUAGES),
    stage=st.sampled_from(STAGES),
    count=st.integers(1, 14),
    layout=st.sampled_from(LAYOUTS),
    clauses=st.integers(0, len(CLAUSES)),
)
def test_no_letter_without_an_annex_ends_on_a_page_of_fewer_than_four_lines(
    language: str, stage: Stage, count: int, layout: str, clauses: int
) -> None:
    pages = pages_of(setter(layout).set(without_annex(language, stage, count, clauses)).pdf)
    assert [lines(page) for page in pages if lines(page) < 4] == []


def said_by(language: str, key: str, count: int) -> list[str]:
    """The words of a text of ours between what it inserts, as a creditor of the language's country says them."""
    forms = cases.WORDING[language].forms(key, creditor(language).party.country)
    template = forms["one"] if count == 1 and "one" in forms else forms["other" if "many" not in forms else "many"]
    return [piece.strip(" .,;:") for piece in re.split(r"\{[^}]*\}", template) if len(piece.strip(" .,;:")) > 3]


@pytest.mark.parametrize("count", [1, 60])
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_one_of_a_final_demand_has_the_total_the_day_that_it_is_the_last_and_the_legal_step(
    language: str, count: int
) -> None:
    letter = made(language, Stage.FINAL_DEMAND, count)
    first = " ".join(ink.text for ink in pages_of(setter("din-b").set(letter).pdf)[0] if ink.text)
    read = " ".join(first.replace("\u00a0", " ").split())
    total = letter.grid.totals[-1][1]
    assert total in " ".join(letter.opening)
    told = [total, *letter.opening, *said_by(language, "final.last", count), *said_by(language, "final.step", count)]
    for text in told:
        assert " ".join(text.replace("\u00a0", " ").split()) in read, text
    assert any(word in letter.payment.pay_line for word in letter.opening[0].split() if word.isdigit())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES)
def test_seven_invoices_take_one_sheet_and_sixty_three(language: str, stage: Stage) -> None:
    for count, most in ((1, 2), (7, 2), (60, 6)):
        assert setter("din-b").set(made(language, stage, count)).count <= most


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_layout_seven_invoices_take_one_sheet_and_sixty_three(language: str, layout: str) -> None:
    """The longest letter of each language, every invoice part paid. A Spanish one that goes to the United States in an
    envelope with a low window takes a second sheet."""
    seven = 3 if layout == "us10-single" and language == "es" else 2
    for count, most in ((1, 2), (7, seven), (60, 6)):
        assert setter(layout).set(made(language, Stage.FINAL_DEMAND, count)).count <= most


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_that_fits_its_page_is_set_with_air(language: str) -> None:
    letter = made(language, Stage.REMINDER, 1, codes=False)
    letter = replace(letter, closing=letter.closing[:1])
    (page,) = pages_of(setter("din-b").set(letter).pdf)
    body = next(ink for ink in page if ink.text and letter.opening[0].startswith(ink.text))
    assert body.points == 10.5
    subject = next(ink for ink in page if ink.text and letter.subject.startswith(ink.text))
    total = next(ink for ink in page if ink.text == letter.grid.totals[-1][1] and ink.bold)
    asked = next(ink for ink in page if ink.text and letter.payment.pay_line.startswith(ink.text))
    assert (subject.points, total.points, asked.points) == (12, 10.5, 12.5)


@pytest.mark.parametrize("language", ["it", "de"])
def test_a_close_setting_that_gains_nothing_once_the_code_is_in_is_not_kept(language: str) -> None:
    """Without its code the payment box of these letters comes onto the first page when they are set close; with it, it
    stands on the second all the same."""
    letter = made(language, Stage.SECOND_NOTICE, 15)
    first, second, *_ = pages_of(setter("din-b").set(letter).pdf)
    greeting = next(ink.baseline for ink in first if ink.text == letter.salutation)
    after = next(ink.baseline for ink in first if ink.text and letter.opening[0].startswith(ink.text))
    assert any(ink.text == letter.payment.title for ink in second)
    assert after - greeting > 8


@tried(25)
@given(
    language=st.sampled_from(LANGUAGES),
    stage=st.sampled_from(STAGES),
    count=st.integers(1, 14),
    layout=st.sampled_from(LAYOUTS),
    clauses=st.integers(0, len(CLAUSES)),
    annexed=st.booleans(),
)
def test_no_setting_is_left_out_that_a_letter_would_be_set_in(
    language: str, stage: Stage, count: int, layout: str, clauses: int, annexed: bool
) -> None:
    letter = made(language, stage, count) if annexed else without_annex(language, stage, count, clauses)
    set_ = setter(layout).set(letter).pdf
    with pytest.MonkeyPatch.context() as all_tried:
        all_tried.setattr(paging, "_least_faults", lambda *_: (0, 0, False))
        assert setter(layout).set(letter).pdf == set_
