"""Contract terms from a firm's own settings: what lateness costs, in the words of its policy, and what goes with it."""
