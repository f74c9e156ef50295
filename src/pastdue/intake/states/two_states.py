"""Two columns of states, as of the document and of its payment, that contradict each other."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.states.known_words import state_of
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.word_rows import ascii_form, meanings, rows, word_key
from pastdue.model.messages import Message


def note_contradictions(sheet: Sheet) -> None:
    """Note the rows that one column of states calls paid and another one unpaid or overdue."""
    columns = [sheet.state("status", place) for place in (-1, *sheet.header.added["status"])]
    paid = [column.rows(_says_paid) for column in columns]
    unpaid = [column.rows(says_unpaid) for column in columns]
    both: Flags = np.any(paid, axis=0) & np.any(unpaid, axis=0)
    for position in np.flatnonzero(both).tolist():
        at = next(number for number, flags in enumerate(unpaid) if flags[position])
        other = next(column.at(position) for column, flags in zip(columns, paid, strict=True) if flags[position])
        flaw = Flaw(Message.of("states_contradict", other=repr(other)), Message.of("correct_either_state"))
        sheet.note(position, "status", columns[at].at(position), flaw)


def _says_paid(text: str) -> bool:
    return meanings("status").get(word_key(text)) == "paid"


def says_unpaid(text: str) -> bool:
    """True when the words say that nothing was paid, or that it is late: more than that a document is open or sent."""
    key = "".join(filter(str.isalnum, ascii_form(text)))
    stems = (*rows("headers")["unpaid"], *rows("headers")["lateness"])
    return state_of(text) == "open" and any(stem in key for stem in stems)
