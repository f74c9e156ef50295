"""Every layout, stage and language together: all facts are on paper, in their zones, and the same each time."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from tests.letters.letter_cases import LANGUAGES, STAGES, daily_interest, draft, letter
from tests.typeset.pages_seen import Ink, pages_of

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model import Stage
from pastdue.model.letters import Letter
from pastdue.typeset import Typesetter
from pastdue.typeset.layouts import Layout, OwnWindow, Paper, own_layout

OWN = "own window"
LAYOUTS = (*Catalog().names("layouts"), OWN)
UNSEEN = ("\u25a0", "\ufffd", "\u25a1", "{", "}")


@cache
def setter(name: str) -> tuple[Layout, Typesetter]:
    row = own_layout(_own()) if name == OWN else load_layout(Catalog(), name)
    return row, Typesetter(row)


def _own() -> OwnWindow:
    """A window at the right of a C5 envelope, for sheets folded once."""
    right, below, wide, high = map(Decimal, (119, 60, 90, 45))
    return OwnWindow((Decimal(229), Decimal(162)), (right, below, wide, high), Paper.A4)


@cache
def words(language: str, stage: Stage) -> Letter:
    return letter(draft(language, stage), daily=daily_interest)


def facts(made: Letter) -> list[str]:
    """The texts that must be on the letter, whatever its look."""
    rows = (*made.grid.rows, *(row for part in made.annex.parts for row in part.grid.rows))
    paid = (value for _, value in (*made.payment.rows, *made.head.references, *made.head.sender_details))
    head = made.head
    texts = [
        *head.sender, *head.recipient, head.place_and_date, made.subject, made.salutation, *made.opening, *made.closing,
        made.payment.pay_line, made.farewell, *made.signature, *made.footer, *paid,
        *(cell for row in rows for cell in row), *(text for total in made.grid.totals for text in total),
        *(note for part in made.annex.parts for note in (part.heading, *part.notes)),
    ]  # fmt: skip
    return [word for text in texts for word in text.split(" ") if word]


def read(pages: list[list[Ink]]) -> str:
    """Every word, runs of one line without a gap between them joined."""
    text = ""
    last: Ink | None = None
    for page in pages:
        for ink in page:
            if ink.text:
                joined = last is not None and last.baseline == ink.baseline and abs(ink.left - last.right) < 0.05
                text += ink.text if joined else f"\n{ink.text}"
                last = ink
    return text


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_letter_is_whole_in_its_zones_and_the_same_each_time(name: str, language: str, stage: Stage) -> None:
    row, typesetter = setter(name)
    made = words(language, stage)
    done = typesetter.set(made)
    assert done == typesetter.set(made)
    pages = pages_of(done.pdf)
    assert done.count == len(pages) <= (2 if stage is Stage.REMINDER else 3)
    text = read(pages)
    assert [word for word in facts(made) if word not in text] == []
    assert not [sign for sign in UNSEEN if sign in text]
    assert [n for n in range(1, done.count + 1) if made.page_label.format(page=n, pages=done.count) not in text] == []
    _check_zones(pages[0], row)


def _check_zones(page: list[Ink], row: Layout) -> None:
    address = [ink for ink in page if ink.text and ink.touches(row.address)]
    assert address
    for envelope in row.envelopes:
        safe = envelope.safe(envelope.window, row.paper[0])
        assert all(ink.within(safe) for ink in address)
    for ink in page:
        if any(ink.touches(zone) for zone in row.exposed_frames):
            assert ink.text
            assert any(ink.touches(frame) for frame in row.shown_frames), ink
