"""The user's CSV or workbook as a book: `read` is the way in; everything else here serves it.

The names are found when first asked for: settings need `Dialect`, but not pandas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pastdue.intake.export.dialect import Dialect, Files
from pastdue.intake.export.questions import Reading, together

if TYPE_CHECKING:
    from pastdue.intake.judgement.trials import TriedQuestion
    from pastdue.intake.reading import Intake, open_choices, read
    from pastdue.intake.rejected import REJECTED, rejected_files, write_rejected

__all__ = [
    "REJECTED",
    "Dialect",
    "Files",
    "Intake",
    "Reading",
    "TriedQuestion",
    "open_choices",
    "read",
    "rejected_files",
    "together",
    "write_rejected",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name == "TriedQuestion":
        from pastdue.intake.judgement import trials

        return trials.TriedQuestion
    if name in ("Intake", "open_choices", "read"):
        from pastdue.intake import reading

        return getattr(reading, name)
    if name in ("REJECTED", "rejected_files", "write_rejected"):
        from pastdue.intake import rejected

        return getattr(rejected, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
