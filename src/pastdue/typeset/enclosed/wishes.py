"""What does the firm want of invoice copies?"""

from __future__ import annotations

from enum import StrEnum


class Copies(StrEnum):
    """Whether copies of the invoices follow a letter in its envelope."""

    OFF = "off"
    APPEND = "append"


class WhenBad(StrEnum):
    """What becomes of a letter whose copy cannot be used: it goes without, or it is held back."""

    GO = "go"
    HOLD = "hold"
