"""The files in which central banks and ministries publish reference rates, one module a publisher.

Each module has `read(text)`, which returns the figures of a file of its publisher, None for the file of another,
and refuses (SettingsError) one that it knows and cannot use. The folder is the list of publishers.
"""

from __future__ import annotations

import importlib
import pkgutil

from pastdue.firm.publishers.published import DatedFigure, Published
from pastdue.model.errors import SettingsError

__all__ = ["DatedFigure", "Published", "recognised"]


def recognised(content: bytes, where: str) -> Published:
    """The series and rows read from the publisher's file `content`, called `where` in messages.

    Refuses a file that no publisher's module knows, naming those there are.
    """
    text = _text(content)
    names = [info.name for info in pkgutil.iter_modules(__path__) if info.name != "published"]
    for name in names:
        try:
            found: Published | None = importlib.import_module(f"{__name__}.{name}").read(text)
        except SettingsError as error:
            raise SettingsError(f"{where}: {error.what}", error.remedy) from None
        if found is not None and not found.figures:
            raise SettingsError(f"{where}: {found.publisher} publishes such files, but this one holds no figure")
        if found is not None:
            return found
    raise SettingsError(
        f"{where}: not a file that a publisher of reference rates makes",
        f"known: {', '.join(names)}; `pastdue docs rates` says which file of each, and how to add a row by hand",
    )


def _text(content: bytes) -> str:
    """The bytes as text: by their byte order mark, else as UTF-8, else in the Polish code page (Windows-1250)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1250", "replace")
