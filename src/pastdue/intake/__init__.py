"""The user's CSV or workbook as a book: `read` is the way in; everything else here serves it.

The names are found when first asked for: settings and options need the table of choices alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pastdue import names_on_demand
from pastdue.intake.export.choices import Files

if TYPE_CHECKING:
    from pastdue.intake.export.dialect import Dialect
    from pastdue.intake.intake import Intake
    from pastdue.intake.judgement.questions import Question, Reading, together
    from pastdue.intake.judgement.trials import TriedQuestion
    from pastdue.intake.parts.merging import merged
    from pastdue.intake.parts.reading import Spread, here, read_parts
    from pastdue.intake.reading import Step, open_choices, read
    from pastdue.intake.rejected import REJECTED, rejected_files

__all__ = [
    "REJECTED",
    "Dialect",
    "Files",
    "Intake",
    "Question",
    "Reading",
    "Spread",
    "Step",
    "TriedQuestion",
    "here",
    "merged",
    "open_choices",
    "read",
    "read_parts",
    "rejected_files",
    "together",
]  # fmt: skip

__getattr__ = names_on_demand(
    __name__,
    {
        "export.dialect": ("Dialect",),
        "intake": ("Intake",),
        "judgement.questions": ("Question", "Reading", "together"),
        "judgement.trials": ("TriedQuestion",),
        "parts.merging": ("merged",),
        "parts.reading": ("Spread", "here", "read_parts"),
        "reading": ("Step", "open_choices", "read"),
        "rejected": ("REJECTED", "rejected_files"),
    },
)
