"""Contract terms from a firm's own settings: its policy for lateness in words, and the clauses around it."""
