"""The figures as sections of rows and aims, in one readable table and as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib import metadata
from typing import Any

_WIDEST_NAME = 44


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim and the figure found."""

    aim: str
    found: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One thing measured. `columns` are (key, heading, digits after the point); a row lacks what does not apply."""

    title: str
    how: str
    columns: tuple[tuple[str, str, int], ...]
    rows: list[dict[str, Any]] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)

    def text(self) -> str:
        """The section as lines of text."""
        heads = ["", *(heading for _, heading, _ in self.columns)]
        body = [
            [str(row["name"]), *(_cell(row.get(key), digits) for key, _, digits in self.columns)] for row in self.rows
        ]
        widths = [max(len(line[n]) for line in (heads, *body)) for n in range(len(heads))]
        widths[0] = max(widths[0], _WIDEST_NAME)
        lines = [self.title, f"  {self.how}"]
        lines += [
            "  "
            + line[0].ljust(widths[0])
            + "".join("  " + c.rjust(w) for c, w in zip(line[1:], widths[1:], strict=True))
            for line in (heads, *body)
        ]
        return "\n".join([*(line.rstrip() for line in lines), *map(_aim, self.aims)])


def machine() -> dict[str, str]:
    """The machine of the figures: day, processor, system, and the versions that matter."""
    libraries = {name: metadata.version(name) for name in ("reportlab", "rl_accel", "pandas", "fpdf2")}
    return {
        "date": date.today().isoformat(),  # noqa: DTZ011 - the day as the machine's owner counts it
        "processor": f"{os.cpu_count()} x {_processor()}",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **libraries,
    }


def as_text(on: dict[str, str], sections: Iterable[Section]) -> str:
    """Everything measured, ready to print."""
    head = ", ".join(
        f"{key} {value}" if key not in ("date", "processor", "system") else value for key, value in on.items()
    )
    return "\n\n".join([head, *(section.text() for section in sections)]) + "\n"


def as_json(on: dict[str, str], sections: Sequence[Section]) -> dict[str, Any]:
    """Everything measured, unrounded."""
    return {
        "schema": 1,
        "machine": on,
        "sections": [
            {"title": s.title, "how": s.how, "rows": s.rows, "aims": [asdict(aim) for aim in s.aims]} for s in sections
        ],
    }


def _aim(aim: Aim) -> str:
    return f"  aim {aim.aim}: {aim.found}, {'reached' if aim.reached else 'MISSED'}"


def _cell(value: object, digits: int) -> str:
    if value is None:
        return "-"
    return f"{value:,.{digits}f}" if isinstance(value, int | float) else str(value)


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - one line of a file Linux alone has
            return next((line.partition(":")[2].strip() for line in file if line.startswith("model name")), "unknown")
    except FileNotFoundError:
        return platform.processor() or platform.machine()
