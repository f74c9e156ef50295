"""The choice of a policy: every place that can name one, and which of two counts."""

from __future__ import annotations

from datetime import date

import pytest

from pastdue.charges.choice import NO_CHARGES, PolicyChoice, PolicyChoices
from pastdue.model import CustomerKind, Invoice, Party
from pastdue.model.money import Money

DAY = date(2026, 1, 2)
BUSINESS, CONSUMER, PUBLIC = CustomerKind.BUSINESS, CustomerKind.CONSUMER, CustomerKind.PUBLIC
IN_FRANCE = PolicyChoice("in-france", country="FR")
FOR_CONSUMERS = PolicyChoice("for-consumers", customer_type=CONSUMER)
IN_DOLLARS = PolicyChoice("in-dollars", currency="USD")
FRENCH_DOLLARS = PolicyChoice("french-dollars", country="FR", currency="USD")
RULES = (FRENCH_DOLLARS, IN_FRANCE, FOR_CONSUMERS, IN_DOLLARS)


def invoice(
    *, policy: str = "", customer: str = "C1", country: str = "DE", kind: CustomerKind = BUSINESS, currency: str = "EUR"
) -> Invoice:
    party = Party(customer, "Customer", country=country, kind=kind)
    return Invoice("7", party, DAY, DAY, Money.parse(f"100 {currency}"), policy=policy)


@pytest.mark.parametrize(
    ("said", "policy"),
    [
        ({}, "usual"),
        ({"country": "FR"}, "in-france"),
        ({"country": "GB"}, "usual"),
        ({"kind": CONSUMER}, "for-consumers"),
        ({"kind": PUBLIC}, "usual"),
        ({"currency": "USD"}, "in-dollars"),
        ({"currency": "GBP"}, "usual"),
        ({"country": "FR", "kind": CONSUMER}, "in-france"),  # the first rule that fits
        ({"kind": CONSUMER, "currency": "USD"}, "for-consumers"),
        ({"country": "FR", "currency": "USD"}, "french-dollars"),  # everything a rule names must fit
        ({"country": "", "currency": "USD"}, "in-dollars"),
        ({"customer": "C2"}, "theirs"),
        ({"customer": "C2", "country": "FR", "kind": CONSUMER}, "theirs"),
        ({"customer": "C3", "country": "FR"}, "in-france"),  # a customer of whom the settings name no policy
        ({"policy": "own"}, "own"),
        ({"policy": "own", "customer": "C2", "country": "FR"}, "own"),
        ({"policy": NO_CHARGES, "customer": "C2"}, NO_CHARGES),
    ],
)
def test_the_invoice_counts_before_the_customer_the_customer_before_rules_and_rules_before_the_default(
    said: dict[str, object], policy: str
) -> None:
    choices = PolicyChoices("usual", RULES, {"C2": "theirs", "C3": ""})
    assert choices.chosen(invoice(**said)) == policy  # type: ignore[arg-type]


def test_without_a_rule_that_fits_and_a_default_nothing_is_charged() -> None:
    assert PolicyChoices().chosen(invoice()) == NO_CHARGES
    assert PolicyChoices(rules=(IN_FRANCE,)).chosen(invoice()) == NO_CHARGES


STATUTES = {BUSINESS: "de-b2b", CONSUMER: "de-consumer"}


@pytest.mark.parametrize(
    ("choices", "said", "policy"),
    [
        (PolicyChoices(statutes=STATUTES), {}, "de-b2b"),
        (PolicyChoices(statutes=STATUTES), {"kind": CONSUMER}, "de-consumer"),
        (PolicyChoices(statutes=STATUTES), {"kind": PUBLIC}, NO_CHARGES),
        (PolicyChoices(statutes=STATUTES), {"policy": "own"}, "own"),
        (PolicyChoices(customers={"C1": "theirs"}, statutes=STATUTES), {}, "theirs"),
        (PolicyChoices(customers={"C1": "theirs"}, statutes=STATUTES), {"customer": "C2"}, "de-b2b"),
        (PolicyChoices("usual", statutes=STATUTES), {}, "usual"),
        (PolicyChoices(NO_CHARGES, statutes=STATUTES), {}, NO_CHARGES),
        (PolicyChoices(rules=(IN_FRANCE,), statutes=STATUTES), {}, NO_CHARGES),
        (PolicyChoices(rules=(IN_FRANCE,), statutes=STATUTES), {"country": "FR"}, "in-france"),
    ],
)
def test_the_statute_of_the_country_holds_only_where_the_firm_names_neither_rules_nor_a_default(
    choices: PolicyChoices, said: dict[str, object], policy: str
) -> None:
    assert choices.chosen(invoice(**said)) == policy  # type: ignore[arg-type]


def test_every_policy_that_may_be_chosen_is_named_once() -> None:
    choices = PolicyChoices("usual", (*RULES, IN_FRANCE), {"C2": "theirs", "C3": "usual", "C4": ""}, STATUTES)
    assert choices.names == (
        "usual", "french-dollars", "in-france", "for-consumers", "in-dollars", "theirs", "de-b2b", "de-consumer",
    )  # fmt: skip
    assert PolicyChoices().names == (NO_CHARGES,)


@pytest.mark.parametrize(
    ("choices", "usual"),
    [
        (PolicyChoices(), NO_CHARGES),
        (PolicyChoices("own", statutes=STATUTES), "own"),
        (PolicyChoices(statutes=STATUTES), "de-b2b"),
        (PolicyChoices(statutes={CONSUMER: "de-consumer"}), NO_CHARGES),
        (PolicyChoices(rules=(IN_FRANCE,), statutes=STATUTES), NO_CHARGES),
        (PolicyChoices(customers={"C1": "theirs"}, statutes=STATUTES), "de-b2b"),
    ],
)
def test_the_usual_policy_is_the_default_or_the_statute_towards_businesses(choices: PolicyChoices, usual: str) -> None:
    assert choices.usual == usual
