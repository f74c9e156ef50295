"""The English texts of remarks on numbers of invoices and customers that no header names, by key."""

from __future__ import annotations

from collections.abc import Mapping

OF_NUMBERS: Mapping[str, str] = {
    "column_customer_ids": "{column} holds the customers' numbers, and {names} their names",
    "number_made": "no column has numbers of invoices: each is made of {columns}",
    "number_by_contents": "{column} is read as the invoices' numbers, which no other column can hold; to keep it, in "
    "pastdue.toml under [intake]: {keep}",
}
