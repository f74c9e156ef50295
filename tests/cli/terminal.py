"""A terminal for tests: what is written to it can be read back, and it says that it is one."""

from __future__ import annotations

import io


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True
