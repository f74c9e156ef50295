"""A ledger moved in the middle of a year, to another file or a server and back: every later month is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, Office, office
from tests.postgresql import Server, fresh_schema

CHARGING = SETTINGS.replace('"none"', '"mahngebuehr-5"') + '[email]\nfrom = "Ada <a@example.com>"\n'
ROWS = tuple(
    {"invoice": f"A-{n}", "customer_id": f"C-{n}", "due": due, "email": f"c{n}@x.example", "delivery": way, "paid": "0"}
    for n, (due, way) in enumerate([("2026-06-30", "post"), ("2026-07-31", "email"), ("2026-07-31", "both"),
                                    ("2026-08-31", "post"), ("2026-09-10", "post")], 1)
)  # fmt: skip
DAYS = ("2026-08-30", "2026-09-29", "2026-10-29", "2026-11-28")
DEEDS = (
    (("paid", "A-1", "40.00", "--on", "2026-09-02"), ("promise", "A-3", "--until", "2026-10-05", "--why", "x")),
    (("waive", "A-2", "--component", "fee", "--why", "x"), ("paid", "--customer", "C-4", "30", "--on", "2026-09-01"),
     ("paid", "A-1", "40.00", "--on", "2026-09-02", "--undo"), ("mail", "2026-08-30-1", "--was-sent", "2026-00002")),
    (("hold", "A-5", "--why", "x"), ("void", "A-4", "--stage", "reminder", "--why", "x"), ("done", "call:2026-00002")),
    (("statement", "invoices.csv", "--all"), ("customers", "invoices.csv"), ("charges",), ("tasks", "invoices.csv")),
)  # fmt: skip
"""What is entered or asked after the run of each day."""


def months(firm: Office, ledgers: tuple[str, ...]) -> list[tuple[object, ...]]:
    """What every command of four months said, and what the runs wrote; before each month the ledger is copied to the
    next of the places ("": it stays)."""
    said: list[tuple[object, ...]] = []
    for on, deeds, place in zip(DAYS, DEEDS, ledgers, strict=True):
        if place:
            move(firm, place)
        firm.write(*(ROWS if on != DAYS[-1] else ROWS[1:]))
        for words in (("run", "invoices.csv", "--yes", "--processes", "1"), *deeds):
            told = firm.says(*words, "--as-of", on)
            assert told.code in (0, 3), (words, told)
            said.append((words, told.code, told.out, told.err))
        out = firm.folder / "out" / on
        said += [
            (path.name, path.read_bytes()) for path in sorted(out.rglob("*.*")) if path.suffix in (".csv", ".json")
        ]
        said.append(tuple(path.name for path in sorted(out.rglob("*.pdf"))))
    said.append((firm.says("history", "--format", "csv").out, firm.says("ledger", "check").out))
    return said


def move(firm: Office, place: str) -> None:
    """Copy the ledger there, move the old one away, and do as the copy says."""
    url, _, schema = place.partition("#")
    copied = firm.says("ledger", "copy", url, *(("--schema", schema) if schema else ()))
    assert copied.code == 0, copied.err
    lines = [line for line in copied.out.splitlines() if line.startswith(("file = ", "url = ", "schema = "))]
    named = [line for line in lines if not line.startswith("url = ")] + ([f'url = "{url}"'] if schema else [])
    (firm.folder / "pastdue.toml").write_text("\n".join([CHARGING, "[ledger]", *named, ""]), encoding="utf-8")
    for old in firm.folder.glob("*.ledger"):
        if old.name != url:
            old.rename(old.with_suffix(".old"))


def unnamed(said: list[tuple[object, ...]], *names: str) -> str:
    """All of it in one text, whatever the ledger is called."""
    text = repr(said)
    for name in names:
        text = text.replace(name, "(ledger)")
    return text


@pytest.mark.parametrize("ledgers", [("", "one.ledger", "", "two.ledger"), ("", "", "server", "back.ledger")])
def test_every_month_after_a_move_is_as_if_the_ledger_had_stayed(
    tmp_path: Path, server: Server, ledgers: tuple[str, ...]
) -> None:
    stayed, moved = ((tmp_path / name) for name in ("stayed", "moved"))
    firms = []
    for folder in (stayed, moved):
        folder.mkdir()
        firms.append(office(folder, *ROWS, settings=CHARGING))
    places = tuple(f"{server.url()}#{fresh_schema()}" if place == "server" else place for place in ledgers)
    first = months(firms[0], ("",) * len(DAYS))
    second = months(firms[1], places)
    names = ("one.ledger", "two.ledger", "back.ledger", "pastdue.ledger")
    assert unnamed(second, *names) == unnamed(first, *names)
