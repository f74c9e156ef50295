"""The table of all invoices, measured on a day for one row or a million: their open amounts and their lateness.

The frame has a row for each invoice, in the order of the file, and these columns:

    invoice                         str, unique
    customer_id, customer           category of str; customer_id is the name where the file gives no id
    currency                        category of str, ISO 4217
    issued, due                     int32, days since 1970-01-01 (spans.day_number); issued NO_DAY where unknown
    total_minor                     int64, in the currency's smallest unit; negative for a credit note
    paid_minor, paid_on             int64 and int32: what the row itself calls paid, and when (NO_DAY: undated)
    disputed                        bool
    line                            int32, the physical line of the file

and, only when the file has them: country, email, phone, delivery, language, customer_type, tax_id, project, policy,
invoice_pdf, hold_reason, dispute_reason, promise_reason, applies_to, address1..address5, postcode, city, region
(category of str), `discount` (category: as `2/10`, percent and days), `address` (category: all lines under the name,
ready for an envelope, joined by line breaks), `doubt` (category of Message, missing where there is none:
why it is not sure what is open), `file` (category: of an export in parts the part), `due_unknown` (bool: it is paid in
full or not late, nothing says when it is due, and what stands in `due` is not to be shown, kept or compared), hold and
split_payment (bool), hold_until, dispute_until, promised_on, contract_date (int32, NO_DAY where empty) and
promised_minor (int64, 0 where no amount was promised).
"""

from __future__ import annotations

from pastdue.book.days import NO_DAY, known_day
from pastdue.book.table import Book, Measured

__all__ = ["NO_DAY", "Book", "Measured", "known_day"]
