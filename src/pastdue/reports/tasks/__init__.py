"""Reports of tasks: in words, as a table, as JSON and as a calendar."""
