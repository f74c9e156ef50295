"""The customers who owe the invoices: ids, names, addresses, and near duplicates of them."""
