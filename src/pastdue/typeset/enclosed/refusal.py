"""The reasons why a file cannot be sent as the copy of an invoice."""

from __future__ import annotations

from pastdue.model.errors import PastdueError


class BadCopy(PastdueError):
    """One file cannot be the copy of an invoice; `what` says why."""

    def of(self, name: str) -> BadCopy:
        """The same with the name of the file before it."""
        return type(self)(f"{name} {self.what}", self.remedy)


class NoCopy(BadCopy):
    """There is no file for an invoice at all."""
