"""Names spelled much like another: the nearest is found, and however many there are, few are compared."""

from __future__ import annotations

from difflib import get_close_matches

import pytest

from pastdue.model import names as module
from pastdue.model.names import COMPARED, NearNames


@pytest.mark.parametrize("name", ["ACME 0123", "Acme 123", "Acm 0123", "Acme 01234", "cAme 0123", "", "x", "Zebra"])
def test_the_nearest_of_few_names_is_the_one_a_comparison_with_all_finds(name: str) -> None:
    names = ["Acme 0123", "Bolt Ltd", "Cork & Sons", "Zebra", "Zebras"]
    assert NearNames(names).near(name, 1) == get_close_matches(name, names, 1)


@pytest.mark.parametrize("count", [COMPARED - 1, COMPARED, COMPARED + 1, 5000])
def test_of_names_all_alike_no_more_than_the_bound_are_compared(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    compared: list[str] = []

    def close(name: str, names: list[str], most: int) -> list[str]:
        compared.extend(names)
        return get_close_matches(name, names, most)

    monkeypatch.setattr(module, "get_close_matches", close)
    names = [f"Acme Trading {n:05d} Ltd" for n in range(count)]
    assert NearNames(names).near(f"Acme Trading {count - 1:05d} Lt", 1) == [names[-1]]
    assert len(compared) == min(count, COMPARED)
