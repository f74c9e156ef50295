"""How quick is pastdue, and beside what? Everything is measured in one run: `python -m benchmarks`."""
