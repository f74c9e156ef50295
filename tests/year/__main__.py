"""Many made-up years held against the model, by hand: `python -m tests.year --seeds 200`."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

os.environ["PASTDUE_TODAY"] = "2027-03-31"

from tests.year.charged import charge_differences
from tests.year.compare import differences
from tests.year.parts import part_differences


def main() -> None:
    asked = argparse.ArgumentParser(description="Hold made-up years of an office against a second opinion.")
    asked.add_argument("--seeds", type=int, default=20, help="how many years")
    asked.add_argument("--first", type=int, default=1, help="the first seed")
    asked.add_argument("--customers", type=int, default=40)
    options = asked.parse_args()
    found = 0
    for seed in range(options.first, options.first + options.seeds):
        with tempfile.TemporaryDirectory() as folder:
            for line in differences(seed, options.customers, Path(folder)):
                found += 1
                print(line, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            for line in part_differences(seed, options.customers, Path(folder)):
                found += 1
                print(line, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            for line in charge_differences(seed, options.customers, Path(folder)):
                found += 1
                print(line, flush=True)
    print(f"{options.seeds} years, {found} differences")


if __name__ == "__main__":
    main()
