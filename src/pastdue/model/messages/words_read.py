"""The English texts of remarks on what words and signs of a file mean, by key: currencies, and kinds of rows."""

from __future__ import annotations

from collections.abc import Mapping

OF_WORDS: Mapping[str, str] = {
    "all_in_as_preset": "no column names the currency: all is in {currency}, as the preset says; --currency says "
    "otherwise",
    "kind_of_invoices": "{word} in {column} is read as the word for invoices: most rows have it, with due dates, and "
    "some are paid in full",
    "kind_of_credits": "{word} in {column} is read as the word for credits: every row that has it has a minus",
    "column_gross_paid": "{column} is read as the total, and not {total}: it has the tax as well, and so have payments",
    "all_in_as_headers": "no column names the currency: all is in {currency}, as lists with headers like {columns} "
    "are; --currency says otherwise",
    "all_in_as_title": "no column names the currency: all is in {currency}, as the title above the headers says; "
    "--currency says otherwise",
    "all_in_as_country": "no column names the currency: all is in {currency}, that of {country}; --currency changes it",
    "blanks_in_home": "{rows} name no currency in {column}: they are in {currency}, that of {country}",
    "all_in_as_sign": "all is in {currency}, as the {sign} beside the amounts shows",
    "in_as_signs": "amounts are in {currencies}, each as the sign beside it shows",
    "sign_before_setting": "amounts with {sign} are in {currency}: {said} is for invoices that name none",
    "all_in_at_home": "all is in {currency}: amounts are in {sign}, and you are in {country}",
    "word_at_home": "{word} is read as {currency}: you are in {country}",
    "open_by_figures": "{column} is read as what is open: between nothing and {total} in every row; --ignore leaves it "
    "out",
    "payments_by_day": "{amount} and {day} are read as what was paid, and when: they stand in the same rows; --ignore "
    "leaves them out",
    "before_payments": "{column} says of paid invoices what was paid of them: it is what was due before, and is left "
    "unread",
    "due_before_tax": "{column} is in every row the total without its tax, of paid invoices too: it is left unread",
    "paid_before": "{column} counts as paid: in every row it is what was billed less what was due before the payment",
    "paid_on_day_of_empty": "{column} has a day in {rows} whose {balance} is empty or nothing: they are read as paid "
    "in full then; {option} leaves it unread",
    "owed_as_to_pay": "{column} is read as the total: it is to be paid of {total}, and stands in paid invoices as in "
    "those that are not",
    "amount_of_line": "{column} is read as the total: it is a quantity at a price in every row",
    "codes_by_header": "the codes in {column} are read by the words that its header gives them",
    "charges_on_top": "{column} is added to {total}: by just that more is open than was billed",
    "tax_by_rate": "{column} is added to {total}: in every row it is a usual rate of tax on top of that amount",
    "tax_as_paid": "{column} is added to {total}: invoices are paid with it",
    "open_by_age": "what is open stands in a column for each age: {columns} are read together",
    "classes_open": "{word} in {column} is a class of invoices: they count as owed",
}
