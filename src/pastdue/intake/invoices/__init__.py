"""The invoices file column by column: customers, days, currencies, amounts, discounts and holds."""
