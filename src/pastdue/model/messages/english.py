"""The English texts of all messages, by key: reasons why an invoice got no letter.

What stands in braces is a value of the message. A text that counts things has two forms, chosen by `count`.
"""

from __future__ import annotations

from collections.abc import Mapping

Forms = str | Mapping[str, str]
"""A text, or its plural forms: `one` and `other`."""

_ACCOUNT = {
    "below_amount": "{asked} is below {least}",
    "below_share": "{asked} is below {percent} % of the {balance} on the account",
    "letters_sum": "the letter's {why}",
    "above_limit": "the letter asks for {asked}, above {limit}",
    "above_limit_together": "the letter asks for {asked}, above {limit}; it has {count} invoices: --approve {customer} "
    "lets it go out whole",
    "covered": "covered by {credits}",
    "settled_undated": "settled by payments without a date as letter {letter} asked",
    "settled_on": "settled by the payment of {on} as letter {letter} asked",
    "charges_not_collected": "without {left} of its charges, which are not collected; letter {letter} named {named}",
    "booked_charge": "a charge of invoice {invoice}, asked for in the letters about it",
}

_LADDER = {
    "highest_stage": "this customer's highest is {stage}",
    "next_step": "next: court or write-off",
    "last_notice": "{stage} sent on {on} in letter {letter}",
    "too_old": "late for {span} or more, never dunned",
    "final_deadline": "a final demand of {on} cannot run for {span}: its deadline must lie from {earliest} to {latest}",
    "choose_span": "choose a span from {least} to {most}",
    "no_day_to_claim": "a letter of claim names the day of the invoice, and the file gives none: add the column issued",
    "without": "--without",
    "without_because": "--without: {why}",
    "not_in_only": "not in --only",
    "not_in_only_because": "not in --only: {why}",
}

_CONTRADICTIONS = {
    "parts": "{parts}",
    "the_letter": "letter {letter}",
    "approved_on": "what was approved on {on}",
    "customer_differs": "{named} was to customer {then}, the invoice is now {now}'s",
    "due_differs": "{named} said due on {then}, now {now}",
    "currency_differs": "{named} asked for {then}, the invoice is now in {now}",
    "more_is_open": "{named} said {then} is open, now {now}",
    "more_since_run": "{then} was open in the last run, {now} is now",
    "closed_and_back": "closed on {on} as {outcome}, and back with {open} open",
    "ended_paid": "paid",
    "ended_written_off": "written off",
    "ended_other": "other",
    "missing_since": "missing since the run of {run}, when {open} was open",
    "missing_longer": "missing since the run of {run}; {open} was open before",
    "missing_and_paid": "{missing}; {paid} was paid since: `pastdue close {invoice} --why paid` ends it",
    "missing_part_paid": "{missing}; {paid} was paid since, and counts when it is back",
}

_ADDRESSES = {
    "at_place": "{place}: {what}",
    "no_account": "no account is named to pay {currency} into: set [creditor] iban or account",
    "no_postal_address": "no address to post to",
    "no_address_at_all": "no address to post to, and {why}",
    "no_email_address": "no e-mail address",
    "final_by_post": "no address to post to, as a final demand goes beside e-mail unless [email] final_demand_by_post "
    "= false",
}

_CHARGES = {
    "with_remedy": "{what}; {remedy}",
    "the_invoice": "invoice {number}",
    "this_debt": "this debt",
    "too_high": "policy {policy}, {invoice} of {total}: {what}",
    "charge_above_invoice": "a {kind} of {amount} is more than the invoice",
    "charges_above_share": "charges of {amount} are more than {percent} % of the invoice",
    "correct_policy": "correct the policy, or set allow_high_charges = true if this is meant",
    "not_for_kind": "policy {policy} does not apply to a {kind}, as {customer} is",
    "other_policy_for_kind": "it applies to: {kinds}; choose another policy for this customer",
    "not_for_currency": "policy {policy} has no table in {currency}, the currency of {invoice}",
    "other_policy_for_currency": "it serves: {currencies}; choose another policy for this currency",
    "grace_not_known": "{invoice} was settled on {settled}, and whether that was within a grace of {grace} cannot be "
    "told from its business days on {on}",
    "measure_as_of": "measure it as of {day}",
    "no_rates_so_early": "policy {policy} has no rates for interest that began before {first}, and {invoice} was due "
    "on {due}",
    "by_hand": "work it out by hand, or choose another policy",
    "no_contract_day": "policy {policy} asks when the contract was made, and {invoice} has neither a contract date nor "
    "an invoice date",
    "add_contract_day": "add the column contract_date or issued, or choose another policy",
    "no_amount": "policy {policy} has no {setting} in {currency}, the currency of {invoice}",
    "add_amount": 'add one to policies/{policy}.toml, as {setting} = ["10 {currency}"], or choose another policy',
    "sum_in_another_currency": "in {currency}: {policy} names its sum in another currency",
    "no_compensation": "no compensation {what}",
    "no_compensation_on": "no compensation where it needs the figure of {day}: {what}",
    "claim_beside": "the interest is charged; add what you may claim beside it by hand",
}

_RATES = {
    "no_rate": "rates: no {title} ({series}) is known for {day}: {why}",
    "rate_without_rows": "pastdue ships no row of it, as none could be verified",
    "rate_begins": "it begins on {day}",
    "rate_until": "it is known up to {day}",
    "rate_lacks_day": "it has no row for that day",
    "rate_lacks_half_year": "it has no row for that half-year",
    "add_rate": "add this row to pastdue.d/rates/{series}.csv, beside pastdue.toml{besides}:{next}{columns}{next}{row}",
    "add_rate_or": "add this row to pastdue.d/rates/{series}.csv, beside pastdue.toml{besides}:{next}{columns}{next}"
    "{row}{line}or let --provisional take {figure} of {day} and mark the result",
    "and_each_change": ", and one for each change from then on",
    "and_each_change_after": ", and one for each change after {day}",
}

ENGLISH: Mapping[str, Forms] = {**_ACCOUNT, **_LADDER, **_CONTRADICTIONS, **_ADDRESSES, **_CHARGES, **_RATES}
