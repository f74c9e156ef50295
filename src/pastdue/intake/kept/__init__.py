"""The lists and invoices that earlier runs keep for reading today's files."""
