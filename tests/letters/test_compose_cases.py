"""Letters of the less usual cases: credits, no charges, catching up, promises, clauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import LANGUAGES, ON, STAGES, draft, letter, money, notice, told, with_invoice

from pastdue.model import Block, BlockKind, ChargeKind, Notice, Stage
from pastdue.model.money import Money


def test_credits_are_listed_and_deducted_from_the_total() -> None:
    own = draft("en", Stage.REMINDER, notice(Stage.REMINDER), credits_=(("CN-9", money("345.60", "GBP")),))
    made = letter(own)
    assert made.grid.totals == (
        ("Outstanding balance", "£11,345.60"),
        ("Less credit CN-9", "–£345.60"),
        ("Total to pay", "£11,000.00"),
    )
    assert "£11,000.00" in made.payment.pay_line
    assert "11,000.00" not in "".join(value for _, value in made.payment.rows)


def test_charges_of_all_invoices_are_added_up_by_kind() -> None:
    both = [
        replace(n, charges=(*n.charges, cases.fee("GBP", ChargeKind.COMPENSATION)))
        for n in cases.notices(Stage.SECOND_NOTICE, 2)
    ]
    assert letter(draft("en", Stage.SECOND_NOTICE, *both)).grid.totals == (
        ("Outstanding balance", "£22,691.20"),
        ("Statutory interest", "£479.78"),
        ("Late fee", "£80.00"),
        ("Compensation for recovery costs", "£80.00"),
        ("Total to pay", "£23,330.98"),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_charges_the_letter_does_not_speak_of_them(language: str) -> None:
    made = letter(draft(language, Stage.SECOND_NOTICE, notice(Stage.SECOND_NOTICE, charged=False)))
    charged = letter(draft(language, Stage.SECOND_NOTICE))
    assert len(made.closing) == len(charged.closing) - 1
    assert len(made.grid.totals) == 1
    assert (made.enclosed.line, made.annex.parts, made.annex.title, made.annex.intro) == ("", (), "", ())
    assert charged.enclosed.line


def test_a_reminder_speaks_of_charges_only_where_there_are_some() -> None:
    silent = letter(draft("en", Stage.REMINDER))
    charged = letter(draft("en", Stage.REMINDER, replace(notice(Stage.REMINDER), charges=(cases.fee("GBP"),))))
    assert "charges" not in told(silent)
    assert "charges of £40.00" in told(charged)


def test_amounts_have_their_currencys_own_digits() -> None:
    for currency, amount in (("JPY", "12,346 JPY"), ("EUR", "12,345.60 EUR"), ("KWD", "12,345.600 KWD")):
        own = notice(Stage.REMINDER, currency, charged=False)
        total = Money(Decimal("12345.6"), currency).rounded()
        made = letter(draft("en", Stage.REMINDER, with_invoice(own, total=total, payments=())))
        assert amount.replace(" ", "\u00a0") in made.payment.pay_line


@pytest.mark.parametrize(
    ("language", "country", "amount"),
    [
        ("en", "GB", "£11,345.60"),
        ("en", "US", "11,345.60 GBP"),
        ("en", "PL", "11,345.60 GBP"),
        ("pl", "PL", "11 345,60 GBP"),
        ("de", "DE", "11.345,60 GBP"),
        ("de", "AT", "GBP 11.345,60"),
        ("de", "CH", "GBP 11’345.60"),
        ("fr", "FR", "11_345,60 GBP"),
        ("es", "ES", "11.345,60 GBP"),
    ],
)
def test_amounts_are_grouped_and_placed_as_the_country_does(language: str, country: str, amount: str) -> None:
    made = letter(draft(language, Stage.REMINDER, notice(Stage.REMINDER)), cases.creditor(language, country))
    assert made.grid.totals[-1][1] == amount.replace(" ", "\u00a0").replace("_", "\u202f")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_final_demand_says_what_a_day_costs_where_interest_runs(language: str) -> None:
    running = letter(draft(language, Stage.FINAL_DEMAND), daily=cases.daily_interest)
    silent = letter(draft(language, Stage.FINAL_DEMAND))
    more = set(running.closing) - set(silent.closing)
    assert len(more) == 1
    sentence = more.pop()
    assert "3.81" in sentence or "3,81" in sentence
    assert running.grid.totals[-1][1] in sentence
    assert set(silent.closing) < set(running.closing)


def test_waived_interest_is_not_said_to_run_on() -> None:
    waived = notice(Stage.FINAL_DEMAND, charged=False)
    assert "a\xa0day." not in told(letter(draft("en", Stage.FINAL_DEMAND, waived), daily=cases.daily_interest))


def test_a_days_interest_of_several_invoices_is_added_before_it_is_rounded() -> None:
    own = draft("en", Stage.FINAL_DEMAND, *cases.notices(Stage.FINAL_DEMAND, 3))
    made = letter(own, daily=lambda n: money("0.004", "GBP") if n.invoice.number != "2026-103" else None)
    assert "about £0.01 a\xa0day" in told(made)
    assert "a\xa0day." not in told(letter(own, daily=lambda _: money("0.001", "GBP")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES[1:])
def test_each_earlier_letter_is_named_by_its_date(language: str, stage: Stage) -> None:
    own = draft(language, stage)
    write = cases.Conventions.of(cases.WORDING[language], cases.HOMES[language][0])
    text = told(letter(own))
    assert [e for e in own.notices[0].earlier if write.day(e.on) not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", [Stage.SECOND_NOTICE, Stage.THIRD_NOTICE])
def test_catching_up_names_the_stage_and_claims_no_letter_that_was_not_sent(language: str, stage: Stage) -> None:
    first = replace(notice(stage), earlier=())
    made = letter(draft(language, stage, first))
    before = letter(draft(language, stage, notice(stage)))
    assert made.subject == before.subject
    assert len(made.opening) == len(before.opening) - 1


def test_a_third_notice_after_one_letter_names_that_one_and_counts_none() -> None:
    own = notice(Stage.THIRD_NOTICE)
    made = letter(draft("en", Stage.THIRD_NOTICE, replace(own, earlier=own.earlier[1:])))
    assert made.subject.startswith("Third notice: ")
    assert "We wrote to you about this on 24\xa0October\xa02026, but the balance has not been paid." in made.opening


def test_an_invoice_without_an_earlier_letter_is_not_said_to_have_had_one() -> None:
    known, new = cases.notices(Stage.SECOND_NOTICE, 2)
    made = letter(draft("en", Stage.SECOND_NOTICE, known, replace(new, earlier=())))
    assert made.opening[1] == "We wrote to you about part of this balance on 24\xa0October\xa02026."
    assert made.subject.startswith("Second notice: ")


def test_of_many_earlier_letters_the_latest_three_are_named() -> None:
    own = notice(Stage.FINAL_DEMAND)
    older = cases.issued("2026-101", Stage.REMINDER, date(2026, 1, 5))
    text = told(letter(draft("en", Stage.FINAL_DEMAND, replace(own, earlier=(older, *own.earlier)))))
    assert "5\xa0January\xa02026" not in text
    assert "about this on 25\xa0August\xa02026, 24\xa0September\xa02026 and 24\xa0October\xa02026" in text


def promised(until: date | None, amount: Money | None = None, kind: BlockKind = BlockKind.PROMISE) -> Notice:
    return with_invoice(notice(Stage.SECOND_NOTICE), blocks=(Block(kind, until, "", amount),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_promise_that_was_not_kept_is_said(language: str) -> None:
    plain = letter(draft(language, Stage.SECOND_NOTICE, notice(Stage.SECOND_NOTICE)))
    kept = promised(ON - timedelta(days=1), money("1000.00", "GBP"))  # so much was paid
    assert letter(draft(language, Stage.SECOND_NOTICE, kept)).opening == plain.opening
    for amount in (None, money("1500.00", "GBP")):
        made = letter(draft(language, Stage.SECOND_NOTICE, promised(ON - timedelta(days=1), amount)))
        sentence = made.opening[-1]
        assert made.opening[:-1] == plain.opening
        assert "22" in sentence
        assert ("500" in sentence) == (amount is not None)


def test_a_project_that_the_opening_names_is_not_said_again_of_a_promise() -> None:
    own = with_invoice(promised(ON - timedelta(days=1)), project="Mill Lane")
    opening = letter(draft("en", Stage.SECOND_NOTICE, own)).opening
    assert "Mill Lane" in opening[0] and "Mill Lane" not in opening[-1]
    assert f"that invoice {own.invoice.number} would be paid" in opening[-1]


@pytest.mark.parametrize(
    "own",
    [
        promised(ON),
        promised(None),
        promised(ON - timedelta(days=1), kind=BlockKind.HOLD),
        promised(ON - timedelta(days=1), money("1000.00", "GBP")),
    ],
    ids=["still in force", "for ever", "a hold", "its amount was paid"],
)
def test_a_promise_in_force_or_kept_is_not_held_against_anyone(own: Notice) -> None:
    plain = letter(draft("en", Stage.SECOND_NOTICE, notice(Stage.SECOND_NOTICE)))
    assert letter(draft("en", Stage.SECOND_NOTICE, own)).opening == plain.opening


def test_a_project_too_long_for_a_column_stands_under_its_row() -> None:
    short, long = with_invoice(notice(Stage.REMINDER), project="Sixteen letters."), "Seventeen letters"
    two = draft("en", Stage.REMINDER, short, with_invoice(short, number="B"))
    assert letter(two).grid.headings[1] == "Project"
    assert letter(two).grid.under == ()
    made = letter(draft("en", Stage.REMINDER, short, with_invoice(notice(Stage.REMINDER), number="B", project=long)))
    assert "Project" not in made.grid.headings
    assert made.grid.under == ("Sixteen letters.", long)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_long_project_that_all_invoices_have_stands_once_under_the_last(count: int) -> None:
    long = "Relaunch of the website"
    rows = [with_invoice(notice(Stage.REMINDER), number=f"A-{n}", project=long) for n in range(count)]
    under = letter(draft("en", Stage.SECOND_NOTICE, *rows)).grid.under
    alone = not any(under) or under == (long,)
    assert alone if count == 1 else under == (*[""] * (count - 1), f"Project: {long}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_over_charges_alone_shows_no_balance_of_nothing_and_says_which_letter_named_them(
    language: str,
) -> None:
    own = notice(Stage.SECOND_NOTICE)
    paid = with_invoice(own, total=money("1000.00", "GBP"))
    made = letter(draft(language, Stage.SECOND_NOTICE, paid))
    open_label = cases.WORDING[language].texts["grid.all_open"]["other"]
    assert [label for label, _ in made.grid.totals if label == open_label] == []
    unpaid = cases.WORDING[language].texts["earlier.all"]["one"].partition("{dates}")[2]
    assert unpaid not in told(made)
    write = cases.Conventions.of(cases.WORDING[language], cases.HOMES[language][0])
    assert write.day(own.earlier[-1].on) in made.opening[1]
    days = cases.WORDING[language].texts["grid.days"]["other"]
    assert days not in made.grid.headings and all(all(row) for row in made.grid.rows) and made.footer == ()
    assert days in letter(draft(language, Stage.SECOND_NOTICE, own)).grid.headings


def test_a_letter_of_this_very_day_is_no_earlier_one() -> None:
    own = notice(Stage.SECOND_NOTICE)
    today = cases.issued("2026-101", Stage.REMINDER, ON)
    made = letter(draft("en", Stage.SECOND_NOTICE, replace(own, earlier=(*own.earlier, today))))
    assert "24\xa0October\xa02026" in made.opening[1] and "23\xa0November" not in made.opening[1]
    first = letter(draft("en", Stage.SECOND_NOTICE, replace(own, earlier=(today,))))
    assert len(first.opening) == 1
