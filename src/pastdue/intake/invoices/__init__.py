"""The invoices file column by column: states, days, currencies, amounts, discounts and holds."""
