"""The judgement of all columns: every one is used, proved harmless, or the subject of a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from pastdue.intake.export.headers import is_a_word_too
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents, Holds, places_aside, unread_columns
from pastdue.intake.judgement.identities import identities
from pastdue.intake.judgement.marks import Marks, is_reference
from pastdue.intake.judgement.money.balances import balance_in_doubt
from pastdue.intake.judgement.money.money_questions import MoneyQuestions
from pastdue.intake.judgement.paid.age_columns import ages_in_doubt
from pastdue.intake.judgement.paid.colours import refuse_colours
from pastdue.intake.judgement.paid.dated_amounts import dated_amount
from pastdue.intake.judgement.paid.paid_beyond import paid_beyond
from pastdue.intake.judgement.paid.returned_payments import returned_payments
from pastdue.intake.judgement.proved.counted_days import count_days
from pastdue.intake.judgement.proved.final_invoices import final_over_parts
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.judgement.state_columns import StateColumns
from pastdue.intake.judgement.taxes.net_payments import paid_without_tax
from pastdue.intake.judgement.tongues import currency_question
from pastdue.intake.judgement.unknown_words import unknown_words
from pastdue.intake.values.amounts import home_currency
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.intake.values.words import parse_currency
from pastdue.model.messages import Message, Names
from pastdue.model.money import CURRENCIES
from pastdue.model.wording import listed

_SHOWN = 5
_CODE = 3
"""The letters of a currency's code; a shorter sign may be any word."""


def judge(table: InvoiceTable, kept: Flags, paid_elsewhere: bool) -> None:
    """Nothing where every column is used or cannot change who owes what; raises Unsettled with all questions else.
    `paid_elsewhere`: a file of payments says what is paid."""
    if not paid_elsewhere:
        refuse_colours(table.sheet)
    questions = [*unknown_words(table, kept), *_unknown_kinds(table.sheet), *identities(table, kept)]
    questions += [*_customers_above(table), *_side_of_invoices(table, kept)]
    questions += [*_taken_back(table, kept), *_abroad(table, kept), *final_over_parts(table, kept)]
    unread = [contents for contents in unread_columns(table.sheet) if not contents.counts_rows]
    owed = kept & (table.balance != 0)
    _tell_kinds(table, owed)
    net = None if paid_elsewhere else paid_without_tax(table, unread, kept)
    questions += [net] if net else []
    dated = None if paid_elsewhere else dated_amount(table, unread, kept)
    if dated is not None:
        questions.append(dated)
        told = {*dated.readings[0].mapping.values(), *dated.readings[1].mapping.values()}
        unread = [contents for contents in unread if contents.name not in told]
    ages = None if paid_elsewhere else ages_in_doubt(table, unread, kept)
    if ages is not None:
        questions.append(ages)
        unread = [contents for contents in unread if contents.name not in ages.readings[1].ignore]
    states = StateColumns(table, owed)
    for contents in unread:
        questions += _currency(table, contents, kept)
        questions += states.questions(contents)
    questions += returned_payments(table, unread, kept, [question.column for question in questions])
    questions += paid_beyond(table, unread, kept, [question.column for question in questions])
    doubt = balance_in_doubt(table, kept)
    questions += [doubt] if doubt else []
    if not doubt and not paid_elsewhere:
        named = [question.column for question in questions]
        amounts = [each for each in unread if each.holds is Holds.AMOUNTS and each.name not in named]
        days = count_days(table.sheet, amounts)
        questions += MoneyQuestions(
            table, [each for each in amounts if not (is_reference(each) or each.numbers_things or each in days)], kept
        ).all()
    questions += Marks(table, owed).questions([question.column for question in questions])
    if questions:
        raise Unsettled(questions)


def unknown_columns(sheet: Sheet) -> tuple[str, ...]:
    """The columns that nothing is read from, without those that the preset knows or the user has set aside, and that of
    instalments."""
    unused = sheet.header.unused(places_aside(sheet) | sheet.telling)
    return unused if sheet.preset.name == CANONICAL else tuple(name for name in unused if not sheet.preset.knows(name))


def _unknown_kinds(sheet: Sheet) -> Iterator[Question]:
    """A question about unknown words for a kind of customer, where the settings would charge it as a business."""
    words = sorted(sheet.unknown_kinds) if sheet.dialect.kind_assumed else ()
    if words:
        what = f"{', '.join(map(repr, words[:_SHOWN]))}: is that a business, a consumer, or another kind of customer?"
        readings = (
            Reading("a business", words=dict.fromkeys(words, "business")),
            Reading("a person who is no business", words=dict.fromkeys(words, "consumer")),
            Reading("no kind of customer, and the column not to be read", {"customer_type": ""}),
        )
        yield Question(sheet.source, sheet.header.name("customer_type"), what, (), readings)


def _tell_kinds(table: InvoiceTable, owed: Flags) -> None:
    """A remark on unknown words for a kind of customer who owes something: it is not known then, as if not said."""
    sheet = table.sheet
    if not sheet.unknown_kinds or sheet.dialect.kind_assumed:
        return
    said = sheet.text("customer_type").only(np.flatnonzero(owed)).used
    if words := sorted(sheet.unknown_kinds & set(said)):
        option = Reading("", words=dict.fromkeys(words[:_SHOWN], "business")).options()
        names = Names(tuple(map(repr, words)), _SHOWN)
        sheet.tell(
            Message.of("kind_word_unknown", words=names, column=repr(sheet.header.name("customer_type")), option=option)
        )


def _abroad(table: InvoiceTable, kept: Flags) -> Iterator[Question]:
    """The question for the currency where the creditor's country alone told it, and a customer who owes something is in
    a country with another one: the amounts may be in several."""
    sheet, country = table.sheet, table.texts.get("country")
    if not sheet.proofs.currency_of_home or country is None:
        return
    home = home_currency(sheet.dialect.country)
    theirs = country.only(np.flatnonzero(kept & (table.balance != 0))).used
    abroad = sorted({code for code in theirs if code and home_currency(code) != home})
    if abroad:
        what = (
            f"no column names the currency, and customers are in {listed(abroad, _SHOWN)}: are all amounts in {home}?"
        )
        yield replace(currency_question(sheet), what=what)


def _customers_above(table: InvoiceTable) -> Iterator[Question]:
    """A question about rows without a customer below a row of one, where the list may name each customer only in the
    first of its rows, as a pivot table does, and no totals prove it."""
    sheet, count = table.sheet, table.sheet.proofs.perhaps_above
    if count:
        name = sheet.header.name("customer" if sheet.has("customer") else "customer_id")
        what = f"is empty in {count} rows below one that names a customer: are they that customer's?"
        readings = (
            Reading("of the customer above them, whom the list names only once", empty_customer="above"),
            Reading("not that: they are rejected, to be corrected", empty_customer="rejected", rejects=True),
        )
        yield Question(sheet.source, name, what, (), readings)


def _side_of_invoices(table: InvoiceTable, kept: Flags) -> Iterator[Question]:
    """A question about a column of sides by which rows that are called invoices would be credits, as in an account of
    sales: the customers of those would owe nothing. Where all of them would be, it is first said to be such an
    account."""
    sheet = table.sheet
    if not (sheet.has("side") and sheet.has("type")) or "side" in sheet.dialect.map or sheet.preset.own:
        return
    invoices = sheet.text("type").rows(lambda text: meanings("type").get(word_key(text)) == "open")
    rows = np.flatnonzero(kept & invoices & sheet.credits & (table.balance != 0))
    if len(rows):
        name, kind = sheet.header.name("side"), sheet.header.name("type")
        samples = tuple(dict.fromkeys(sheet.text("side").only(rows).all()))
        what = f"has {samples[0]!r} for rows that are invoices by {kind!r}: are those credits?"
        readings = [
            Reading("the side of the customer's account, and they are credits", {"side": name}),
            Reading("the side of another account, and they are owed", ignore=(name,)),
        ]
        if not (kept & invoices & ~sheet.credits).any():
            readings.reverse()
        yield Question(sheet.source, name, what, samples, tuple(readings))


def _taken_back(table: InvoiceTable, kept: Flags) -> Iterator[Question]:
    """A question about each known word for credits all of which take back invoices that are left out as void: counted
    alone they would lower what their customers owe. Credits of a word that others have too are in doubt instead."""
    sheet, kinds = table.sheet, table.sheet.text("type")
    said = set(map(word_key, sheet.dialect.words))
    back = [row for row in table.taken_back if kept[row] and sheet.credits[row]]
    for text in dict.fromkeys(kinds.at(row) for row in back):
        rows = np.flatnonzero(kept & kinds.rows(text.__eq__) & (table.balance != 0)).tolist()
        if text and word_key(text) not in said and set(rows) <= set(table.taken_back):
            named = ", ".join(repr(table.taken_back[row]) for row in rows[:_SHOWN])
            readings = (
                Reading("left out with the invoice it takes back", words={text: "ignore"}),
                Reading("what the customer is owed all the same", words={text: "credit"}),
            )
            what = f"{text!r} takes back {named}, left out as void: does it count?"
            yield Question(sheet.source, sheet.header.name("type"), what, (), readings)


def _currency(table: InvoiceTable, contents: Contents, kept: Flags) -> Iterator[Question]:
    """A column of codes of currencies, in capitals or not, or behind their names, that contradict what the amounts are
    read in; below a header of currencies also beside other words."""
    sheet, found = table.sheet, [*map(_code_of, contents.counts)]
    if sheet.preset.own or not any(found) or not (all(found) or contents.begins("currency")):
        return
    rows = np.flatnonzero(kept)
    codes = sheet.records.column(sheet.rows, contents.place).only(rows).coded().cleaned(clean).without(sheet.nothing)
    read = table.texts["currency"].only(rows)
    pairs = {(one, two) for one, two in zip(codes.all(), read.all(), strict=True) if one}
    other = sorted(f"{one} for {two}" for one, two in pairs if _code_of(one) not in ("", two))
    if other:
        what = f"is not read, and says {other[0]}: are the amounts in the currencies it names?"
        readings = (
            Reading("the currency of the amounts", {"currency": contents.name}),
            Reading("something else", ignore=(contents.name,)),
        )
        yield Question(sheet.source, contents.name, what, contents.samples, readings)


def _code_of(text: str) -> str:
    """The code of the currency that a cell names, "" where it may be a word or names none.

    >>> _code_of("EUR"), _code_of("eur"), _code_of("Swedish Krona - SEK"), _code_of("all"), _code_of("Bob")
    ('EUR', 'EUR', 'SEK', '', '')
    """
    if text in CURRENCIES:
        return text
    code = parse_currency(text) if (len(text) == _CODE and text.islower()) or " - " in text else ""
    return code if isinstance(code, str) and not is_a_word_too(text) else ""
