"""The user's CSV or workbook as a book: `read` is the way in; everything else here serves it.

The names are found when first asked for: settings and options need the table of choices alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pastdue.intake.export.choices import Files

if TYPE_CHECKING:
    from pastdue.intake.export.dialect import Dialect
    from pastdue.intake.judgement.questions import Reading, together
    from pastdue.intake.judgement.trials import TriedQuestion
    from pastdue.intake.parts.reading import Spread, here, read_parts
    from pastdue.intake.reading import Intake, Step, open_choices, read
    from pastdue.intake.rejected import REJECTED, rejected_files

__all__ = [
    "REJECTED",
    "Dialect",
    "Files",
    "Intake",
    "Reading",
    "Spread",
    "Step",
    "TriedQuestion",
    "here",
    "open_choices",
    "read",
    "read_parts",
    "rejected_files",
    "together",
]  # fmt: skip


_HOMES = {
    "Dialect": "export.dialect",
    "Intake": "reading",
    "REJECTED": "rejected",
    "Reading": "judgement.questions",
    "Spread": "parts.reading",
    "Step": "reading",
    "TriedQuestion": "judgement.trials",
    "here": "parts.reading",
    "open_choices": "reading",
    "read": "reading",
    "read_parts": "parts.reading",
    "rejected_files": "rejected",
    "together": "judgement.questions",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
