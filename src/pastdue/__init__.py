"""Late fees, dunning letters ready to post, and an aging report from a CSV of invoices."""

__version__ = "0.1.0"
