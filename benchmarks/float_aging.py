"""A plain pandas script: a CSV of invoices aged in binary floats, with whatever types pandas guesses.

`python float_aging.py FILE AS-OF`. No row is checked, no name is printed, ids lose their leading zeros, cents are
binary fractions, and one wrong date stops it: this is the speed to compare with, not the result to want.
"""

from __future__ import annotations

import sys

import pandas as pd

EDGES = [-(10**6), 0, 30, 60, 90, 10**6]
LABELS = ["not due", "1-30", "31-60", "61-90", "over 90"]


def main() -> None:
    """Print the buckets of every customer and currency, then of every currency, as CSV."""
    frame = pd.read_csv(sys.argv[1])
    as_of = pd.to_datetime(sys.argv[2])
    frame["due"] = pd.to_datetime(frame["due"])
    frame["paid_on"] = pd.to_datetime(frame["paid_on"])
    made = frame["paid"].fillna(0).where(~(frame["paid_on"] > as_of), 0)
    frame["open"] = frame["total"] - made
    frame["bucket"] = pd.cut((as_of - frame["due"]).dt.days, EDGES, labels=LABELS)
    keys = ["customer_id", "currency", "bucket"]
    sums = frame.groupby(keys, observed=True)["open"].sum().unstack(fill_value=0)
    sums["total"] = sums.sum(axis=1)
    print(sums.round(2).to_csv())
    print(sums.groupby("currency").sum().round(2).to_csv())


if __name__ == "__main__":
    main()
