"""Papers that are no letters, as the ledger keeps them."""
