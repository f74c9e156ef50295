"""The English texts of what differs from earlier letters and runs: what keeps a letter back, and what changed.

Values stand in braces as in the other messages, with which these are gathered.
"""

from __future__ import annotations

from collections.abc import Mapping

_CONTRADICTIONS = {
    "parts": "{parts}",
    "the_letter": "letter {letter}",
    "approved_on": "what was approved on {on}",
    "customer_differs": "{named} was to customer {then}, the invoice is now {now}'s",
    "due_differs": "{named} said due on {then}, now {now}",
    "currency_differs": "{named} asked for {then}, the invoice is now in {now}",
    "more_is_open": "{named} said {then} is open, now {now}",
    "more_since_run": "{then} was open in the last run, {now} is now",
    "customer_since_run": "it was customer {then}'s in the last run, and is {now}'s now",
    "total_grown": "its total was {then} in the last run and is {now} now, {open} of it open",
    "unanswered": "{open} is open, which was asked about in the run of {on} and not approved",
    "number_used_again": "issued {now}; in the last run an invoice of {then} had this number and total, with {open} "
    "open: correct the day where it is that one",
    "number_of_another": "issued {now}; until the last run an invoice of customer {customer}, issued {then}, had this "
    "number, with {open} open: correct the numbers",
    "perhaps_renumbered": "new, while {former} is not among the invoices read: `{close}` once a run "
    "has missed it, if it is the same debt, {approve} if it is another",
    "number_issued": "{invoice} issued {issued}",
    "credits_lost": "of the customer's credits ({credits}) there is {missed} less than earlier runs saw, and no "
    "invoice has less open for it; put them back, `{close}` once a run has missed it, or {approve}",
    "credits_less": "of the customer's credits ({credits}) there is {missed} less than earlier runs saw, and no "
    "invoice has less open for it; correct them, or {approve}",
    "closed_and_back": "closed on {on} as {outcome}, and back with {open} open",
    "ended_paid": "paid",
    "ended_written_off": "written off",
    "ended_other": "other",
    "missing_since": "missing since the run of {run}, when {open} was open",
    "missing_longer": "missing since the run of {run}; {open} was open before",
    "missing_and_taken": "{missing}; {invoice} is the number of another invoice now",
    "missing_perhaps_paid": "{missing}; {paid} of {day} counts for the other one: where it paid this one, `{undo}`",
    "missing_to_close": "{missing}: `{close}` once a run has missed it, where it was paid, else --why "
    "written_off or other",
    "missing_and_paid": "{missing}; {paid} was paid since: `pastdue close {invoice} --why paid` ends it",
    "missing_part_paid": "{missing}; {paid} was paid since, and counts when it is back",
}

_CHANGES = {
    "missing_since_run": "missing since the run of {on}",
    "customer_changed": "customer {then}, now {now}",
    "issued_changed": "issued {then}, now {now}",
    "due_changed": "due {then}, now {now}",
    "currency_changed": "in {then}, now in {now}",
    "on_account": "on account",
    "kept_until_back": "{paid} paid, counted when the invoice is back",
}

COMPARING: Mapping[str, str] = {**_CONTRADICTIONS, **_CHANGES}
