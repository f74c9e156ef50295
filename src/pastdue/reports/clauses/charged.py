"""A policy's charges in words: one sentence a rule, with every figure the rule counts by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from pastdue.charges.kinds.flat import Each, Flat
from pastdue.charges.kinds.interest import Interest
from pastdue.charges.kinds.percent import Percent, TakenOf
from pastdue.charges.kinds.statutory_compensation import StatutoryCompensation, Tier
from pastdue.charges.kinds.statutory_interest import StatutoryInterest
from pastdue.charges.kinds.tiered import Band, By, Mode, Tiered
from pastdue.charges.kinds.tiered import Of as OfDebt
from pastdue.charges.policy import Policy, Rule
from pastdue.model import CustomerKind, DayCount
from pastdue.model.choices import Compounding, Months
from pastdue.model.money import Money
from pastdue.model.spans import Span
from pastdue.reports.clauses.said import Said


def charges(policy: Policy, said: Said, on: date) -> Iterator[str]:
    """A sentence for each rule that holds for contracts made on the day `on`: its name and its cost."""
    for rule in policy.rules:
        if isinstance(rule, StatutoryCompensation) and not rule.holds_on(on):
            continue
        fragments = _FRAGMENTS[type(rule)](rule, policy, said, on)
        by_law = "_by_law" if isinstance(rule, StatutoryInterest) else ""
        kind = said.voice.say(f"kind.{rule.kind.value}{by_law}")
        yield said.say("item", label=kind, text=said.joined((*fragments, *_shared(rule, said))))


def _interest(rule: Interest, policy: Policy, said: Said, on: date) -> Iterator[str]:  # noqa: ARG001 - one shape
    if rule.annual_percent is not None:
        count = _day_count(rule.day_count or DayCount.ACTUAL_365, said)
        yield said.say("interest_year", percent=said.percent(rule.annual_percent), day_count=count)
    elif rule.monthly_percent is not None:
        percent = said.percent(rule.monthly_percent)
        if rule.months is Months.PRORATED:
            count = _day_count(rule.day_count or DayCount.THIRTY_360, said)
            yield said.say("interest_month", percent=percent, day_count=count)
        else:
            yield said.say(f"interest_{rule.months.value}", percent=percent)
    yield _compounded(rule.compounding, said)


def _statutory_interest(rule: StatutoryInterest, policy: Policy, said: Said, on: date) -> Iterator[str]:
    margin, count = rule.margin_on(on), _day_count(rule.day_count, said)
    own = rule.percent if margin is None else margin.percent
    if own is not None:
        yield said.say("interest_year", percent=said.percent(own), day_count=count)
    elif rule.series is not None and margin is not None:
        series = said.series(rule.series)
        if margin.points:
            points = said.voice.written.number(margin.points)
            yield said.say("series", series=series, points=points, day_count=count)
        else:
            yield said.say("series_alone", series=series, day_count=count)
        if rule.rounded_up_to:
            yield said.say("rounded_up", step=said.percent(rule.rounded_up_to))
        yield said.say(f"refix_{rule.refix.name.lower()}")
    yield _compounded(rule.compounding, said)
    if rule.at_most is not None:
        yield said.say("longest", span=said.span(rule.at_most))
    if rule.least:
        yield said.say("least", amount=said.amount(rule.least))
    yield from _by_law(rule.law or policy.law, said)


def _statutory_compensation(
    rule: StatutoryCompensation,
    policy: Policy,
    said: Said,
    on: date,  # noqa: ARG001 - one shape
) -> Iterator[str]:
    if rule.times is not None:
        yield said.say("times", series=said.series(rule.times))
    elif len(rule.tiers) == 1:
        yield said.say("fee_once", amount=said.amount(rule.tiers[0].amount))
    else:
        yield said.say("by_claim")
        yield from (_tier(tier, said) for tier in rule.tiers)
    if rule.convert is not None:
        yield said.say("converted", currency=rule.convert_to, series=said.series(rule.convert))
    if rule.applies_to and rule.applies_to != policy.applies_to:
        yield kinds(rule.applies_to, said)
    yield from _by_law(rule.law or policy.law, said)


def _tier(tier: Tier, said: Said) -> str:
    price = said.amount(tier.amount)
    if tier.below is not None:
        return said.say("below", edge=said.amount(tier.below), price=price)
    if tier.up_to is not None:
        return said.say("up_to", edge=said.amount(tier.up_to), price=price)
    return said.say("above", price=price)


def _flat(rule: Flat, policy: Policy, said: Said, on: date) -> Iterator[str]:  # noqa: ARG001 - one shape
    if rule.by_letter:
        *first, last = rule.by_letter
        for number, amounts in enumerate(first, 1):
            yield said.say("fee_nth", number=str(number), amount=said.amount(amounts))
        yield said.say("fee_later", amount=said.amount(last))
    elif rule.every is not None:
        yield said.say("fee_every", amount=said.amount(rule.amount), span=said.span(rule.every))
    else:
        key = "fee_letter" if rule.each is Each.NOTICE else "fee_once"
        yield said.say(key, amount=said.amount(rule.amount))


def _percent(rule: Percent, policy: Policy, said: Said, on: date) -> Iterator[str]:  # noqa: ARG001 - one shape
    key = "share_original" if rule.of is TakenOf.ORIGINAL else "share_open"
    yield said.say(key, percent=said.percent(rule.percent))


def _tiered(rule: Tiered, policy: Policy, said: Said, on: date) -> Iterator[str]:  # noqa: ARG001 - one shape
    if rule.by is By.DAYS:
        yield said.say("by_days")
    else:
        yield said.say("by_claim" if rule.of is OfDebt.CLAIM else "by_open")
    if rule.mode is Mode.EACH_BAND:
        yield said.say("in_bands")
    yield from (_band(band, said) for band in rule.bands)
    yield from _by_law(rule.law, said)


def _band(band: Band, said: Said) -> str:
    parts = [said.amount(band.amount)] if band.amount else []
    parts += [said.percent(band.percent)] if band.percent is not None else []
    parts += [said.say("at_least", amount=said.amount(band.at_least))] if band.at_least else []
    parts += [said.say("at_most", amount=said.amount(band.at_most))] if band.at_most else []
    price = ", ".join(parts)
    if band.up_to:
        return said.say("up_to", edge=said.amount(band.up_to), price=price)
    if band.up_to_days is not None:
        return said.say("up_to", edge=said.span(Span.parse(f"{band.up_to_days} days")), price=price)
    return said.say("above", price=price)


def _shared(rule: Rule, said: Said) -> Iterator[str]:
    """The sentences any rule can have: when it begins, and the tax on it."""
    after = getattr(rule, "starts_after", None)
    if isinstance(after, Span):
        yield said.say("after", span=said.span(after))
    if rule.vat_percent:
        yield said.say("vat", percent=said.percent(rule.vat_percent))


def _compounded(compounding: Compounding, said: Said) -> str:
    return "" if compounding is Compounding.NONE else said.say(f"compound_{compounding.value.replace(' ', '_')}")


def _by_law(law: str, said: Said) -> Iterator[str]:
    if law:
        yield said.say("by_law", law=law)


def _day_count(count: DayCount, said: Said) -> str:
    return said.voice.say(f"day_count.{count.name.lower()}")


def kinds(served: tuple[CustomerKind, ...], said: Said) -> str:
    """Kinds of customers as a list in a sentence."""
    return said.voice.joined([said.say(f"kind_{kind.value}") for kind in served])


_FRAGMENTS: dict[type[object], Callable[..., Iterator[str]]] = {
    Interest: _interest,
    StatutoryInterest: _statutory_interest,
    StatutoryCompensation: _statutory_compensation,
    Flat: _flat,
    Percent: _percent,
    Tiered: _tiered,
}


def limits(policy: Policy, said: Said) -> Iterator[str]:
    """The limits of the charges together and the grace before them, a sentence each."""
    if policy.grace is not None:
        yield said.say(f"grace_{policy.grace_means.value}", span=said.span(policy.grace))
    for key, amounts in (("minimum", policy.minimum), ("cap", policy.cap)):
        if amounts:
            yield said.say(key, amount=said.amount(_sorted(amounts)))
    if policy.cap_percent is not None:
        yield said.say("cap_percent", percent=said.percent(policy.cap_percent))
    if policy.cap_annual_percent is not None:
        yield said.say("cap_annual", percent=said.percent(policy.cap_annual_percent))
    if policy.applies_to:
        yield said.say("served", kinds=kinds(policy.applies_to, said))


def _sorted(amounts: tuple[Money, ...]) -> tuple[Money, ...]:
    return tuple(sorted(amounts, key=lambda amount: amount.currency))
