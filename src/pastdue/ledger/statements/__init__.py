"""The ledger's reading, recording and checking, in SQL that every home of a ledger understands."""
