"""Changes since the last run as tables, and as the JSON that other programs read."""

from __future__ import annotations

from collections.abc import Iterator

from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.model.tables import Rank
from pastdue.reports.changes.moved import Change, Changes


def changes_table(changes: Changes | None) -> Table:
    """A row for each change, by kind and customer; two where the currency changed."""
    columns = (
        Column("change", "Change", rank=Rank.KEY),
        Column("invoice", "Invoice", rank=Rank.KEY),
        Column("customer_id", "Id", rank=Rank.EXTRA),
        Column("customer", "Customer"),
        Column("currency", "Currency", rank=Rank.KEY),
        Column("before", "Open then", Money),
        Column("after", "Open now", Money),
        Column("what", "What"),
    )
    rows = tuple(_row(c, before, after) for c in (changes.changes if changes else ()) for before, after in _sides(c))
    title = f"Since the run of {changes.since}" if changes else "Since the last run"
    return Table(title, columns, rows)


def _sides(change: Change) -> Iterator[tuple[Money | None, Money | None]]:
    """The open amounts before and after, in one currency at a time."""
    before, after = change.before, change.after
    if before is None or after is None or before.currency == after.currency:
        yield before, after
    else:
        yield before, None
        yield None, after


def _row(change: Change, before: Money | None, after: Money | None) -> tuple[object, ...]:
    currency = after.currency if after is not None else before.currency if before is not None else ""
    named = (change.kind.value, change.invoice, change.customer_id, change.customer)
    return (*named, currency, before, after, str(change.what))


def bridge_table(changes: Changes) -> Table:
    """The steps from the open amount then to that of now: a row for each sum, currency by currency."""
    columns = (
        Column("currency", "Currency", rank=Rank.KEY),
        Column("what", "What"),
        Column("invoices", "Invoices", int),
        Column("amount", "Amount", Money),
    )
    rows: list[tuple[object, ...]] = []
    for bridge in changes.bridges:
        rows.append((bridge.currency, "open then", None, bridge.then))
        rows += [(bridge.currency, kind.value.replace("_", " "), n, sum_) for kind, (n, sum_) in bridge.moved.items()]
        rows.append((bridge.currency, "open now", None, bridge.now))
        if bridge.kept is not None:
            rows.append((bridge.currency, "kept, not counted yet", *bridge.kept))
    return Table(f"Since the run of {changes.since}", columns, tuple(rows))


def changes_json(changes: Changes | None) -> dict[str, object] | None:
    """The changes as `run.json` and `plan --format json` carry them; null before there was a run."""
    if changes is None:
        return None
    return {
        "since": changes.since.isoformat(),
        "totals": [
            {
                "currency": bridge.currency,
                "then": bridge.then.plain,
                "moved": {
                    kind.value: {"invoices": n, "amount": sum_.plain} for kind, (n, sum_) in bridge.moved.items()
                },
                "now": bridge.now.plain,
                "kept": None if bridge.kept is None else {"invoices": bridge.kept[0], "amount": bridge.kept[1].plain},
            }
            for bridge in changes.bridges
        ],
        "invoices": [
            {
                "change": change.kind.value,
                "invoice": change.invoice,
                "customer_id": change.customer_id,
                "before": _amount_json(change.before),
                "after": _amount_json(change.after),
                "what": str(change.what),
            }
            for change in changes.changes
        ],
    }


def _amount_json(amount: Money | None) -> dict[str, str] | None:
    return {"currency": amount.currency, "amount": amount.plain} if amount is not None else None
