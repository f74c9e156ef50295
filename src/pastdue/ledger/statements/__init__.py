"""What a ledger reads, records and checks, in SQL that every home of a ledger understands."""
