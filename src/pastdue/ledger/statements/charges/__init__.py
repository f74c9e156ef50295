"""Charges beside the letters: agreed otherwise, and booked in the accounting program."""
