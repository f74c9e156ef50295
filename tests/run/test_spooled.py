"""Skips laid down in memory or in a file come back as they were."""

from __future__ import annotations

from datetime import date

import pytest

from pastdue.model import Skip, Why
from pastdue.model.messages import Message
from pastdue.run.parts import kept_bytes, spooled
from pastdue.run.parts.spooled import SpooledSkips, packed

SKIPS = [
    Skip("A-1", "C1", Why.PAID),
    Skip("A-2", "C1", Why.NOT_DUE, date(2026, 12, 1)),
    Skip("A-3", "C2", Why.LEFT_OUT, None, Message.of("without")),
    Skip("A-4", "C3", Why.DISPUTED, date(2027, 1, 1), "the roof leaks"),
    Skip("A-5", "C3", Why.CREDIT),
]


@pytest.mark.parametrize("in_memory", [1, 1_000_000])
def test_spooled_skips_come_back_in_their_order_however_often_they_are_read(
    in_memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_bytes, "_IN_MEMORY", in_memory)
    monkeypatch.setattr(spooled, "_AT_ONCE", 2)
    found = SpooledSkips(SKIPS[:3])
    found.lay(packed(SKIPS[3:]))
    assert [*found] == [*found] == SKIPS and len(found) == 5 and SKIPS[4] in found
    assert list(zip(found, found, strict=True)) == [*zip(SKIPS, SKIPS, strict=True)]
    found.add(SKIPS[:1])
    assert [*found] == [*SKIPS, SKIPS[0]]
    assert [*SpooledSkips()] == [] and SKIPS[0] not in SpooledSkips()
