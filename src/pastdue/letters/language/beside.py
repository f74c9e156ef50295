"""The keys of the texts beside the ladder, as `vocabulary` has those of letters, and the values of each."""

from __future__ import annotations

from collections.abc import Mapping

DOINGS = (
    "check_in", "last_check_in", "check_address", "stop_work", "close", "resend", "confirm", "post", "mail", "call",
    "claim", "promise", "phone", "address",
)  # fmt: skip
"""The actions a task can ask of a person, as `tasks.Do` lists them."""

_OF_A_TASK = "customer project since amount letter invoices"

TASKS: Mapping[str, str] = {
    "task.title": "",
    **{f"task_do.{doing}": _OF_A_TASK for doing in DOINGS},
    **{f"task_why.{doing}": _OF_A_TASK for doing in DOINGS},
    "task_why.resend_message": _OF_A_TASK,
    **{f"{what}.mail_{state}": _OF_A_TASK for what in ("task_do", "task_why") for state in ("perhaps", "refused")},
}

_OF_A_SHORT_LETTER = "customer creditor project since on"
_OF_INVOICES = f"# count numbers due {_OF_A_SHORT_LETTER}"

SHORT_LETTERS: Mapping[str, str] = {
    "short.about": "title! project!",
    **{f"short.title_{kind}": _OF_A_SHORT_LETTER for kind in ("check_in", "last_check_in", "stop_work")},
    **{f"short.opening_{kind}": _OF_A_SHORT_LETTER for kind in ("check_in", "last_check_in", "stop_work")},
    **{f"short.closing_{kind}": _OF_A_SHORT_LETTER for kind in ("check_in", "last_check_in", "stop_work")},
    **{f"short.{part}_resend": _OF_INVOICES for part in ("title", "opening", "copies", "closing")},
}
