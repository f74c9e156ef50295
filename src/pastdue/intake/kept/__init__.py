"""What earlier runs leave for reading today's files: payments, lists, and the invoices they saw."""
