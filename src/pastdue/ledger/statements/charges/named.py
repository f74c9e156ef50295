"""Charges as notices named them, one by one."""

from __future__ import annotations

from functools import lru_cache
from operator import index

from pastdue.ledger.database import Database
from pastdue.model import ChargeKind
from pastdue.model.notices import NamedCharge

_EQUAL = 4096


def recorded(db: Database) -> dict[int, tuple[NamedCharge, ...]]:
    """The charges of each notice, by the number of its row. Equal ones are one value: most fees are."""
    found: dict[int, tuple[NamedCharge, ...]] = {}
    charges = lru_cache(_EQUAL)(_charge)
    together = lru_cache(_EQUAL)(_together)
    for notice, *row in db.execute("SELECT notice, kind, policy, law, amount_minor FROM charges ORDER BY n"):
        one = charges(*row)
        found[notice] = together(found[notice], one) if notice in found else together((), one)
    return found


def _charge(kind: str, policy: str, law: str, minor: int) -> NamedCharge:
    return NamedCharge(ChargeKind(kind), str(policy), str(law), index(minor))


def _together(before: tuple[NamedCharge, ...], last: NamedCharge) -> tuple[NamedCharge, ...]:
    return (*before, last)
