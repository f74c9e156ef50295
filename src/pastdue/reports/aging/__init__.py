"""aging."""
