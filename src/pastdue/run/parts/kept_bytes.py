"""Bytes kept piece by piece while a run works: in memory while they are few, else in a file without a name."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile, gettempdir

_IN_MEMORY = 16_000_000
"""The bytes kept in memory; more are in a file that goes with the process."""


class KeptBytes:
    """Pieces of bytes, in the order in which they came. Raises OSError with the folder of temporary files where they
    cannot be written there."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it is closed with the object
        self._places: list[tuple[int, int]] = []
        self._end = 0

    def keep(self, piece: bytes) -> None:
        """Keep the next piece."""
        try:
            self._file.seek(self._end)
            self._file.write(piece)
            self._file.flush()
        except OSError as error:
            error.filename = gettempdir()
            raise
        self._places.append((self._end, len(piece)))
        self._end += len(piece)

    def of(self, number: int) -> bytes:
        """The piece with this number, counted from 0."""
        at, length = self._places[number]
        self._file.seek(at)
        return self._file.read(length)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[bytes]:
        return map(self.of, range(len(self)))
