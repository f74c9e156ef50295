"""Files and pages that commands write: whole or not at all, and never over an existing one unless told to."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.cli.options import Desk
from pastdue.ledger.disk import put_in_place, sync_file
from pastdue.model.errors import OutputError
from pastdue.model.errors.disk import write_fault

if TYPE_CHECKING:
    from pastdue.reports.aging.aging import Aging
    from pastdue.reports.changes import Changes
    from pastdue.reports.review.review import Review


def write_new(path: Path, content: bytes, replace: bool = False) -> None:
    """Write `content` to `path`, whole or not at all; refuses anything that is there unless `replace`.

    Raises OutputError when the folder is missing, cannot be written, or the disk is full.
    """
    if os.path.lexists(path) and not replace:
        raise OutputError(f"{path}: is already there", "move it away, or name another file")
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            sync_file(file.fileno())
        put_in_place(partial, path)
    except (OSError, OutputError) as error:
        with suppress(OSError):
            partial.unlink()
        if isinstance(error, OutputError):
            raise
        remedy = "check that its folder is there, may be written and has room"
        raise write_fault(path, error, OutputError(f"{path}: cannot be written: {error.strerror}", remedy)) from None


def file_names(words: Sequence[str]) -> list[str]:
    """Each of `words` as a part of a file's name that every system takes: letters, digits, points and dashes, none
    twice, whatever their case.

    >>> file_names(["A/1", "a 1", "a-1-2", "Łódź", "con.", "?"])
    ['a-1', 'a-1-3', 'a-1-2', 'łódź', 'con', 'customer']
    """
    plain = [re.sub(r"[^\w.-]+", "-", word.casefold()).strip(".-_")[:60].rstrip(".-_") or "customer" for word in words]
    taken, found = set(plain), list[str]()
    for name in plain:
        free = name
        if name in found:
            free = next(one for n in count(2) if (one := f"{name}-{n}") not in taken)
        taken.add(free)
        found.append(free)
    return found


def write_page(desk: Desk, review: Review, path: Path) -> None:
    """Write the page of `review` in the firm's language to `path`, and say so; refuses a file that is there."""
    from pastdue.firm.look import voice_of
    from pastdue.reports.review.page import review_page

    write_new(path, review_page(review, voice_of(desk.firm)).encode())
    desk.remark(f"wrote {path}")


def aging_review(desk: Desk, aging: Aging, changes: Changes | None) -> Review:
    """The data of the page of an aging alone, with the changes since the last run."""
    from pastdue.reports.review.review import Review
    from pastdue.typeset.ink.colours import readable

    firm = desk.firm
    accent = readable(firm.settings.letters.accent)
    return Review(firm.creditor.party.name, accent, desk.as_of, aging, changes=changes)


def near(path: Path) -> str:
    """The path as seen from here, where that is shorter."""
    try:
        return min(os.path.relpath(path), str(path), key=len)
    except ValueError:  # on another drive of Windows
        return str(path)
