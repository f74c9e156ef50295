"""The kinds of charges, one file a kind; a row's `rule = "flat"` finds the class Flat in flat.py.

`policy.py` puts the rules of one policy together, `limits.py` holds them within bounds, and `accrual.py` is the
interest engine that the rules with a rate share. A statute is `statutory_interest` and `statutory_compensation` with
the terms its law sets. Everything here is pure: no files, no clock.
"""
