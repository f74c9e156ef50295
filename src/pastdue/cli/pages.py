"""Pages for a browser that commands write where they are told to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.cli.options import Desk

if TYPE_CHECKING:
    from pastdue.reports.aging.aging import Aging
    from pastdue.reports.changes import Changes
    from pastdue.reports.review.review import Review


def write_page(desk: Desk, review: Review, path: Path) -> None:
    """Write the page of `review` in the firm's language to `path`, and say so; refuses a file that is there."""
    from pastdue.cli.files import write_new
    from pastdue.firm.look import voice_of
    from pastdue.reports.review.page import review_page

    write_new(path, review_page(review, voice_of(desk.firm)).encode())
    desk.remark(f"wrote {path}")


def aging_review(desk: Desk, aging: Aging, changes: Changes | None) -> Review:
    """What the page of an aging alone is made from, with what moved since the last run."""
    from pastdue.reports.review.review import Review
    from pastdue.typeset.ink.colours import readable

    firm = desk.firm
    accent = readable(firm.settings.letters.accent)
    return Review(firm.creditor.party.name, accent, desk.as_of, aging, changes=changes)
