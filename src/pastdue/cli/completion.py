"""Completion in a shell: names of rows, runs, letters, invoices and customers, as settings and ledger know them.

None of it ever fails or says anything: where nothing is known, nothing is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pastdue.firm import Firm
    from pastdue.ledger import Ledger

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


def rows(kind: str) -> Complete:
    """Completes the names of the rows of a kind, as policies: the shipped ones and the user's own."""
    return _completing(lambda firm: firm.catalog.names(kind))


def series() -> Complete:
    """Completes the names of the series of reference rates."""

    def names(firm: Firm) -> Iterable[str]:
        from pastdue.firm.rows.rates import series_names

        return series_names(firm.catalog)

    return _completing(names)


def stages() -> Complete:
    """Completes the stages of the firm's ladder."""

    def names(firm: Firm) -> Iterable[str]:
        from pastdue.firm.rows.ladders import LadderChanges, load_ladder

        ladder = load_ladder(firm.catalog, firm.settings.dunning.ladder, LadderChanges())
        return (rung.stage.value for rung in ladder.rungs)

    return _completing(names)


def runs() -> Complete:
    """Completes the ids of runs, the last one first."""
    return _from_ledger(lambda ledger: reversed([run.id for run in ledger.runs()]))


def letters() -> Complete:
    """Completes the numbers of letters."""
    return _from_ledger(lambda ledger: (letter.number for letter in ledger.letters()))


def invoices() -> Complete:
    """Completes the numbers of invoices that runs saw or letters named."""
    return _from_ledger(lambda ledger: sorted({*ledger.kept().seen, *(n.invoice for n in ledger.notices())}))


def customers() -> Complete:
    """Completes the numbers of customers that runs saw."""
    return _from_ledger(lambda ledger: sorted({seen.customer_id for seen in ledger.kept().seen.values()}))


def _from_ledger(names: Callable[[Ledger], Iterable[str]]) -> Complete:
    def found(firm: Firm) -> Iterable[str]:
        from pastdue.ledger import Access

        place = firm.ledger_place
        if not place.exists():
            return []
        with place.open(Access.READ) as ledger:
            return list(names(ledger))

    return _completing(found)


def _completing(names: Callable[[Firm], Iterable[str]]) -> Complete:
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001 - click's
        from pastdue.firm import read_firm
        from pastdue.model.errors import PastdueError

        try:
            firm = read_firm(ctx.params.get("config"), Path())
            return [name for name in names(firm) if name.startswith(incomplete)]
        except (PastdueError, OSError):
            return []

    return complete
