"""The ledger in SQLite: the file and its lock, queries, entries and checks."""
