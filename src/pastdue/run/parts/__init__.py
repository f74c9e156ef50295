"""A run of an export in parts: read, measured and judged part by part, on workers where they help; and the values that
are too many to hold."""
