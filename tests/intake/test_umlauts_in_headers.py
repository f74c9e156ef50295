"""Headers with umlauts, which are compared as two letters, are about what their words are about without the marks."""

from __future__ import annotations

from tests.intake.test_intake_kinds_of_files import PRESETS

from pastdue.intake.export.headers import loose
from pastdue.intake.values.word_rows import rows

_PLAIN = str.maketrans("öüäÖÜÄ", "ouaOUA")
_SHORT = 3
_BY_CHANCE = {("state", "stan")}
"""A Polish word for a state stands in the German `Vollständig`."""


def test_a_part_of_a_word_with_an_umlaut_is_known_with_it() -> None:
    headers = {name for preset in PRESETS for names in preset.fields.values() for name in names}
    marked = {name for name in headers if any(mark in name.lower() for mark in "öüä")}
    missing = {
        (topic, part, name)
        for topic, parts in rows("headers").items() for name in marked for part in parts
        if len(part) > _SHORT and part in loose(name.translate(_PLAIN)) and part not in loose(name)
        and not any(each in loose(name) for each in parts) and (topic, part) not in _BY_CHANCE
    }  # fmt: skip
    assert not missing
