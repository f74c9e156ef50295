"""The English texts of all messages, by key: the details of skips, and remarks on a run.

What stands in braces is a value of the message. A text that counts things has two forms, chosen by `count`.
"""

from __future__ import annotations

from collections.abc import Mapping

from pastdue.model.messages.comparing import COMPARING
from pastdue.model.messages.printing import PRINTING
from pastdue.model.messages.reading import READING, Forms
from pastdue.model.messages.rejecting import REJECTING
from pastdue.model.messages.settings import SETTINGS

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

_ADDRESSES = {
    "at_place": "{place}: {what}",
    "no_account": "no account is named to pay {currency} into: set [creditor] iban or account",
    "no_postal_address": "no address to post to",
    "could_email": 'delivery = "email" sends it to {email}',
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

_REMARKS_ON_FILES: dict[str, Forms] = {
    "named_by_number": {
        "one": "{count} row with a customer's number alone has the name of its first row",
        "other": "{count} rows with a customer's number alone have the name of its first row",
    },
    "named_above": {
        "one": "{count} row without a customer is of the one named above it, as the totals of the groups show",
        "other": "{count} rows without a customer are of the one named above them, as the totals of the groups show",
    },
    "named_above_said": {
        "one": "{count} row without a customer is of the one named above it, by --empty-customer above",
        "other": "{count} rows without a customer are of the one named above them, by --empty-customer above",
    },
    "customers_by_number": "no column has the names of the customers: {column} stands in for them; "
    "--contacts FILE brings the names; without one no letter is posted",
    "due_by_terms": "{column} is read as the due date: it is {days} days after {from} in every row",
    "word_of_payment": "{word} in {column} is read as open: such rows are mostly older than some that are called "
    "{others}, as no drafts are",
    "due_by_days_late": "{column} says how many days each invoice is late: due dates are counted back from {day}, "
    "and another --as-of moves them",
    "due_not_before": "{rows}: 0 days late by {column}, so not due before {day}, and when is not known",
    "balance_turned": "{column} has a minus where something is owed: its signs are turned",
    "late_by_state": "late on {day} by {column}: {rows}; since when is not known, and no letter is written about them",
    "paid_on_days": "{column} has a day in {rows} and no column says an amount: they are read as paid in full then; "
    "{option} leaves it unread",
    "column_languages": "{column} has languages, as {example}: letters are written in them",
    "column_customer_kinds": "{column} has kinds of customers, as {example}: it is read as such",
    "not_asked": "{question}: this is not asked, since nothing that is open depends on it; {option} settles it",
    "read_by_header": "dates in {column} are read {first} first, as a header says",
    "read_by_spans": "dates in {column} are read {first} first: some would be due before their issue otherwise",
    "held_back": "{question}: this is not asked, since only letters depend on it, and they are held back; {option} "
    "settles it so, and with {other} they go out",
    "column_short": "{column} is read as {field}: the header is short for one of its names, and the contents fit",
    "customer_by_header": "{column} has the customers, as {example}: each text is a customer of its own",
    "one_customer_said": "all invoices are of {name}, by --one-customer",
    "one_customer_unnamed": "NAME stands for the customer: say who it is, by --one-customer, before letters go out",
    "one_customer_titled": "all invoices are of {name}, the customer by a line above the header",
    "credit_side_rows": {
        "one": "{count} row has an amount on the credit side alone: taken off what its customer owes",
        "other": "{count} rows have an amount on the credit side alone: taken off what their customers owe",
    },
    "column_to_pay": "{column} is read as the total: in every row it is {total} less {withheld}, a tax that the "
    "customer keeps back",
    "kind_word_unknown": "no kind of customer is known by {words} in {column}: it counts as not said, so that no "
    "statute is claimed by it; {option} says that it is a business, others are consumer, sole_trader and public",
    "no_such_invoice": "{file} has no such invoice",
    "no_invoice_to_hold": "no invoice has this number: its {kind} keeps back no letter",
    "no_customer_to_hold": "no customer has this number: its {kind} keeps back no letter",
    "block_hold": "hold",
    "block_dispute": "dispute",
    "block_promise": "promise",
    "lift_and_again": "it is a customer's: `pastdue lift {named} --why ...`, then `pastdue {command} --customer "
    "{named} ...`",
    "correct_number": "correct the number",
    "row_not_paid": "a row that disappears does not count as paid; `pastdue close` says what became of it",
    "header_alone": "{file} has a header and no row below it",
    "follow_ups_unusable": {
        "one": "{file}: {count} row cannot be used, and nothing reminds of its message",
        "other": "{file}: {count} rows cannot be used, and nothing reminds of their messages",
    },
    "tasks_say_why": "`pastdue tasks` says why",
    "export_again": "if invoices are open, export it again",
    "more_missing": {
        "one": "{count} more invoice is missing: reports/skips.csv lists them",
        "other": "{count} more invoices are missing: reports/skips.csv lists them",
    },
    "oldest_part_stale": "the oldest part was written on {written}, {count} days before {as_of}: later payments are "
    "not in it",
    "file_stale": "the file was written on {written}, {count} days before {as_of}: later payments are not in it",
    "issued_later": {
        "one": "{count} invoice of {sums} is issued after {as_of} and not counted as open on that day",
        "other": "{count} invoices of {sums} are issued after {as_of} and not counted as open on that day",
    },
    "at_home": {
        "one": "no country for {count} customer ({ids}): taken to be in {country}, like you",
        "other": "no country for {count} customers ({ids}): taken to be in {country}, like you",
    },
    "country_column": "a column country sets another",
    "strange_id": "no customer of the file has this id",
    "did_you_mean": "did you mean {name}?",
    "holds_later": "what is set for them holds once they are",
    "more_strange_ids": {
        "one": "{count} more id of [customers] in the settings, to {last}: no customer of the file has it",
        "other": "{count} more ids of [customers] in the settings, to {last}: no customer of the file has it",
    },
    "not_compared": "ids spelled alike were not looked for",
}

_REMARKS_ON_LETTERS: dict[str, Forms] = {
    "left_for_age": {
        "one": "{count} invoice late for {span} or more and never dunned: left alone",
        "other": "{count} invoices late for {span} or more and never dunned: left alone",
    },
    "take_older": '[dunning] max_age = "120 months" takes older ones in',
    "first_above": {
        "one": "{count} first notice above the first rung, as old as the invoice is",
        "other": "{count} first notices above the first rung, as old as the invoice is",
    },
    "begin_first": "[dunning] catch_up = false begins with the first rung",
    "no_account_for": "no account is named to pay {currency} into: a reminder names none, later letters wait",
    "set_account": "set [creditor] iban or account",
    "no_claim_forms": {
        "one": "{count} customer is an individual in the UK ({ids}): a final demand to them is no letter of claim, it "
        "only announces one, until [letters] claim_forms names the official forms",
        "other": "{count} customers are individuals in the UK ({ids}): a final demand to them is no letter of claim, "
        "it only announces one, until [letters] claim_forms names the official forms",
    },
    "interrupted": "run {run} was interrupted and is now {state}",
    "interrupted_and_lost": "run {run} was interrupted and is now {state}; lost with it: {lost}",
    "would_be_refused": "a run as of {as_of} would be refused: the last one was as of {last}, and letters never look "
    "back",
    "language_by_country": {
        "one": "language taken from the country for {count} customer abroad: {languages}",
        "other": "language taken from the country for {count} customers abroad: {languages}",
    },
    "language_of": "{language}: {ids}",
    "say_language": "a column language, contacts or [customers.ID] language says another",
    "no_words_for": {
        "one": "customer {ids} is written to in {own}: there are no words for {language}",
        "other": "{count} customers ({ids}) are written to in {own}: there are no words for {language}",
    },
    "language_to_fill_in": "`pastdue init --language {language}` writes a file to fill in",
    "texts_said": "says {said} of {all} texts, the others are English",
    "texts_listed": "`pastdue init --language {language}` lists them",
    "posted_instead": "{why}: posted instead of e-mailed",
    "emailed_alone": "no address to post to: e-mailed alone",
    "undelivered": "its last letter, {letter} of {on}, did not arrive by e-mail and is not on record as posted",
    "if_undelivered": "`pastdue posted` records that it was; else `pastdue void --letter {letter} --why ...` before "
    "the run, which then decides anew",
    "the_customer": "customer {id}",
    "the_customers": {"one": "customer {ids}", "other": "customers {ids}"},
    "give_address": "give the address in the contacts or the invoices",
}

_REMARKS_ON_CHARGES = {
    "kind_not_served": "nothing is charged: {policy} does not apply to a {kind}",
    "serves_kinds": "it applies to: {kinds}",
    "kind_unknown": "no statute's interest or compensation is claimed, because the kind of customer is not known",
    "say_kind": 'give customer_type or tax_id, or say [dunning] customers = "business" where all of them are',
    "no_table_for": "nothing is charged on invoices in {currency}: {policy} has no table for it",
    "set_policies": "set [[dunning.policies]]",
    "high_charges": "charges above warn_above_percent = {ceiling}: {invoices}",
    "high_charge": "invoice {number}, {amount}, {percent} % a year",
    "no_policy": "no [dunning] policy: nothing is charged",
    "statute_chosen": "no [dunning] policy: as a creditor in {country} you have {policy} ({law}) for customers of type "
    '{kinds}; policy = "none" charges nothing',
    "provisional_rate": "provisional: {title} ({series}) {rate} of {on} stands in for a day not yet known",
    "provisional_percent": "provisional: {title} ({series}) of {on} is not yet known; {percent} % of {since} stands in "
    "for it",
    "own_row_counts": "rates {series}: {where} has {own} from {day}, ours {ours} (since {since}); yours counts",
    "rate_carried": "rates {series}: {figure} is taken to have held from {first} to your row of {next}; if that is so, "
    "say `# checked_until: {checked}` at the top of {where}",
}

ENGLISH: Mapping[str, Forms] = {
    **_ACCOUNT, **_LADDER, **COMPARING, **_ADDRESSES, **_CHARGES, **_RATES,
    **_REMARKS_ON_FILES, **_REMARKS_ON_LETTERS, **_REMARKS_ON_CHARGES, **SETTINGS, **PRINTING, **READING,
    **REJECTING,
}  # fmt: skip
