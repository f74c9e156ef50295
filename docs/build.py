"""What is each statute's rate today? Writes docs/statutes.md from the rows we ship: `python docs/build.py [DAY]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from pastdue.catalog import Catalog
from pastdue.policies.policy import Policy
from pastdue.policies.statutory_compensation import StatutoryCompensation
from pastdue.policies.statutory_interest import StatutoryInterest
from pastdue.policy_rows import load_policy, policy_names
from pastdue.rates import NoRate

PAGE = Path(__file__).with_name("statutes.md")
HEAD = "| policy | law | rate on {day} | made of | changes | days | compensation | checked |"


def statutes() -> Iterator[Policy]:
    """Every policy whose text somebody checked: the statutes."""
    policies = (load_policy(Catalog(), name) for name in policy_names(Catalog()))
    return (policy for policy in policies if policy.checked is not None)


def page(day: date) -> str:
    """The page as of `day`: for each statute the rate of interest that begins on that day under a new contract."""
    rows = [_row(policy, day) for policy in statutes()]
    head = HEAD.format(day=day)
    return (
        "# What is each statute's rate?\n\n"
        f"Built by `python docs/build.py` from the rows pastdue ships, for interest that begins on {day} under a\n"
        "contract of that day. `pastdue calc --policy NAME` works out a debt, `pastdue rates` shows the series.\n\n"
        + "\n".join([head, "|" + "---|" * (head.count("|") - 1), *rows])
        + "\n"
    )


def _row(policy: Policy, day: date) -> str:
    rule = next(rule for rule in policy.rules if isinstance(rule, StatutoryInterest))
    rate, made = _rate(rule, day)
    compensation = "; ".join(_compensation(policy, day)) or "none"
    cells = (f"`{policy.name}`", policy.law, rate, made, _changes(rule), rule.day_count.value, compensation)
    return f"| {' | '.join(cells)} | {policy.checked} |"


def _rate(rule: StatutoryInterest, day: date) -> tuple[str, str]:
    try:
        (step,) = rule.rates(day - timedelta(days=1), day, day)
    except NoRate:
        assert rule.series is not None
        series = rule.series.series
        if series.has_gaps:
            return "not known", f"`{series.name}`, known up to {series.known_until}"
        rate, made = _rate(rule, series.known_until)
        return rate, f"{made}, the last one known"
    if step.basis is None:
        return f"{step.annual_percent:f}", "the law's own"
    points = f" + {step.basis.margin:f}" if step.basis.margin else ""
    return f"{step.annual_percent:f}", f"{step.basis.percent:f} (`{step.basis.series}` of {step.basis.on}){points}"


def _changes(rule: StatutoryInterest) -> str:
    return rule.refix.value if rule.series is not None else "never"


def _compensation(policy: Policy, day: date) -> Iterator[str]:
    for rule in policy.rules:
        if isinstance(rule, StatutoryCompensation):
            if (rule.contracts_from or day) <= day < (rule.contracts_before or date.max):
                yield ", ".join(_tier(tier.amount, tier.below, tier.up_to) for tier in rule.tiers)
        elif not isinstance(rule, StatutoryInterest):
            yield "by a scale, see the row"


def _tier(amount: object, below: object, up_to: object) -> str:
    if below is not None:
        return f"{amount} below {below}"
    return f"{amount} up to {up_to}" if up_to is not None else f"{amount}"


if __name__ == "__main__":
    asked = date.fromisoformat(sys.argv[1]) if len(sys.argv) > 1 else datetime.now().astimezone().date()
    PAGE.write_text(page(asked), encoding="utf-8")
    print(PAGE)
