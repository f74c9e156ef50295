"""Rules for the next agreement with a customer, as rows: those of `data/agreements/<name>.toml`, or the firm's own."""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.firm.binding import bind
from pastdue.firm.catalog import Catalog
from pastdue.reports.customers.agreeing import AgreementRule

KIND, USUAL = "agreements", "usual"


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The keys of a file of rules."""

    rules: tuple[AgreementRule, ...]


def load_agreements(catalog: Catalog) -> tuple[AgreementRule, ...]:
    """The rules of `agreements/usual.toml`; refuses one with an unknown key or word, naming the file."""
    table, where = catalog.row(KIND, USUAL)
    return bind(AgreementRow, table, where).rules
