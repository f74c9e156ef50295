"""Customers that are probably one, spelled in several ways, and numbers alike but for zeros: reported, never joined."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

import numpy as np

from pastdue.intake.customers.customers import together
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.model.messages import Message, Names, Text

_FORMS = frozenset((
    "ltd", "limited", "llc", "inc", "incorporated", "corp", "corporation", "co", "company", "plc", "gmbh", "ag", "kg",
    "ug", "sa", "sas", "sarl", "eurl", "sl", "bv", "nv", "sp", "z", "o", "spzoo", "srl", "spa", "oy", "ab", "pty",
    "pte", "the", "and", "und", "et", "i",
))  # fmt: skip
_MARKS = str.maketrans({char: " " for char in map(chr, range(128)) if not char.isalnum()})
_SHOWN = 10
_MOST = 200_000


def near_names(ids: Coded, names: Coded, lines: Ints) -> list[Text]:
    """A remark for each group of customers of different ids whose names are the same but for case, accents, marks and
    legal form, with the lines they stand on."""
    _, first = together([ids, names])
    if len(first) > _MOST:
        return [f"more than {_MOST} customers: their names were not compared"]
    alike: dict[str, dict[str, int]] = defaultdict(dict)
    keys = {name: plain_name(name) for name in names.texts}
    for row in sorted(first.tolist()):
        if key := keys[names.at(row)]:
            alike[key].setdefault(ids.at(row), row)
    groups = [list(rows.values()) for rows in alike.values() if len(rows) > 1]
    said: list[Text] = [
        Message.of("maybe_one_customer", names=_listed(ids, names, lines, group)) for group in groups[:_SHOWN]
    ]
    if len(groups) > _SHOWN:
        said.append(Message.of("more_near_names", count=len(groups) - _SHOWN))
    return said


def near_numbers(column: Coded, lines: Ints, what: str) -> list[str]:
    """A remark for the numbers of `what` that differ by zeros in front alone, with the lines of two of them."""
    if "\n0" not in "\n".join(["", *column.texts]):  # one search of all, much quicker than one of each
        return []
    zeros = [text for text in column.texts if text[:1] == "0" and text.isdigit()]
    used = set(column.used) if zeros else set[str]()
    padded = [text for text in zeros if text in used and text.lstrip("0") in used]
    if not padded:
        return []
    places = {text: number for number, text in enumerate(column.texts)}
    text = min(padded)
    rows = [int(np.argmax(column.codes == places[each])) for each in (text, text.lstrip("0"))]
    found = " and ".join(
        f"{each!r} (line {lines[row]})" for each, row in zip((text, text.lstrip("0")), rows, strict=True)
    )
    more = f", and {len(padded) - 1} more so" if len(padded) > 1 else ""
    return [f"{what} {found} differ by zeros in front alone, and are kept apart{more}"]


def _listed(ids: Coded, names: Coded, lines: Ints, rows: list[int]) -> Names:
    return Names(tuple(_on_line(ids.at(row), names.at(row), int(lines[row])) for row in rows), 4)


def _on_line(id_: str, name: str, line: int) -> Message:
    if id_ == name:
        return Message.of("name_on_line", name=repr(name), line=str(line))
    return Message.of("name_and_id_on_line", name=repr(name), id=id_, line=str(line))


def plain_name(name: str) -> str:
    """`name` without case, accents, marks and legal form; empty where nothing is left."""
    if name.isascii():
        words = name.lower().translate(_MARKS).split()
    else:
        parts = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L"))
        words = re.findall(r"[^\W_]+", "".join(c for c in parts if not unicodedata.combining(c)).casefold())
    return " ".join([word for word in words if word not in _FORMS])
