"""The files beside the invoices: contacts, payments and holds, and what earlier runs keep of them."""
