"""Lists that come from no file: known rows, read as a CSV in pastdue's own columns would be."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Listed:
    """A list under a name that messages show; `content` is CSV in UTF-8 with a header of pastdue's own fields."""

    name: str
    content: bytes

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, name: str, rows: Iterable[Mapping[str, str]]) -> Listed:
        """The list of `rows`, each by pastdue's names of the fields."""
        all_ = list(rows)
        fields = list(dict.fromkeys(field for row in all_ for field in row))
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, fields, restval="")
        writer.writeheader()
        writer.writerows(all_)
        return cls(name, out.getvalue().encode())


Readable = Path | Listed
"""The sources that can be read as a file with a header."""
