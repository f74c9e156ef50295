"""The English texts of messages on how a user's files were read, by key: doubts about a row, and remarks on a file.

Their counts and amounts stand ungrouped in English, as in the reports on rows that cannot be used.
"""

from __future__ import annotations

from collections.abc import Mapping

Forms = str | Mapping[str, str]
"""A text, or its plural forms: `one` and `other`."""

_DOUBTS: dict[str, Forms] = {
    "row_says_open": "the row says only what is open",
    "row_says_paid": "the row says {paid} is paid",
    "two_readings": "{said}: {among} is open if that counts the payments listed, {since} if they came in since",
    "payments_too_few": "the row says {paid} is paid, all its payments add up to {sum}",
    "credit_names": "credit {number} of {amount} names invoice {named}, {wrong}",
    "credit_not_in_file": "which is not in the file",
    "credit_of_customer": "which is customer {id}'s",
    "credit_in_currency": "which is in {currency}",
}

_FILES: dict[str, Forms] = {
    "likewise": {
        "one": "{what} (and {count} more part likewise)",
        "other": "{what} (and {count} more parts likewise)",
    },
    "read_in_order": "dates in {column} are read {first} first, as {proof} shows",
    "read_as_others": "dates in {column} are read {first} first, as in the file's other columns",
    "order_day": "day",
    "order_month": "month",
    "day_numbers": "dates in {column} are a spreadsheet's day numbers: {text} is read as {day}",
    "this_century": "years of two digits in {column} are of this century: {text} is read as {day}",
    "instants_in": "instants in {columns} count on their day in {zone}",
    "instants_in_utc": "instants in {columns} count on their day in UTC; --timezone moves them to yours",
    "decimal_mark": "amounts in {column} are read with a decimal {mark}, as {proof} shows",
    "decimal_as_others": "amounts in {column} are read with a decimal {mark}, as {proof} elsewhere shows",
    "mark_comma": "comma",
    "mark_point": "point",
    "rounded_to_cents": "amounts in {column} were rounded to the cent, as {text}: a program counted in fractions",
    "all_in_as_preset": "no column names the currency: all is in {currency}, as the preset says; --currency says "
    "otherwise",
    "all_in_as_sign": "all is in {currency}, as the {sign} beside the amounts shows",
    "in_as_signs": "amounts are in {currencies}, each as the sign beside it shows",
    "sign_before_setting": "all is in {currency}, as the {sign} beside the amounts shows: {said} is for invoices that "
    "name none",
    "all_in_at_home": "all is in {currency}: amounts are in {sign}, and you are in {country}",
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
    "credit_on_line": "line {line}: {what}: correct `applies_to`, or empty it to have the credit laid on what is "
    "oldest",
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
    "payments_on_account": {
        "one": "{count} payment on account: deducted from what the customer owes",
        "other": "{count} payments on account: deducted from what the customer owes",
    },
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

READING: Mapping[str, Forms] = {**_DOUBTS, **_FILES, **_ROWS, **_BESIDE}
