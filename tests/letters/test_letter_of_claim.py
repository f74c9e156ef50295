"""A letter of claim: who has a right to one, what it says, how long it gives, and what any other final demand says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import LANGUAGES, claim, draft, letter, money, notice, plain, told, with_invoice

from pastdue.ladder import Rules, pay_by_day
from pastdue.letters.claims import elsewhere, has_protocol, writes_claims
from pastdue.model import CustomerKind, Ladder, Notice, Rung, Stage, Threshold
from pastdue.model.calendars import Calendar
from pastdue.model.spans import Span

INDIVIDUALS = (CustomerKind.CONSUMER, CustomerKind.SOLE_TRADER)
SOLE_TRADER = cases.customer("GB", CustomerKind.SOLE_TRADER)
GB = Calendar("GB", "ENG")


def demand(number: str = "2026-101", **changes: object) -> Notice:
    """A final demand to a sole trader in England."""
    return with_invoice(notice(Stage.FINAL_DEMAND, number=number, to=SOLE_TRADER), **changes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_of_claim_is_the_golden_one(language: str) -> None:
    kept = (cases.GOLDEN / f"{language}-letter_of_claim.txt").read_text(encoding="utf-8")
    assert cases.golden_claim(language) == kept, "python -m tests.letters.letter_cases writes them anew"


def test_it_says_what_the_protocol_asks_for() -> None:
    made = letter(claim(), daily=cases.daily_interest)
    text = plain(cases.as_text(made))
    facts = {
        "what it is": "Final demand (Letter of Claim): invoice 2026-101",
        "by which rules": "Pre-Action Protocol for Debt Claims",
        "amount": "£11,345.60",
        "interest goes on": "interest continues to run at about £3.81 a day",
        "parties": "parties to the agreement are Hart & Doyle Studio Ltd and you, Greta's <Shop>",
        "invoice and its date": "invoice 2026-101 (project: Website) of 23 June 2026 was issued under it",
        "copy of the agreement": "a copy of the agreement where it is in writing",
        "oral agreement": "who made it, what was agreed, when and where",
        "statement of account": "The table in this letter is our statement of account up to 23 November 2026",
        "why part payments do not end it": "that is why we are considering a court claim",
        "address for the Reply Form": "send it to Hart & Doyle Studio Ltd, 14 Canal Street, LEEDS, LS1 4AP",
        "options": "payment in stages, mediation",
        "whom to ask": "Anna Nowak by phone on +44 113 496 0000",
        "proceedings": "If within 30 days of the date of this letter we have received neither",
        "enclosures": "Enclosures: calculation of charges, Information Sheet, Reply Form, Financial Statement",
    }
    assert {name: fact for name, fact in facts.items() if fact not in text} == {}
    assert "first send you" not in text


def test_the_reply_is_asked_for_by_the_day_to_pay_by() -> None:
    made = letter(claim("en", replace(demand(), pay_by=date(2026, 12, 23))))
    assert "Please reply by 23 December 2026:" in plain(told(made))
    assert "by 23 December 2026." in plain(made.payment.pay_line)


def test_a_contracts_date_is_named_only_where_it_is_known_for_all() -> None:
    dated, undated = demand("A", contract_date=date(2026, 3, 2)), demand("B")
    other = demand("C", contract_date=date(2026, 4, 9))
    assert "The agreement is dated 2 March 2026." in plain(told(letter(claim("en", dated))))
    assert "dated 2 March 2026 and 9 April 2026." in plain(told(letter(claim("en", dated, other))))
    assert "dated" not in told(letter(claim("en", dated, undated)))
    assert "dated" not in told(letter(claim("en", undated)))


def test_part_payments_are_spoken_of_only_where_there_were_some() -> None:
    assert "has been paid so far" in told(letter(claim()))
    assert "has been paid so far" not in told(letter(claim("en", demand(payments=()))))


def test_it_says_whether_the_debt_grows() -> None:
    daily, none, whole_months = (
        told(letter(claim(), daily=cases.daily_interest)),
        told(letter(claim("en", replace(demand(), charges=())))),
        told(letter(claim())),
    )
    assert ("a\xa0day." in daily, "No further interest" in daily, "further interest or charges may" in daily) == (
        True,
        False,
        False,
    )
    assert ("a\xa0day." in none, "No further interest" in none, "further interest or charges may" in none) == (
        False,
        True,
        False,
    )
    assert ("a\xa0day." in whole_months, "No further" in whole_months, "charges may be added" in whole_months) == (
        False, False, True,
    )  # fmt: skip


def test_charges_left_of_a_paid_invoice_do_not_grow_and_nobody_paid_in_part() -> None:
    made = told(letter(claim("en", demand(total=money("1000.00", "GBP")))))
    assert "No further interest" in made
    assert "has been paid so far" not in made
    assert "Letter of Claim" in made


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(CustomerKind))
def test_without_forms_no_letter_calls_itself_a_letter_of_claim(language: str, kind: CustomerKind) -> None:
    own = draft(language, Stage.FINAL_DEMAND, notice(Stage.FINAL_DEMAND, to=cases.customer("GB", kind)))
    made = cases.as_text(letter(own, cases.creditor("en")))
    assert "Letter of Claim" not in made and "Reply Form" not in made


@pytest.mark.parametrize("kind", INDIVIDUALS)
def test_an_individual_in_scotland_is_written_to_as_a_firm_is(kind: CustomerKind) -> None:
    there = replace(cases.customer("GB", kind), address=("3 George Street", "EDINBURGH", "EH2 2PB"))
    made = letter(draft("en", Stage.FINAL_DEMAND, notice(Stage.FINAL_DEMAND, to=there)))
    assert made.subject == "Final demand (letter before action): invoice 2026-101"
    assert "letter of claim" not in told(made)


@pytest.mark.parametrize(
    ("annexed", "copied", "formed", "line"),
    [
        (False, False, False, ""),
        (True, False, False, "Enclosure: calculation of charges"),
        (False, True, False, "Enclosure: copies of the invoices"),
        (True, True, False, "Enclosures: calculation of charges, copies of the invoices"),
        (False, False, True, "Enclosures: Information Sheet, Reply Form, Financial Statement"),
        (False, True, True, "Enclosures: copies of the invoices, Information Sheet, Reply Form, Financial Statement"),
    ],
)
def test_the_enclosures_are_those_in_the_envelope(annexed: bool, copied: bool, formed: bool, line: str) -> None:
    own = notice(Stage.FINAL_DEMAND, to=SOLE_TRADER, charged=annexed)
    copies = (cases.InvoiceCopy("2026-101", "2026-101.pdf", "", 1),) if copied else ()
    made = letter(replace(draft("en", Stage.FINAL_DEMAND, own), copies=copies, forms=cases.FORMS if formed else None))
    assert made.enclosed.line == line


@pytest.mark.parametrize("kind", list(CustomerKind))
def test_only_individuals_have_the_protocol(kind: CustomerKind) -> None:
    assert has_protocol(cases.customer("GB", kind), "GB") is (kind in INDIVIDUALS)


@pytest.mark.parametrize(
    ("country", "home", "has"), [("GB", "PL", True), ("", "GB", True), ("", "PL", False), ("IE", "GB", False)]
)
def test_the_protocol_is_for_customers_in_the_united_kingdom(country: str, home: str, has: bool) -> None:
    assert has_protocol(cases.customer(country, CustomerKind.CONSUMER), home) is has


@pytest.mark.parametrize(
    ("line", "outside"),
    [
        ("LS1 4AP", False), ("leeds ls14ap", False), ("CF10 1EP", False), ("SW1A 1AA", False), ("CA6 4AA", False),
        ("EH2 2PB", True), ("Glasgow g2 1dy", True), ("TD9 0AA", True), ("TD15 1JQ", False), ("TD12 4AA", False),
        ("GL1 1AA", False), ("BELFAST  BT1 5GS", True), ("BS1 4DJ", False), ("JE2 3AB", True), ("IM1 1AA", True),
        ("no postcode", False), ("EH2 2PB House", False),
    ],
)  # fmt: skip
def test_the_postcode_tells_where_an_address_is(line: str, outside: bool) -> None:
    assert elsewhere(("1 High Road", line)) is outside


def test_the_last_postcode_of_an_address_counts() -> None:
    assert elsewhere(("c/o LS1 4AP", "EH2 2PB")) and not elsewhere(("c/o EH2 2PB", "LS1 4AP"))


@pytest.mark.parametrize(
    ("country", "subdivision", "postcode", "writes"),
    [
        ("GB", "", "LS1 4AP", True), ("GB", "", "", True), ("GB", "ENG", "LS1 4AP", True), ("GB", "WLS", "", True),
        ("GB", "SCT", "LS1 4AP", False), ("GB", "NIR", "", False), ("GB", "", "EH2 2PB", False),
        ("GB", "ENG", "TD9 0AA", True), ("PL", "", "00-838", False), ("IE", "", "", False),
    ],
)  # fmt: skip
def test_only_creditors_in_england_and_wales_write_letters_of_claim(
    country: str, subdivision: str, postcode: str, writes: bool
) -> None:
    own = cases.creditor("en", country)
    party = replace(own.party, address=("14 Canal Street", postcode))
    assert writes_claims(replace(own, party=party, subdivision=subdivision)) is writes


def days(letter_on: date, claimed: bool, **rules: object) -> dict[Stage, date]:
    rungs = (
        Rung(Stage.REMINDER, Threshold.parse("30 days"), Span.parse("10 days")),
        Rung(Stage.FINAL_DEMAND, Threshold.parse("120 days"), Span.parse("14 days")),
    )
    own = Rules(Ladder("own", rungs, Span.parse("10 days")), **rules)  # type: ignore[arg-type]
    return {rung.stage: pay_by_day(own, rung, letter_on, GB, claimed) for rung in rungs}


def test_a_letter_of_claim_gives_30_days_and_any_other_what_the_ladder_says() -> None:
    monday = date(2026, 11, 23)
    assert days(monday, False)[Stage.FINAL_DEMAND] == date(2026, 12, 7)
    assert days(monday, True)[Stage.FINAL_DEMAND] == date(2026, 12, 23)
    assert days(monday, True)[Stage.REMINDER] == days(monday, False)[Stage.REMINDER]


def test_no_setting_shortens_the_30_days_and_days_in_the_post_do_not_lengthen_them() -> None:
    monday = date(2026, 11, 23)
    short = days(monday, True, final_deadline=Span.parse("5 business days"), mail_days=4)
    assert short[Stage.FINAL_DEMAND] == date(2026, 12, 23)
    assert short[Stage.REMINDER] == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("letter_on", "by"),
    [
        (date(2026, 11, 24), date(2026, 12, 24)),
        (date(2026, 11, 25), date(2026, 12, 24)),
        (date(2026, 11, 27), date(2026, 12, 24)),
        (date(2026, 11, 29), date(2026, 12, 29)),
    ],
)
def test_a_closed_30th_day_moves_back_and_never_on(letter_on: date, by: date) -> None:
    assert days(letter_on, True)[Stage.FINAL_DEMAND] == by
