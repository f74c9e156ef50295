"""The judgement of all columns: every one is used, proved harmless, or the subject of a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.identities import identities
from pastdue.intake.judgement.money_columns import MoneyColumns
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.money import CURRENCIES

_TELLING_STATES = frozenset(("paid", "partly", "disputed", "held", "draft", "void", "written off", "refunded"))
_SHOWN = 5


def judge(table: InvoiceTable, kept: Flags, paid_elsewhere: bool) -> None:
    """Nothing where every column is used or cannot change who owes what; raises Unsettled with all questions else.
    `paid_elsewhere`: a file of payments says what is paid."""
    questions = [*_unknown_words(table, kept), *_unknown_kinds(table.sheet), *identities(table, kept)]
    unread = unread_columns(table.sheet)
    owed = kept & (table.balance != 0)
    money = [] if paid_elsewhere else [contents for contents in unread if contents.holds is Holds.AMOUNTS]
    questions += MoneyColumns(table, money, kept).questions()
    for contents in unread:
        questions += _currency(table, contents, kept)
        if contents.holds in (Holds.FLAGS, Holds.WORDS, Holds.DATES):
            questions += _other(table, contents, owed)
    if questions:
        raise Unsettled(questions)


def unknown_columns(sheet: Sheet) -> tuple[str, ...]:
    """The columns that nothing is read from, without those that the preset knows or the user has set aside."""
    ignored = {name.strip().casefold() for name in sheet.dialect.ignore}
    known = sheet.preset.knows if sheet.preset.name != CANONICAL else lambda _: False
    return tuple(name for name in sheet.header.unused if not known(name) and name.casefold() not in ignored)


def _unknown_words(table: InvoiceTable, kept: Flags) -> Iterator[Question]:
    """A question about unknown words of a state or kind, in rows with something owed."""
    sheet = table.sheet
    for field, records in sheet.unknown.items():
        rows = np.flatnonzero(np.isin(sheet.rows, records) & kept & (table.balance != 0))
        if not len(rows):
            continue
        counts = Counter(sheet.text(field).only(rows).all()).most_common()
        words = [word for word, _ in counts]
        said = ", ".join(f"{word!r} in {count} row{'s' if count > 1 else ''}" for word, count in counts[:_SHOWN])
        what = f"{said}: is that owed or not?"
        other = "paid" if field == "status" else "credit"
        readings = (
            Reading(
                "nothing is owed: paid in full" if other == "paid" else "what the customer is owed",
                words=dict.fromkeys(words, other),
            ),
            Reading("owed", words=dict.fromkeys(words, "open")),
            Reading("no invoice at all, to be left out", words=dict.fromkeys(words, "ignore")),
        )
        yield Question(sheet.source, sheet.header.name(field), what, (), readings)


def _unknown_kinds(sheet: Sheet) -> Iterator[Question]:
    """A question about unknown words for a kind of customer: consumers' law differs."""
    words = sorted(sheet.unknown_kinds)
    if words:
        header = sheet.header.name("customer_type")
        what = f"{', '.join(map(repr, words[:_SHOWN]))}: is that a business, a consumer, or another kind of customer?"
        readings = (
            Reading("a business", words=dict.fromkeys(words, "business")),
            Reading("a person who is no business", words=dict.fromkeys(words, "consumer")),
            Reading("no kind of customer, and the column not to be read", {"customer_type": ""}),
        )
        yield Question(sheet.source, header, what, (), readings)


def _currency(table: InvoiceTable, contents: Contents, kept: Flags) -> Iterator[Question]:
    """A column of codes of currencies that contradict what the amounts are read in."""
    sheet = table.sheet
    if sheet.preset.own or not contents.counts or not all(text in CURRENCIES for text in contents.counts):
        return
    rows = np.flatnonzero(kept)
    codes = sheet.records.column(sheet.rows, contents.place).only(rows).coded().cleaned(str.strip)
    read = table.texts["currency"].only(rows)
    other = [f"{one} for {two}" for one, two in zip(codes.all(), read.all(), strict=True) if one not in ("", two)]
    if other:
        what = f"is not read, and says {other[0]}: are the amounts in the currencies it names?"
        readings = (
            Reading("the currency of the amounts", {"currency": contents.name}),
            Reading("something else", ignore=(contents.name,)),
        )
        yield Question(sheet.source, contents.name, what, contents.samples, readings)


def _other(table: InvoiceTable, contents: Contents, owed: Flags) -> Iterator[Question]:
    """A column of flags, words or dates that may say of rows which are owed that they are paid, void or in dispute."""
    sheet = table.sheet
    if sheet.preset.knows(contents.name) or not owed.any():
        return
    column = sheet.records.column(sheet.rows, contents.place).only(np.flatnonzero(owed)).coded()
    texts = [text.strip() for text in column.used if text.strip() not in sheet.nothing and text.strip()]
    leave = Reading("not about whether the invoice is owed", ignore=(contents.name,))
    if contents.holds is Holds.DATES:
        yield from _dates(sheet, contents, bool(texts), leave)
    elif contents.holds is Holds.FLAGS:
        topic = next((topic for topic in ("dispute", "hold") if contents.about(topic)), "")
        states = any(map(contents.begins, ("paid", "open", "state", "closed")))
        if topic and any(meanings("flags").get(word_key(text)) == "yes" for text in texts):
            field = "disputed" if topic == "dispute" else "hold"
            means = "a dispute: no letter goes out" if field == "disputed" else "a hold: no letter goes out"
            yield Question(
                sheet.source,
                contents.name,
                "says yes of invoices that are owed, and is not read",
                contents.samples,
                (Reading(means, {field: contents.name}), leave),
            )
        elif states and texts and not sheet.has("status"):
            yield Question(
                sheet.source,
                contents.name,
                "may say whether an invoice is paid, and is not read",
                contents.samples,
                (Reading("the state of the invoice", {"status": contents.name}), leave),
            )
    else:
        telling = [text for text in texts if meanings("status").get(word_key(text)) in _TELLING_STATES]
        if telling and not sheet.has("status"):
            what = f"says {telling[0]!r} of invoices that are owed, and is not read"
            yield Question(
                sheet.source,
                contents.name,
                what,
                contents.samples,
                (Reading("the state of the invoice", {"status": contents.name}), leave),
            )
        elif texts and contents.begins("closed") and not any(map(sheet.has, ("status", "paid", "balance"))):
            what = f"says {texts[0]!r} of invoices that are owed, and is not read: are those settled?"
            settled = Reading(
                "a mark of what is settled", {"status": contents.name}, words=dict.fromkeys(texts, "paid")
            )
            yield Question(sheet.source, contents.name, what, contents.samples, (settled, leave))
        elif telling and contents.begins("state"):
            what = f"says {telling[0]!r} of invoices that are owed, and {sheet.header.name('status')!r} is read"
            yield Question(
                sheet.source,
                contents.name,
                what,
                contents.samples,
                (Reading("the state of the invoice", {"status": contents.name}), leave),
            )


def _dates(sheet: Sheet, contents: Contents, said: bool, leave: Reading) -> Iterator[Question]:
    if not sheet.has("due") and contents.about("due") and not contents.about("paid"):
        what = "holds days that may be when invoices are due, and is not read"
        yield Question(
            sheet.source,
            contents.name,
            what,
            contents.samples,
            (Reading("the due date", {"due": contents.name}), leave),
        )
    elif (
        said
        and contents.about("paid")
        and not (sheet.has("balance") or sheet.has("paid") or sheet.has("settled_on") or sheet.has("status"))
    ):
        what = "has days for invoices that are read as owed: were they paid in full then?"
        readings = (
            Reading("the day an invoice was paid in full", {"settled_on": contents.name}),
            Reading("not that, as the last part payment or a day planned", ignore=(contents.name,)),
        )
        yield Question(sheet.source, contents.name, what, contents.samples, readings)
