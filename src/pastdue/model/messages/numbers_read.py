"""The English texts of remarks on numbers of invoices and customers that no header names, and on units of amounts."""

from __future__ import annotations

from collections.abc import Mapping

OF_NUMBERS: Mapping[str, str] = {
    "column_customer_ids": "{column} holds the customers' numbers, and {names} their names",
    "number_made": "no column has numbers of invoices: each is made of {columns}",
    "number_made_by_headers": "no column can have the numbers of invoices: each is made of {columns}, as the headers "
    "name the customer, the days and the period; to keep it whatever columns come or go, in pastdue.toml under "
    "[intake]: {keep}",
    "unit_in_header": "amounts in {column} are read times {factor}, as {said} in its header says",
    "unit_of_all": "amounts in {column} are read times {factor}, as {said} in a line of its own says",
    "number_by_contents": "{column} is read as the invoices' numbers, which no other column can hold; to keep it, in "
    "pastdue.toml under [intake]: {keep}",
}
