"""Words of a command as a shell takes them."""

from __future__ import annotations

import shlex

import pytest

from pastdue.model import wording
from pastdue.model.wording import quoted

WORDS = ("Acme", "Acme Ltd", 'Net 7"', "A$B", "Ben's", "it`s", "a\\b", "#1", "Due!", "Betrag (€)", "")


@pytest.mark.parametrize("word", WORDS)
def test_a_posix_shell_reads_the_word_back(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "SYSTEM", "linux")
    assert shlex.split(quoted(word)) == [word]


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("Acme Ltd", '"Acme Ltd"'), ("Betrag $", "'Betrag $'"), ("Ben's $", "'Ben''s $'"), ("it`s", "'it`s'"),
        ("C:\\my books\\a.csv", '"C:\\my books\\a.csv"'), ("#1", '"#1"'), ("Due!", '"Due!"'), ("Acme", "Acme"),
    ],
)  # fmt: skip
def test_on_windows_no_mark_is_filled_in_and_no_backslash_doubled(
    word: str, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording, "SYSTEM", "win32")
    assert quoted(word) == typed
