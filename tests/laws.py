"""The number of random cases a law is tried with."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

WHOLE = os.environ.get("PASTDUE_LAWS") == "whole"
"""Set by `make test-newest`, which tries all; every other gate tries a quarter, and draws new cases each time."""


def tried(many: int, **more: Any) -> settings:
    """`many` random cases where all are tried, otherwise a quarter of them and 25 at least; none has a time limit."""
    return settings(max_examples=many if WHOLE else max(min(many, 25), many // 4), deadline=None, **more)
