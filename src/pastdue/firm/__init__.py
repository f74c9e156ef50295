"""The firm's decisions: `pastdue.toml` as values.

`settings` says what can be written there, `reading` reads it, `checks` refuses what cannot be used, and `firm` is what
the rest of the program asks.
"""

from __future__ import annotations

from pastdue.firm.checks import by_currency
from pastdue.firm.firm import FILE_NAME, Firm
from pastdue.firm.reading import read_firm
from pastdue.firm.settings import Settings

__all__ = ["FILE_NAME", "Firm", "Settings", "by_currency", "read_firm"]
