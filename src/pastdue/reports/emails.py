"""The e-mails of a run as a table and as JSON: recipients and state of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pastdue.model import Column, Table
from pastdue.model.tables import ColumnsOf


@dataclass(frozen=True, slots=True)
class EmailLine:
    """One letter's e-mail: the letter's number, the recipients, the state, and the server's last answer or
    why it is not sent."""

    letter: str
    customer_id: str
    customer: str
    to: tuple[str, ...]
    state: str
    said: str = ""
    refused: tuple[str, ...] = ()


_COLUMNS = ColumnsOf[EmailLine]({
    Column("letter", "Letter"): lambda one: one.letter,
    Column("customer_id", "Customer no."): lambda one: one.customer_id,
    Column("customer", "Customer"): lambda one: one.customer,
    Column("email", "To"): lambda one: ", ".join(one.to),
    Column("state", "State"): lambda one: one.state,
    Column("reply", "Answer, or why not"): lambda one: one.said,
})  # fmt: skip


def emails_table(lines: Iterable[EmailLine]) -> Table:
    """A row for each letter."""
    return _COLUMNS.table("E-mails", lines)


def emails_json(run: str, lines: Sequence[EmailLine]) -> dict[str, object]:
    """The e-mails as JSON; `refused` are addresses the server refused while it accepted others of the letter."""
    return {
        "schema": 1,
        "run": run,
        "emails": [
            {
                "letter": one.letter,
                "customer_id": one.customer_id,
                "customer": one.customer,
                "email": list(one.to),
                "state": one.state,
                "reply": one.said or None,
                "refused": list(one.refused),
            }
            for one in lines
        ],
    }
