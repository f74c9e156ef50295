"""The objects a ledger's schema consists of: listed when it is made, and compared with that later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg

_MADE = """
SELECT 'column ' || c.relname || '.' || a.attname,
       format_type(a.atttypid, NULL) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v') AND a.attnum > 0
  AND NOT a.attisdropped
UNION ALL
SELECT 'trigger ' || t.tgname || ' of ' || c.relname, p.proname || ' ' || t.tgtype::text || ' ' || t.tgenabled::text
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
UNION ALL
SELECT 'function ' || proname, md5(prosrc) FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
UNION ALL
SELECT 'constraint ' || k.conname || ' of ' || coalesce(c.relname, d.typname), k.contype::text
FROM pg_constraint k LEFT JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_type d ON d.oid = k.contypid
WHERE k.connamespace = current_schema()::regnamespace AND k.contype IN ('c', 'f', 'p', 'u')
UNION ALL
SELECT 'index ' || i.relname || ' of ' || c.relname, CASE WHEN x.indisunique THEN 'unique' ELSE '' END
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
WHERE c.relnamespace = current_schema()::regnamespace
"""
"""Everything that guards rows, in words that are the same for every version of the server."""


GUARDED = """
SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
"""
"""The tables that guards look after."""

NUMBERED = """
SELECT c.relname, pg_get_serial_sequence(c.relname, 'n') FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attname = 'n' AND a.attidentity <> ''
"""
"""The tables whose rows the database numbers, and what it counts with."""


def note(db: psycopg.Connection[Any]) -> None:
    """Write down what the schema is made of, as it is now."""
    db.execute("TRUNCATE ledger_made_of")
    db.execute(f"INSERT INTO ledger_made_of (what, how) {_MADE}")


def altered(db: psycopg.Connection[Any]) -> Iterator[str]:
    """Tables, guards and functions that are not as they were when the ledger was made: changed by hand."""
    expected = dict(db.execute("SELECT what, how FROM ledger_made_of").fetchall())
    found = dict(db.execute(_MADE).fetchall())
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield f"{name} is not as pastdue made it"
