"""Made-up years of an office, held month by month against an independent model; many more by `python -m tests.year`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.year.compare import differences

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", [8, 11])
def test_a_year_of_slips_and_forgotten_files_goes_as_the_model_says(tmp_path: Path, seed: int) -> None:
    assert [*differences(seed, 6, tmp_path)] == []
