"""The texts of the review page: their keys, and the values of each."""

from __future__ import annotations

from collections.abc import Mapping

from pastdue.model import Why

_MOVED = ("new", "paid", "part_paid", "credited", "grown", "changed", "back", "missing", "rejected", "kept")
_PLAIN = (
    "lead_plan", "contents", "glance", "by_currency", "by_stage", "letters", "letter", "asked_for", "of_it_charges",
    "open", "overdue", "change", "what_moved", "decisions", "no_decision", "moved_nothing", "what", "amount",
    "open_then", "open_now", "detail",
    "letters_sent", "letters_planned", "no_letters", "find", "all", "unfold", "fold", "pay_by", "charges", "without",
    "without_none", "until", "share", "remarks", "rejected", "copy", "copied", "advice_review", "advice_missing",
    "advice_address", "advice_rate", "advice_other", "run", "task", "task_day", "task_done", "tasks_none", "tasks_all",
)  # fmt: skip
REVIEW: Mapping[str, str] = {
    **{f"review.{name}": "" for name in _PLAIN},
    **{f"review.why_{why.value}": "" for why in Why},
    **{f"review.moved_{kind}": "" for kind in _MOVED},
    **{f"review.{name}": "date!" for name in ("title_run", "title_plan", "moved", "open_on")},
    **{f"review.tile_{name}": "# count number" for name in ("letters", "emails", "planned", "decisions", "rejected")},
    **{f"review.tile_{name}": "# count number date!" for name in ("new", "paid")},
    "review.every_change": "# count number",
    "review.left_out": "# count number! file!",
    "review.lead_run": "run!",
    "review.tasks_lead": "date!",
    "review.shown": "shown! every!",
    "review.made_by": "version!",
}
"""Its keys, dotted, with the values each may use; marks as in the vocabulary."""
