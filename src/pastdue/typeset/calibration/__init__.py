"""Calibration pages and proofs, to look at before a run."""
