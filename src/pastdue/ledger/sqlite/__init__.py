"""The ledger's home in SQLite: the file, its schema, its lock, and the faults of its disk."""
