"""Files that the settings name for a letter's look, such as a logo or a font: read whole, never more than a limit."""

from __future__ import annotations

from pathlib import Path

from pastdue.model.errors import SettingsError
from pastdue.model.errors.disk import read_fault


def named_file(path: Path, where: str, at_most: int, remedy: str) -> bytes:
    """The bytes of the file at `path`, called `where` in messages.

    Refuses (SettingsError) one that cannot be read and, with `remedy`, one of more than `at_most` bytes.
    """
    try:
        with path.open("rb") as file:
            data = file.read(at_most + 1)
    except OSError as error:
        otherwise = SettingsError(
            f"{where}: cannot be read: {error.strerror}", "give its path from the folder of pastdue.toml"
        )
        raise read_fault(where, error, otherwise) from None
    if len(data) > at_most:
        raise SettingsError(f"{where}: is larger than {at_most // 1_000_000} MB", remedy)
    return data
