"""The frames of a first page filled in: the part that letters and posted documents have in common."""

from __future__ import annotations

from typing import Protocol


class Addressed(Protocol):
    """A letter, or a document that is posted like one; every text is in its language already."""

    @property
    def sender(self) -> tuple[str, ...]:
        """The name, and the lines of the address under it."""

    @property
    def sender_details(self) -> tuple[tuple[str, str], ...]:
        """Labels and values beside the letterhead."""

    @property
    def return_line(self) -> str:
        """The sender in one line above the address."""

    @property
    def recipient(self) -> tuple[str, ...]:
        """The lines of the address, the name first."""

    @property
    def place_and_date(self) -> str:
        """Place and day in one line."""

    @property
    def references(self) -> tuple[tuple[str, str], ...]:
        """Labels and values beside the address."""

    @property
    def service(self) -> str:
        """The service of the post it goes by; may be empty."""
