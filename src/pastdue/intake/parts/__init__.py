"""Part files: one export in several files, each with whole customers, read on their own and put together."""
