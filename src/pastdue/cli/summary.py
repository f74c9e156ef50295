"""What does a run say at its end? What was read, what goes into the post, where it is, and what to do next."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.model import Stage

if TYPE_CHECKING:
    from pastdue.reports.outcome import Outcome
    from pastdue.settings import Firm


def summary(firm: Firm, done: Outcome) -> str:
    """The closing words of a run, as lines."""
    folder = _near(firm.output_folder / done.as_of.isoformat())
    rows = done.rows
    lines = [
        f"{firm.creditor.party.name}, as of {done.as_of}",
        f"  read      {_count(rows.read, 'row')}: {_count(done.notices + len(done.skips), 'invoice')}, "
        f"{rows.ignored} ignored, {rows.rejected} rejected",
        f"  notices   {done.notices} in {_count(len(done.letters), 'letter')}{_by_stage(done)}",
        f"  skipped   {len(done.skips)}{_by_reason(done)}",
    ]
    if firm.creditor.iban:
        lines.append(f"  pay to    {firm.creditor.iban} {firm.creditor.bank}".rstrip())
    lines += ["", *(_sent(folder, done) if done.letters else _nothing(folder, done))]
    if rows.rejected:
        lines.append(f"mend   {folder}/reports/rejected.csv, and run that file too")
    if any(skip.why.needs_attention for skip in done.skips):
        lines.append(f"see    {folder}/print/unmailable.csv: letters that were due and could not be made")
    return "\n".join(lines) + "\n"


def _sent(folder: str, done: Outcome) -> list[str]:
    sheets = sum(letter.sheets for letter in done.letters)
    return [
        f"wrote  {folder}/  ({done.run})",
        f"print  {folder}/print/  {_count(sheets, 'sheet')}, actual size (100 %), both sides if set so",
        "then   fold at the marks, check each address in its window, post; keep print/manifest.csv as the posting list",
        f"file   {folder}/reports/aging.pdf",
    ]


def _nothing(folder: str, done: Outcome) -> list[str]:
    sent = [skip for skip in done.skips if skip.why.value == "already_sent" and f"on {done.as_of} " in skip.detail]
    if sent:
        return [f"nothing new: {_count(len(sent), 'notice')} of {done.as_of} went out already, see {folder}/"]
    return [f"nothing to send; the reports are in {folder}/reports/"]


def _by_stage(done: Outcome) -> str:
    counts = Counter(notice.stage for letter in done.letters for notice in letter.draft.notices)
    return _listed((stage.value.replace("_", " "), counts[stage]) for stage in Stage if counts[stage])


def _by_reason(done: Outcome) -> str:
    return _listed(Counter(skip.why.value for skip in done.skips).most_common())


def _listed(counts) -> str:  # type: ignore[no-untyped-def]
    words = ", ".join(f"{count} {name}" for name, count in counts)
    return f": {words}" if words else ""


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _near(path: Path) -> str:
    """The path as seen from here, where that is shorter."""
    return min(os.path.relpath(path), str(path), key=len)
