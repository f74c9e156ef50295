"""The ledger's home in PostgreSQL: the schema, its guards, the lock of a run, and the faults of a server."""
