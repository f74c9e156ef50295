"""The e-mails of a run as a table and as JSON: recipients and state of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pastdue.model import Column, Table


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


def emails_table(lines: Iterable[EmailLine]) -> Table:
    """A row for each letter."""
    columns = (
        Column("letter", "Letter"), Column("customer_id", "Customer no."), Column("customer", "Customer"),
        Column("email", "To"), Column("state", "State"), Column("reply", "Answer, or why not"),
    )  # fmt: skip
    rows = tuple((one.letter, one.customer_id, one.customer, ", ".join(one.to), one.state, one.said) for one in lines)
    return Table("E-mails", columns, rows)


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
