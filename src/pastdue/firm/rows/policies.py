"""The rows of policies: `data/policies/<name>.toml` as a Policy, each `[[charge]]` as the rule it names."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Any

from pastdue.charges import kinds as policies
from pastdue.charges.limits import SANE_ANNUAL_PERCENT
from pastdue.charges.policy import Policy, PolicyTerms, Rule
from pastdue.charges.reference import Reference
from pastdue.firm.binding import bind
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.rates import load_series
from pastdue.model import CustomerKind
from pastdue.model.choices import Settle
from pastdue.model.errors import SettingsError
from pastdue.model.frozen import fields_of
from pastdue.model.names import one_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow(PolicyTerms):
    """The keys of a policy's file: its terms, and a `[[charge]]` table for each rule."""

    charge: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """The firm's decisions for every policy: whether a rate past the last day checked may be taken and marked as
    provisional; the debt a payment settles first (None: as each row says); and its own country and subdivision."""

    provisional: bool = False
    settle: Settle | None = None
    place: tuple[str, str] = ("", "")


def policy_names(catalog: Catalog) -> tuple[str, ...]:
    """Every policy there is, sorted."""
    return catalog.names("policies")


def load_policy(catalog: Catalog, name: str, allow_high_charges: bool = False, given: Given = Given()) -> Policy:
    """The policy called `name`; the row's or the caller's `allow_high_charges` switches the sanity checks off.

    Refuses, naming file and key, an unknown name, rule, series or key, a value that does not fit, and without
    `allow_high_charges` a rate above 100 % a year.
    """
    row, where = catalog.bound(PolicyRow, "policies", name)
    rules = tuple(_Rule(catalog, given, f"{where}: charge[{n}]").of(c) for n, c in enumerate(row.charge, 1))
    terms = {f.name: getattr(row, f.name) for f in fields(PolicyTerms)}
    terms["allow_high_charges"] = row.allow_high_charges or allow_high_charges
    country, subdivision = given.place
    policy = Policy(name=name, rules=rules, subdivision=subdivision if country == row.calendar else "", **terms)
    _check_rate(policy, where)
    return policy


def statutes_of(catalog: Catalog, country: str) -> dict[CustomerKind, str]:
    """The policy that creditors in `country` have without asking, by the kind of customer; empty where there is none.

    Of two that serve a kind of customer, the one for fewer kinds counts. Refuses two for equally many.
    """
    found: dict[CustomerKind, tuple[int, str]] = {}
    for name in policy_names(catalog):
        if country not in catalog.row("policies", name)[0].get("countries", ()):
            continue
        row, _ = catalog.bound(PolicyRow, "policies", name)
        served = row.applies_to or tuple(CustomerKind)
        for kind in served:
            width, other = found.get(kind, (len(CustomerKind) + 1, ""))
            if width == len(served):
                raise SettingsError(
                    f"policies {other} and {name} are both for a {kind.value} of a creditor in {country}",
                    "name one as [dunning] policy, or take the country out of `countries` in your own row",
                )
            found[kind] = min((width, other), (len(served), name))
    return {kind: name for kind, (_, name) in found.items()}


@cache
def rule_classes() -> Mapping[str, type[Rule]]:
    """Every charge rule by its name in a row: the module policies/<name>.py whose class <Name> has a `charge`."""
    found: dict[str, type[Rule]] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(policies.__path__)):
        title = "".join(word.capitalize() for word in module.split("_"))
        rule: Any = getattr(importlib.import_module(f"{policies.__name__}.{module}"), title, None)
        if callable(getattr(rule, "charge", None)):
            found[module] = rule
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One `[[charge]]` on its way to the rule it names."""

    catalog: Catalog
    given: Given
    where: str

    def of(self, charge: Mapping[str, Any]) -> Rule:
        keys, known = dict(charge), rule_classes()
        if "rule" not in keys:
            raise SettingsError(f"{self.where}: missing rule", "known: " + ", ".join(known))
        name = keys.pop("rule")
        if not isinstance(name, str):
            raise SettingsError(f"{self.where}: rule: {name!r} is not text in quotes")
        kind = known[one_of(name, known, f"{self.where}: rule")]
        hints = fields_of(kind)
        for key in keys:
            if hints.get(key) == Reference | None:
                keys[key] = self._reference(key, keys[key])
        if self.given.settle is not None and "settle" in hints:
            if keys.get("settle") != self.given.settle.value:
                keys.pop("settle_law", None)
            keys["settle"] = self.given.settle.value
        return bind(kind, keys, self.where)

    def _reference(self, key: str, name: object) -> Reference:
        if not isinstance(name, str):
            raise SettingsError(f"{self.where}: {key}: {name!r} is not the name of a series in quotes")
        try:
            return Reference(load_series(self.catalog, name), self.given.provisional)
        except SettingsError as error:
            raise SettingsError(f"{self.where}: {key}: {error.what}", error.remedy) from None


def _check_rate(policy: Policy, where: str) -> None:
    rate = policy.annual_equivalent
    if rate is not None and rate > SANE_ANNUAL_PERCENT and not policy.allow_high_charges:
        raise SettingsError(
            f"{where}: a rate of {rate} % a year is more than {SANE_ANNUAL_PERCENT} %",
            "correct it, or set allow_high_charges = true if this is meant",
        )
