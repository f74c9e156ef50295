"""The files beside the invoices: contacts, payments and holds."""
