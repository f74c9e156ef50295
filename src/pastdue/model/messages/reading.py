"""The English texts of messages on how a user's files were read, by key: doubts about a row, and remarks on a file.

Their counts and amounts stand ungrouped in English, as in the reports on rows that cannot be used.
"""

from __future__ import annotations

from collections.abc import Mapping

from pastdue.model.messages.numbers_read import OF_NUMBERS
from pastdue.model.messages.told_twice import TOLD_TWICE
from pastdue.model.messages.words_read import OF_WORDS

Forms = str | Mapping[str, str]  # a text, or its plural forms: `one` and `other`

_DOUBTS: dict[str, Forms] = {
    "row_says_open": "the row says only what is open",
    "row_says_paid": "the row says {paid} is paid",
    "two_readings": "{said}: {among} is open if that counts the payments listed, {since} if they came in since",
    "payments_too_few": "the row says {paid} is paid, all its payments add up to {sum}",
    "credit_names": "credit {number} of {amount} names invoice {named}, {wrong}",
    "credit_of_void": "which is left out as void",
    "credit_not_in_file": "which is not in the file",
    "credit_of_customer": "which is customer {id}'s",
    "credit_of_another": "which is another customer's",
    "credit_in_currency": "which is in {currency}",
}

_FILES: dict[str, Forms] = {
    "likewise": {
        "one": "{what} (and {count} more part likewise)",
        "other": "{what} (and {count} more parts likewise)",
    },
    "read_in_order": "dates in {column} are read {first} first, as {proof} shows",
    "read_as_others": "dates in {column} are read {first} first, as in the file's other columns",
    "read_with_points": "dates in {column} are read {first} first, as dates with points are written",
    "order_day": "day",
    "order_month": "month",
    "day_numbers": "dates in {column} are a spreadsheet's day numbers: {text} is read as {day}",
    "this_century": "years of two digits in {column} are of this century: {text} is read as {day}",
    "perhaps_issued": "no column is read as the invoice date: {column} may hold it, and {option} takes it",
    "instants_in": "instants in {columns} count on their day in {zone}",
    "instants_in_utc": "instants in {columns} count on their day in UTC; --timezone moves them to yours",
    "decimal_mark": "amounts in {column} are read with a decimal {mark}, as {proof} shows",
    "decimal_as_others": "amounts in {column} are read with a decimal {mark}, as {proof} elsewhere shows",
    "mark_comma": "comma",
    "mark_point": "point",
    "rounded_to_cents": "amounts in {column} were rounded to the cent, as {text}: a program counted in fractions",
    "unsaid_paid": "no column says what is paid or still open: what is not called paid counts as owed in full",
    "unsaid_state": "no column says what is a draft or cancelled: every invoice counts",
    "unsaid_kind": "no column says what is a credit note: a row without a minus counts as owed",
    "unsaid_dispute": "no column says what is in dispute: any invoice may get a letter",
    "unsaid_state_and_kind": "no column says what is a draft, cancelled or a credit note: a row without a minus counts "
    "as owed",
    "column_for_each_currency": "{columns} hold amounts of one currency each: a row is in the one that it fills",
    "totals_agree": {
        "one": "{count} total of the file agrees with the rows",
        "other": "{count} totals of the file agree with the rows",
    },
}

_ROWS: dict[str, Forms] = {
    "row_count": {"one": "{count} row", "other": "{count} rows"},
    "on_lines": {"one": "line {lines}", "other": "lines {lines}"},
    "counted_once": {
        "one": "{count} row repeated an earlier row: counted once",
        "other": "{count} rows repeated an earlier row: counted once",
    },
    "no_invoice_date": {
        "one": "{count} row has no invoice date: counted as issued, and letters leave the date out",
        "other": "{count} rows have no invoice date: counted as issued, and letters leave the date out",
    },
    "due_before_issue": {
        "one": "{count} row due before the day of issue ({lines}): the due date was taken as it stands",
        "other": "{count} rows due before the day of issue ({lines}): the due date was taken as it stands",
    },
    "state_ignored": {
        "one": "{count} row ignored: {reason}, as {column} says (--include {word} takes them)",
        "other": "{count} rows ignored: {reason}, as {column} says (--include {word} takes them)",
    },
    "rows_of_nothing": {
        "one": "{count} row has no day and nothing as its amount, on line {line}: ignored",
        "other": "{count} rows have no day and nothing as their amount, the first on line {line}: ignored",
    },
    "item_rows": {
        "one": "{count} row says only an item of the invoice above, on line {line}: ignored",
        "other": "{count} rows say only items of the invoices above, the first on line {line}: ignored",
    },
    "header_again": {
        "one": "{count} row that only repeat the header ignored",
        "other": "{count} rows that only repeat the header ignored",
    },
    "balance_counts": {
        "one": "{column} counts in {count} row though total less paid is another, as on line {line}: {left}",
        "other": "{column} counts in {count} rows though total less paid is another, as on line {line}: {left}",
    },
    "total_differs": "line {line}: {label} says {stated}, the rows it stands for add up to {summed}",
    "late_fees_set": "{column} is set in {rows}: your invoicing software charges for lateness too; switch one of the "
    "two off",
    "credit_on_line": "line {line}: {what}: correct `applies_to`, or empty it to lay the credit on the oldest",
    "marks_say": "{column} says of {rows}: {says}, as {example}",
    "says_paid": "paid in full",
    "says_partly": "paid in part",
    "says_held": "not to be dunned",
    "says_disputed": "disputed",
    "more_near_names": {
        "one": "{count} more name is that of several customers",
        "other": "{count} more names are those of several customers",
    },
    "maybe_one_customer": "may be one customer, kept apart: {names}",
    "name_on_line": "{name} (line {line})",
    "name_and_id_on_line": "{name} ({id}, line {line})",
}

_BESIDE: dict[str, Forms] = {
    "payments_absent": {
        "one": "{count} payment of invoices that are not in the export: kept, and counted when these are back "
        "({numbers})",
        "other": "{count} payments of invoices that are not in the export: kept, and counted when these are back "
        "({numbers})",
    },
    "payment_rows": {
        "one": "{count} row of a payment: taken off what its customer owes",
        "other": "{count} rows of payments: taken off what their customers owe",
    },
    "payments_on_account": {
        "one": "{count} payment on account: deducted from what the customer owes",
        "other": "{count} payments on account: deducted from what the customer owes",
    },
    "payment_of_former": "{amount} was paid when it was of {then}, and it is of {now} now; hand the payment in "
    "for it as it is now",
    "customer_and_currency": "customer {customer} in {currency}",
    "payments_rejected": {
        "one": "{count} payment of rejected invoices: kept, and counted when their rows are corrected",
        "other": "{count} payments of rejected invoices: kept, and counted when their rows are corrected",
    },
    "payments_not_kept": {
        "one": "{count} payment of rejected invoices that no run has seen: not kept, hand them in again with the "
        "corrected rows",
        "other": "{count} payments of rejected invoices that no run has seen: not kept, hand them in again with the "
        "corrected rows",
    },
    "payments_twice": {
        "one": "{count} row says again, by invoice, day, amount and reference, a payment that an earlier row has: "
        "counted once; if it came in twice, give each its reference",
        "other": "{count} rows say again, by invoice, day, amount and reference, a payment that an earlier row has: "
        "counted once; if it came in twice, give each its reference",
    },
    "payments_of_none": {
        "one": "{count} payment of no invoice ignored",
        "other": "{count} payments of no invoice ignored",
    },
    "holds_read": "{rows}: {holds}, for {invoices}",
    "hold_count": {"one": "{count} hold", "other": "{count} holds"},
    "dispute_count": {"one": "{count} dispute", "other": "{count} disputes"},
    "promise_count": {"one": "{count} promise", "other": "{count} promises"},
    "invoice_count": {"one": "{count} invoice", "other": "{count} invoices"},
    "holds_nothing": "nothing",
    "holds_again": {"one": "{count} row repeated an earlier row", "other": "{count} rows repeated an earlier row"},
    "holds_unusable": {
        "one": "{count} row with problems: what they name is held until they are corrected",
        "other": "{count} rows with problems: what they name is held until they are corrected",
    },
    "contacts_read": "{contacts}, {used} of them used: {customers} joined",
    "contacts_read_by": "{contacts}, {used} of them used: {customers} joined ({by_number} by number, {by_name} by "
    "name)",
    "contact_count": {"one": "{count} contact", "other": "{count} contacts"},
    "customer_count": {"one": "{count} customer", "other": "{count} customers"},
}

_COLUMNS_AND_CONTACTS: dict[str, Forms] = {
    "column_kinds": "{column} has kinds of rows, as {example}: it is read as such",
    "column_state": "{column} holds no amounts, as {example}: it is read as the state of the invoice",
    "column_due": "{column} holds days, as {example}: it is read as the due date",
    "column_terms": "{column} holds numbers of days, as {example}: they are read as terms",
    "codes_of_currency": "{column} holds codes of currencies, as {example}: it is read as the currency of the amounts",
    "billed_and_not_open": "{column} says an amount of every invoice that is paid, too: it is read as what was billed",
    "column_gross": "{column} is read as the total: it is {columns} in every row",
    "word_stated_open": "{word} in {column} is read as open: {balance} says what is open",
    "word_awaited": "{word} in {column} is read as open: such rows fall due later than all that are called {late}",
    "column_whole": "{column} is in every row what is paid and open together: it is read as the total, and not {total}",
    "column_amount": "{column} holds amounts, as {example}: it is read as what is due of the invoice",
    "instalments": {
        "one": "{count} row is an instalment: an item of its own, as {example}",
        "other": "{count} rows are instalments: each is an item of its own, as {example}",
    },
    "own_currency": "{column} holds the amounts of {other} in the currency of each row: it is read instead",
    "flags_of_open": "{column} says whether an invoice is open",
    "flags_of_paid": "{column} says whether an invoice is paid",
    "further_lines": {
        "one": "{count} row is a further line of an invoice: {how}",
        "other": "{count} rows are further lines of invoices: {how}",
    },
    "columns_added_up": "{columns} added up",
    "balance_once": "the balance of an invoice counts once",
    "total_once": "the total of an invoice counts once",
    "several_names": "customer {id} has more than one name: {one} and {other}",
    "several_addresses": "customer {id} has more than one address: {one} and {other}",
    "more_several_names": {
        "one": "{count} more customer has more than one name",
        "other": "{count} more customers have more than one name",
    },
    "more_several_addresses": {
        "one": "{count} more customer has more than one address",
        "other": "{count} more customers have more than one address",
    },
    "region_not_printed": "{column} is not printed in the address of {customers} ({countries}): the post there "
    "does not ask for it",
    "characters_left_out": "characters that cannot be printed were left out of {column} in {rows}, as {example}",
    "rows_of_ignored": {
        "one": "{count} row names an ignored invoice or a customer without an invoice here, as on line {line}",
        "other": "{count} rows name an ignored invoice or a customer without an invoice here, as on line {line}",
    },
    "rows_of_absent": {
        "one": "{count} row names an invoice or a customer of earlier runs that is not in the export; kept for "
        "when it is back, as on line {line}",
        "other": "{count} rows name an invoice or a customer of earlier runs that is not in the export; kept "
        "for when it is back, as on line {line}",
    },
    "kind_read_as": "{column}: {text} is read as {kind}",
    "promises_for_all": "{promises} of an amount for all invoices of a customer or all instalments of an invoice: the "
    "day counts, not the amount",
    "hold_lifted": "the {kind} of {who} is lifted: the list no longer names it",
    "hold_lifted_because": "the {kind} of {who} ({why}) is lifted: the list no longer names it",
    "hold_of_former": "the {kind} of {who} keeps back letters about {invoices} too, which were this customer's and are "
    "another one's now",
    "hold_of_older": "the {kind} of {who} was for an older invoice of that number, and keeps back letters about the "
    "new one; `pastdue lift` ends it",
    "holds_stay": "no list of holds was handed in: what {file} said stays in force ({holds}); `pastdue lift` ends one",
    "without_contact": {
        "one": "{count} customer with open invoices has no contact: {who}",
        "other": "{count} customers with open invoices have no contact: {who}",
    },
    "spelled_alike": "{who}, alike: {contact}",
    "contact_on_line": "{name} (line {line} of the contacts)",
    "contact_and_id_on_line": "{name} ({id}, line {line} of the contacts)",
    "number_in_other_marks": "the contacts write the number of {customers} with other marks: of {who} it is "
    "{number} there",
    "named_otherwise": "{who} is {name} in the contacts (line {line}): joined by number, the invoiced name stays",
    "more_named_otherwise": {
        "one": "{count} more customer joined by number under another name in the contacts",
        "other": "{count} more customers joined by number under another name in the contacts",
    },
    "address_of_contact": "{who}: the invoices say {own}, the contacts (line {line}) {theirs}: the contact's "
    "address is used",
    "more_addresses_of_contacts": {
        "one": "{count} more customer has another address in the contacts, which is used",
        "other": "{count} more customers have another address in the contacts, which is used",
    },
    "country_stays": "country {country} of the invoices stays for {customers} whose address in the contacts "
    "names none, as {who}",
    "contact_differs": "{field} differs for {customers}, as {who}: {own}, in the contacts (line {line}) "
    "{theirs}: the contact's is used",
    "invoice_differs": "{field} differs for {customers}, as {who}: {own}, in the contacts (line {line}) "
    "{theirs}: the invoices' is used",
}

READING: Mapping[str, Forms] = {**_DOUBTS, **_FILES, **OF_WORDS, **OF_NUMBERS, **_ROWS, **_BESIDE,
                                   **TOLD_TWICE, **_COLUMNS_AND_CONTACTS}  # fmt: skip
