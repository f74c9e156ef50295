"""Papers other than letters: statements of account and claims, made from a plan and the ledger."""
