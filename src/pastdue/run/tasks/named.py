"""Ids of tasks as people type them: refused where no task can have such an id, remarked on where none is likely to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pastdue.firm import Firm
from pastdue.firm.rows.cadences import load_cadences
from pastdue.ledger import Ledger
from pastdue.model.errors import SettingsError
from pastdue.model.names import hint
from pastdue.model.remarks import Remark
from pastdue.tasks import PAYMENT, Cadence, Do, Since, typed

_OF_LETTERS = (Since.LETTER, Since.EMAIL, Since.PAY_BY, Since.FINAL_PAY_BY)


def check_task(firm: Firm, ledger: Ledger, task: str) -> Iterator[Remark]:
    """A remark where the ledger knows nothing of what a task's id names.

    Refuses an id that no task can have: without a step that is known, or of a letter that was never written.
    """
    cadences = load_cadences(firm.catalog)
    step, _, name = task.partition(":")
    known = _steps(cadences)
    if step not in known or not name:
        raise SettingsError(
            f"{task!r} is not the id of a task{hint(step, known)}",
            "copy the id from `pastdue tasks`, as call:2026-00017",
        )
    if step in _steps_of(cadences[PAYMENT], *_OF_LETTERS):
        numbers = {typed(row.number) for row in ledger.letters()}
        if name not in numbers:
            raise SettingsError(
                f"{task!r}: there is no letter {name!r}{hint(name, sorted(numbers))}",
                "`pastdue history` lists the letters",
            )
    elif step in (*_steps_of(cadences[PAYMENT], Since.DUE, Since.PROMISE), Do.PHONE, Do.ADDRESS):
        seen = ledger.history().seen.values()
        about = {typed(each) for one in seen for each in (one.invoice, one.customer_id)}
        if name not in about and name.rpartition(":")[0] not in about:
            yield Remark("no run has seen what it names so far; is the id right?", about=task)


def _steps(cadences: Mapping[str, Cadence]) -> list[str]:
    """The first parts of all ids there can be: the steps of payment by their names, those of a list with its kind."""
    found = [step.name for step in cadences[PAYMENT].steps] + [Do.PHONE.value, Do.ADDRESS.value]
    return found + [f"{kind}-{step.name}" for kind, cadence in cadences.items() for step in cadence.steps]


def _steps_of(payment: Cadence, *begins: Since) -> list[str]:
    return [step.name for since in begins for step in payment.chain(since)]
