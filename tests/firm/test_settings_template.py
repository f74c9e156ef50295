"""The commented settings that `init` writes are true: every key they show is one the program knows."""

from __future__ import annotations

import re
from pathlib import Path

from pastdue.firm import Settings
from pastdue.firm.binding import bind
from pastdue.firm.catalog import parse_toml

TEMPLATE = Path(__file__).parents[2] / "src/pastdue/data/templates/pastdue.toml"
FILLED = {
    "begun": "2026-11-29",
    "currency": 'currency = "PLN"',
    "customers": 'customers = "business"',
    "name": '"Firm"',
    "address": '["Street 1"]',
    "country": '"PL"',
    "language": '"pl"',
    "iban": "",
}


def test_every_key_the_template_shows_is_known_once_its_mark_is_taken_away() -> None:
    text = TEMPLATE.read_text(encoding="utf-8").format(**FILLED)
    shown = re.sub(r"^# (?=[a-z_]+ = |\[)", "", text, flags=re.MULTILINE)
    assert shown.count("\n# ") < text.count("\n# ") - 30
    shown = re.sub(r"^country = .*$", "", shown, count=1, flags=re.MULTILINE)
    settings = bind(Settings, parse_toml(shown, "template"), "template")
    assert settings.dunning.final_deadline is not None
    assert settings.customers["C-001"].dun is False
