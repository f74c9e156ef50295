"""What does a policy's row say? `data/policies/<name>.toml` as a Policy, each `[[charge]]` as the rule it names."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from pastdue import policies
from pastdue.binding import bind, one_of
from pastdue.catalog import Catalog
from pastdue.errors import SettingsError
from pastdue.policies.limits import SANE_ANNUAL_PERCENT
from pastdue.policies.policy import Policy, PolicyTerms, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow(PolicyTerms):
    """The keys of a policy's file: its terms, and a `[[charge]]` table for each rule."""

    charge: tuple[Mapping[str, Any], ...] = ()


def policy_names(catalog: Catalog) -> tuple[str, ...]:
    """Every policy there is, sorted."""
    return catalog.names("policies")


def load_policy(catalog: Catalog, name: str, allow_high_charges: bool = False) -> Policy:
    """The policy called `name`; the row's or the caller's `allow_high_charges` switches the sanity checks off.

    Refuses, naming file and key, an unknown name, rule or key, a value that does not fit, and without
    `allow_high_charges` a rate above 100 % a year.
    """
    table, where = catalog.row("policies", name)
    row = bind(PolicyRow, table, where)
    rules = tuple(_rule(charge, f"{where}: charge[{n}]") for n, charge in enumerate(row.charge, 1))
    terms = {f.name: getattr(row, f.name) for f in fields(PolicyTerms)}
    terms["allow_high_charges"] = row.allow_high_charges or allow_high_charges
    policy = Policy(name=name, rules=rules, **terms)
    _check_rate(policy, where)
    return policy


def rule_classes() -> dict[str, type[Rule]]:
    """Every charge rule by its name in a row: the module policies/<name>.py whose class <Name> has a `charge`."""
    found: dict[str, type[Rule]] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(policies.__path__)):
        title = "".join(word.capitalize() for word in module.split("_"))
        rule: Any = getattr(importlib.import_module(f"{policies.__name__}.{module}"), title, None)
        if callable(getattr(rule, "charge", None)):
            found[module] = rule
    return found


def _rule(charge: Mapping[str, Any], where: str) -> Rule:
    keys, known = dict(charge), rule_classes()
    if "rule" not in keys:
        raise SettingsError(f"{where}: missing rule", "known: " + ", ".join(known))
    name = keys.pop("rule")
    if not isinstance(name, str):
        raise SettingsError(f"{where}: rule: {name!r} is not text in quotes")
    return bind(known[one_of(name, known, f"{where}: rule")], keys, where)


def _check_rate(policy: Policy, where: str) -> None:
    rate = policy.annual_equivalent
    if rate is not None and rate > SANE_ANNUAL_PERCENT and not policy.allow_high_charges:
        raise SettingsError(
            f"{where}: a rate of {rate} % a year is more than {SANE_ANNUAL_PERCENT} %",
            "correct it, or set allow_high_charges = true if this is meant",
        )
