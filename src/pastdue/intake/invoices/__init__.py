"""The invoices file column by column: days, currencies, amounts, discounts and holds."""
