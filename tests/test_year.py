"""Made-up years of an office, held month by month against an independent model; many more by `python -m tests.year`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.year.charged import charge_differences, charged
from tests.year.compare import differences
from tests.year.model import Item, Paid
from tests.year.parts import part_differences

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", [8, 11])
def test_a_year_of_slips_and_forgotten_files_goes_as_the_model_says(tmp_path: Path, seed: int) -> None:
    assert [*differences(seed, 6, tmp_path)] == []


def test_a_year_in_parts_goes_as_in_one_file(tmp_path: Path) -> None:
    assert [*part_differences(2, 6, tmp_path, months=8)] == []


def test_the_charges_of_a_years_first_letters_are_the_models_to_the_cent(tmp_path: Path) -> None:
    assert [*charge_differences(8, 6, tmp_path)] == []


def test_the_model_counts_a_payments_own_day_on_the_sum_before_it() -> None:
    item = Item(1, "A", "C", date(2026, 1, 1), date(2026, 1, 31), 36_500_00)
    assert charged(item, [], date(2026, 1, 31)) == 500
    assert charged(item, [], date(2026, 2, 1)) == 500 + 800
    half = Paid(1, "A", "C", date(2026, 2, 1), 18_250_00, "")
    assert charged(item, [half], date(2026, 2, 2)) == 500 + 800 + 400
