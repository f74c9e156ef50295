"""Words of a state or kind that no list knows: a question for each, its answers in the order of the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents
from pastdue.intake.judgement.paid.paid_words import is_of_paid_rows
from pastdue.intake.judgement.proved.awaited import is_awaited
from pastdue.intake.judgement.proved.invoice_classes import are_classes
from pastdue.intake.judgement.proved.kinds_of_rows import is_kind_by_rows
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.states.known_words import are_ways_to_pay
from pastdue.intake.states.notes import BLOCKS, blocks_said, note_says
from pastdue.intake.states.topics import about
from pastdue.intake.values.word_rows import meanings, rows, word_key
from pastdue.model.messages import Message

_SHOWN = 5
_FEWEST_ROWS = 3
_MOST_BY_ITSELF = 5
"""Of more unknown words than these, those with the same evidence are asked about together."""
_BILLS = "bills"
"""The meaning of a known word for what the firm itself owes."""
_EXPLAINED, _MOST_KINDS, _LONGEST_WORD = 2, 8, 25
"""So many headers that a user had to explain make a file strange; so many words of so many letters may be states."""
_AMOUNTS = {"total": "amount", "balance": "amount"}
_CORE = frozenset(("invoice", "customer", "issued", "due", "amount"))
"""The fields without which no list of invoices is; a total or a balance is the amount."""
_MEANS = {
    "held": "owed as far as anybody knows: counted, and no letter goes out",
    "open": "owed",
    "paid": "paid in full: nothing is owed",
    "credit": "what the customer is owed",
    "partly": "paid in part, and the row or a list of payments says how much",
    "disputed": "in dispute: owed, and no letter goes out",
    "ignore": "no invoice at all, to be left out",
}
"""The answers, the safest first: one that neither loses a debt nor asks for one that was paid."""
_OF_NOTES = {"void": "ignore", "written off": "ignore"}
_STEMS = {
    "status": (("unpaid", "open"), ("dispute", "disputed"), ("hold", "held"), ("void", "ignore"), ("closed", "paid"),
               ("paid", "paid"), ("open", "open"), ("lateness", "open")),
    "type": (("credit", "credit"), ("paid", "credit"), ("void", "ignore")),
    "side": (("credit", "credit"),),
}  # fmt: skip
"""The topics of `data/words/headers.toml` that may stand in a word of a state or a kind, and what that makes of it."""


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A word that no list knows, and its rows among those that are owed."""

    text: str
    rows: Ints


def unknown_words(table: InvoiceTable, kept: Flags) -> Iterator[Question]:
    """Questions about unknown words of a state or kind, in rows with something owed."""
    sheet = table.sheet
    for (field, place), records in sheet.unknown.items():
        rows = np.flatnonzero(np.isin(sheet.rows, records) & kept & (table.balance != 0))
        texts = sheet.state(field, place).only(rows)
        counts = Counter(texts.all())
        words = [_Unknown(word, rows[texts.rows(word.__eq__)]) for word, _ in counts.most_common()]
        alike: dict[str, list[_Unknown]] = {}
        for word in words:
            waits = field == "status" and is_awaited(table, place, word.text, word.rows)
            if waits or _tells_nothing(table, field, word):
                continue
            alike.setdefault(_likely(table, field, word, place), []).append(word)
        for likely, group in alike.items():
            apart = [[word] for word in group] if len(words) <= _MOST_BY_ITSELF else [group]
            yield from (_question(table, (field, place), likely, each) for each in apart)


def _tells_nothing(table: InvoiceTable, field: str, word: _Unknown) -> bool:
    """True, with a remark, where the word is the letter of a class of invoices, its rows show that it is that of
    invoices or credits, or every row is of the one kind that it names, or of kinds that are ways to pay, and has a
    balance and a due date, as no offer or order has, but what the firm itself owes."""
    sheet = table.sheet
    if field == "type" and are_classes(sheet):
        sheet.tell(Message.of("classes_open", column=repr(sheet.header.name(field)), word=repr(word.text)))
        return True
    if field == "type" and is_kind_by_rows(table, word.text):
        return True
    column = sheet.text(field)
    alone = column.used == [word.text] or are_ways_to_pay(column.used)
    alone = alone and meanings("type").get(word_key(word.text)) != _BILLS
    if field != "type" or len(sheet) < _FEWEST_ROWS or not alone:
        return False
    if not (sheet.has("balance") and sheet.has("due") and sheet.text("balance").filled.all()):
        return False
    name, balance = repr(sheet.header.name(field)), repr(sheet.header.name("balance"))
    sheet.tell(Message.of("word_stated_open", word=repr(word.text), column=name, balance=balance))
    return True


def strange_words(sheet: Sheet, contents: Contents, said: list[str]) -> Iterator[Question]:
    """A question about a few words that come again and again, in a file of whose headers the user had to explain as
    many as were known, or more: its language may be one of which no list knows the words. `said` are those of rows that
    are owed."""
    told = {_AMOUNTS.get(field, field) for field, name in sheet.dialect.map.items() if name} & _CORE
    known = {_AMOUNTS.get(field, field) for field in sheet.header.places} & _CORE - told
    kinds, texts = len(contents.counts), contents.counts
    if len(told) < max(_EXPLAINED, len(known)) or sheet.has("status"):
        return
    if not 2 <= kinds <= _MOST_KINDS or kinds == contents.filled:
        return
    if sheet.preset.knows(contents.name) or contents.about("note") or contents.begins("customer"):
        return
    what = f"has {kinds} words that come again and again, as {said[0]!r}, and is not read: what do they say?"
    if all(any(map(str.isalpha, text)) and len(text) <= _LONGEST_WORD for text in texts):
        name = contents.name
        readings = (
            Reading("the state of the invoice", {"status": name}),
            Reading("the kind of row", {"type": name}),
            Reading("not about whether the invoice is owed", ignore=(name,)),
        )
        yield Question(sheet.source, name, what, contents.samples, readings)


def _question(table: InvoiceTable, column: tuple[str, int], likely: str, words: Sequence[_Unknown]) -> Question:
    field, place = column
    said = ", ".join(
        f"{word.text!r} in {len(word.rows)} row{'s' if len(word.rows) > 1 else ''}" for word in words[:_SHOWN]
    )
    more = f" and {len(words) - _SHOWN} more words" if len(words) > _SHOWN else ""
    usual = ("held", "open", "paid" if field == "status" else "credit", "ignore")
    readings = tuple(
        Reading(_MEANS[meaning], words=dict.fromkeys((word.text for word in words), meaning))
        for meaning in dict.fromkeys((likely, *usual))
    )
    source, name = table.sheet.source, table.sheet.header.name_at(field, place)
    return Question(source, name, f"{said}{more}: is that owed or not?", (), readings)


def _likely(table: InvoiceTable, field: str, word: _Unknown, place: int) -> str:
    """The meaning that the evidence is for: what the row's own amounts say, then the word's spelling, then its days;
    without any the safest one, `held`. The word is of the column at `place`."""
    if field != "status" and set(word.rows.tolist()) <= set(table.taken_back):
        return "ignore"
    taking_back = field != "status" or meanings("status").get(word_key(word.text)) == "void"
    if taking_back and (table.settlement.total[word.rows] < 0).all():
        return "credit"
    spelled = _spelled(field, word.text)
    if _states_what_is_open(table, word.rows) and (field == "status" or _all_due(table, word.rows)):
        return next((state for state in (spelled, *blocks_said(word.text)) if state in BLOCKS), "open")
    if spelled or field != "status":
        return spelled or "held"
    if is_of_paid_rows(table, place, word.text):
        return "paid"
    return "open" if _not_yet_due(table, word.rows) else "held"


def _spelled(field: str, text: str) -> str:
    """The meaning that the words of `text` have in a note, else the one that its spelling is for: `held` where words
    for a payment stand beside others by which it is late or has not come."""
    if note := note_says(text):
        return _OF_NOTES.get(note, note)
    topic, meaning = next(((topic, meaning) for topic, meaning in _STEMS[field] if about(topic, text)), ("", ""))
    words = word_key(text).split()
    doubted = any(word in (*rows("notes")["not"], *rows("headers")["awaited"]) for word in words)
    doubted |= about("open", text) or about("lateness", text)
    return "held" if topic in ("paid", "closed") and doubted else meaning


def _states_what_is_open(table: InvoiceTable, rows: Ints) -> bool:
    """True when the file has a balance, which is not nothing in these rows; or every one of them is paid in part."""
    paid, total = table.settlement.paid[rows], table.settlement.total[rows]
    return table.sheet.has("balance") or bool(((paid != 0) & (paid != total)).all())


def _all_due(table: InvoiceTable, rows: Ints) -> bool:
    """True when each of these rows has a due date, as money that came in has none."""
    return bool(table.sheet.text("due").filled[rows].all())


def _not_yet_due(table: InvoiceTable, rows: Ints) -> bool:
    """True when these rows fall due only after the last invoice of the file was issued: few are paid so early."""
    due, issued = table.numbers["due"][rows], table.numbers["issued"]
    return table.sheet.has("due") and bool((due > issued.max()).all())
