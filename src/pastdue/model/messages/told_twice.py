"""The English texts of remarks on money that may be counted twice, as entered by hand, in a list and in the export, or
for an invoice that it did not pay."""

from __future__ import annotations

from collections.abc import Mapping

TOLD_TWICE: Mapping[str, str | Mapping[str, str]] = {
    "not_in_all": {
        "one": "{count} payment known from before is not in the list of all payments ({payments}): beside that it does "
        "not count, in a run without it it does; where it never came in, `{command}`",
        "other": "{count} payments known from before are not in the list of all payments ({payments}): beside that "
        "they do not count, in a run without it they do; where one never came in, as `{command}`",
    },
    "payment_for": "{amount} of {day} for {invoice}",
    "perhaps_booked": "{amount} on account of customer {customer} counts as a credit; since it came in, less is open "
    "in the export on {invoices}: where that is this money, `{command}`, and leave it out of lists of payments",
    "perhaps_twice": "{amount} of {day} for {invoice}, entered by hand, is in the list of payments with another "
    "reference or none: both count; where it is one payment, `{command}`",
    "perhaps_twice_entries": "{amount} of {day} for {invoice}, in the list of payments, is what was entered by hand "
    "together ({parts}): all count; where it is one payment, {commands}",
    "perhaps_twice_rows": "{amount} of {day} for {invoice}, entered by hand, is what the lists of payments have "
    "together ({parts}): all count; where it is one payment, {commands}",
    "perhaps_twice_near": "{amount} of {day} for {invoice}, entered by hand, may be what the list of payments has for "
    "{target} ({other}): both count; where it is one payment, `{command}`",
    "charges_by_hand": "{amount} of {day} for {invoice}, entered by hand, is what a letter named as charges: it counts "
    "for these, beside what the export calls paid; where that has it, `{command}`",
    "not_counted": "{amount} is not counted on {invoice}: it was paid when that was of {then}, and that is of {now} "
    "now; hand it in for the invoice as it is now, if it paid that one",
    "paid_before_issue": {
        "one": "{count} payment counts although it came in more than a month before its invoice was issued, as "
        "{payment}, issued {issued}; where it paid an older one of that number, take it out of the list, or back with "
        "`pastdue paid --undo`",
        "other": "{count} payments count although they came in more than a month before their invoices were issued, as "
        "{payment}, issued {issued}; where they paid older ones of these numbers, take them out of the list, or back "
        "with `pastdue paid --undo`",
    },
    "account_of": "customer {customer} on account",
    "amount_of_day": "{amount} of {day}",
    "amount_undated": "{amount} without a day",
    "as_typed": "`{command}`",
}
