"""Imports point down only, neighbours do not know each other, and each outside library has its one home.

The layers are those of CONTRIBUTING.md; a violation is named as `file: imports X`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[1] / "src" / "pastdue"

# Top to bottom. Modules of one layer do not import each other, unless they share a room (the same first name).
LAYERS: list[list[str]] = [
    ["__main__"],
    ["cli"],
    ["inquiry", "history", "calculator"],
    ["run"],
    ["dossier"],
    ["pressroom"],
    ["press"],
    ["rulebook", "choices"],
    ["settings"],
    ["chargebook", "ladder_rows", "preset_rows", "policy_rows", "layout_rows", "wording_rows"],
    ["rate_rows"],
    ["catalog"],
    ["mailing.pack"],
    ["intake", "ledger", "mailing", "letters.typeset", "archive", "tables"],
    ["faces"],
    ["reports"],
    ["policies", "ladder", "letters.compose", "letters.drafts", "letters.layouts"],
    ["letters"],
    ["book", "rates"],
    ["deadlines"],
    ["calendars"],
    ["binding"],
    ["model"],
    ["spans", "money", "crew"],
    ["errors"],
]

HOMES: dict[str, set[str]] = {
    "holidays": {"calendars.py"},
    "reportlab": {"letters/typeset", "tables", "faces.py"},
    "click": {"cli"},
    "sqlite3": {"ledger"},
    "pandas": {"book.py", "intake", "reports"},
    "numpy": {"calendars.py", "book.py", "intake", "reports"},
    "babel": {"letters", "intake"},
    "stdnum": {"settings"},
    "pikepdf": {"letters/typeset", "archive"},
    "PIL": {"letters/typeset"},
    "xlsxwriter": {"tables"},
}


PURE = {
    "policies", "ladder", "letters", "letters.compose", "letters.drafts", "letters.layouts", "reports", "book", "rates",
    "deadlines", "calendars", "binding", "model", "spans", "money", "errors",
}  # fmt: skip


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(SRC.rglob("*.py")):
        name = ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")
        if name != "__init__":
            yield name, path


def layer(module: str) -> tuple[int, str]:
    """The layer a module stands in (0 is the top) and the room in it; the longest name that fits counts."""
    found = [(n, room) for n, rooms in enumerate(LAYERS) for room in rooms if f"{module}.".startswith(f"{room}.")]
    assert found, f"{module} stands in no layer: add it to LAYERS and to CONTRIBUTING.md"
    return max(found, key=lambda f: len(f[1]))


def imports(path: Path) -> Iterator[str]:
    """Every module `path` imports, those under TYPE_CHECKING and inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "pastdue")


def test_imports_point_down_and_neighbours_do_not_know_each_other() -> None:
    wrong = []
    for module, path in modules():
        here, room = layer(module)
        for imported in imports(path):
            inner = imported.removeprefix("pastdue.")
            if imported == inner or inner.startswith("__"):
                continue
            there, other = layer(inner)
            if there < here or (there == here and other != room):
                wrong.append(f"{path.relative_to(SRC)}: imports {inner}")
    assert wrong == []


def test_each_outside_library_has_its_home() -> None:
    wrong = []
    for _, path in modules():
        place = path.relative_to(SRC).as_posix()
        for imported in imports(path):
            homes = HOMES.get(imported.split(".")[0])
            if homes is not None and not any(place == home or place.startswith(f"{home}/") for home in homes):
                wrong.append(f"{place}: imports {imported}")
    assert wrong == []


def test_rules_touch_no_files_and_no_clock() -> None:
    pure = [p for m, p in modules() if layer(m)[1] in PURE]
    forbidden = {"os", "pathlib", "io", "time", "logging", "subprocess", "sqlite3"}
    wrong = [f"{p.relative_to(SRC)}: imports {i}" for p in pure for i in imports(p) if i.split(".")[0] in forbidden]
    wrong += [
        f"{p.relative_to(SRC)}: asks the clock"
        for p in pure
        for word in (".today(", ".now(")
        if word in p.read_text(encoding="utf-8")
    ]
    assert wrong == []


def test_every_module_begins_with_the_question_it_answers() -> None:
    for module, path in modules():
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{module} has no docstring"
