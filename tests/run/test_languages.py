"""The language of a customer's letters: the settings', the file's, the firm's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pastdue.firm import read_firm
from pastdue.model import Party
from pastdue.run.languages import Languages


@pytest.mark.parametrize(
    ("by_settings", "by_file", "expected"),
    [
        ("", "", "pl"),
        ("", "de", "de"),
        ("fr", "", "fr"),
        ("fr", "de", "fr"),
        ("", "xx", "pl"),
    ],
)
def test_the_settings_language_counts_before_the_files_and_that_before_the_firms_own(
    by_settings: str, by_file: str, expected: str, tmp_path: Path
) -> None:
    own = f'[customers.C1]\nlanguage = "{by_settings}"\n' if by_settings else ""
    (tmp_path / "pastdue.toml").write_text(f'[creditor]\nname = "T"\ncountry = "PL"\nlanguage = "pl"\n{own}')
    languages = Languages(read_firm(None, tmp_path))
    assert languages.of(Party("C1", "Acme", language=by_file)) == expected
    assert languages.of(Party("C2", "Beta", language=by_file)) == (by_file if by_file == "de" else "pl")
