"""The rows of parts that wait to be planned: each part's as bytes, in a file without a name once they are many."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile

_IN_MEMORY = 16_000_000
"""The bytes kept in memory; more are in a file that goes with the process."""


class KeptRows:
    """The rows of each part as bytes, in the order in which they came."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it is closed with the object
        self._places: list[tuple[int, int]] = []
        self._end = 0

    def keep(self, rows: bytes) -> None:
        """Keep the rows of the next part."""
        self._file.seek(self._end)
        self._file.write(rows)
        self._places.append((self._end, len(rows)))
        self._end += len(rows)

    def of(self, part: int) -> bytes:
        """The rows of a part, counted from 0."""
        at, length = self._places[part]
        self._file.seek(at)
        return self._file.read(length)
