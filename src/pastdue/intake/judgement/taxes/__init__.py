"""Taxes beside amounts: whether they are in them or come on top, and those that customers keep back."""
