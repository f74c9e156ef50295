"""The speed of pastdue beside other programs, all measured in one run: `python -m benchmarks`."""
