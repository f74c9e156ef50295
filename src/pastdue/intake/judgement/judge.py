"""The judgement of all columns: every one is used, proved harmless, or the subject of a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from pastdue.intake.export.headers import numbered
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.invoices.near_names import plain_name
from pastdue.intake.invoices.table import Table
from pastdue.intake.judgement.contents import Contents, Holds, contents_of
from pastdue.intake.judgement.money_columns import MoneyColumns
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.values.word_rows import meanings, word_key

_WEAK_NUMBERS = frozenset(("no", "nr", "num", "number", "numer", "numero", "id", "lp", "#"))
_WEAK_CUSTOMERS = frozenset((
    "accountnumber", "accountno", "account", "customerreference", "customeraccount", "kontonummer", "konto",
    "reference",
))  # fmt: skip
"""Headers that other things than a customer's number go by: a ledger account, a bank account, an order."""
_TELLING_STATES = frozenset(("paid", "partly", "disputed", "held", "draft", "void", "written off", "refunded"))
_SHOWN = 5


def judge(table: Table, kept: Flags, paid_elsewhere: bool) -> None:
    """Nothing where every column is used or cannot change who owes what; raises Unsettled with all questions else.
    `paid_elsewhere`: a file of payments says what is paid."""
    questions = [*_unknown_words(table, kept), *_unknown_kinds(table.sheet), *_identities(table, kept)]
    unread = unread_columns(table.sheet)
    owed = kept & (table.balance != 0)
    money = [] if paid_elsewhere else [contents for contents in unread if contents.holds is Holds.AMOUNTS]
    questions += MoneyColumns(table, money, kept).questions()
    for contents in unread:
        if contents.holds in (Holds.FLAGS, Holds.WORDS, Holds.DATES):
            questions += _other(table, contents, owed)
    if questions:
        raise Unsettled(questions)


def unread_columns(sheet: Sheet) -> list[Contents]:
    """What the columns hold that nothing is read from, that the user has not set aside and no vendor's preset knows."""
    used, vendor = set(sheet.header.places.values()), not sheet.preset.fallback and sheet.preset.name != CANONICAL
    ignored = {name.strip().casefold() for name in sheet.dialect.ignore}
    ignored |= {part.strip().casefold() for name in sheet.dialect.map.values() for part in name.split(" + ")}
    found = []
    for place, name in enumerate(sheet.header.names):
        if place in used or not name.strip() or {name.strip().casefold(), numbered(place)} & ignored:
            continue
        if vendor and sheet.preset.knows(name):
            continue
        found.append(contents_of(sheet, place))
    return found


def unknown_columns(sheet: Sheet) -> tuple[str, ...]:
    """The columns that nothing is read from, without those that the preset knows or the user has set aside."""
    ignored = {name.strip().casefold() for name in sheet.dialect.ignore}
    known = sheet.preset.knows if sheet.preset.name != CANONICAL else lambda _: False
    return tuple(name for name in sheet.header.unused if not known(name) and name.casefold() not in ignored)


def _unknown_words(table: Table, kept: Flags) -> Iterator[Question]:
    """Words of a state or kind that nobody knows, in rows of which something is owed."""
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
    """Words that nobody knows for a kind of customer: the law of consumers is another."""
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


def _identities(table: Table, kept: Flags) -> Iterator[Question]:
    """A customer's number that strangers share, and an invoice's number that only counts the rows."""
    sheet = table.sheet
    if not sheet.preset.fallback:
        return
    if sheet.has("customer_id") and sheet.has("customer") and "customer_id" not in sheet.dialect.map:
        yield from _shared_number(table, kept)
    if "invoice" in sheet.header.places and "invoice" not in sheet.dialect.map:
        yield from _row_number(sheet)


def _shared_number(table: Table, kept: Flags) -> Iterator[Question]:
    sheet = table.sheet
    rows = np.flatnonzero(kept & sheet.text("customer_id").filled)
    if len(rows) < 2 or sheet.header.places["customer_id"] == sheet.header.places.get("customer"):
        return
    ids, names = sheet.text("customer_id"), sheet.text("customer")
    plain = [plain_name(text) or text for text in names.texts]
    named: dict[int, set[str]] = {}
    numbered: dict[str, set[int]] = {}
    pairs = np.unique(np.stack([ids.codes[rows], names.codes[rows]]), axis=1)
    for number, name in zip(*pairs.tolist(), strict=True):
        named.setdefault(number, set()).add(plain[name])
        numbered.setdefault(plain[name], set()).add(number)
    shared = [number for number, who in named.items() if len(who) > 1]
    header = sheet.header.name("customer_id")
    weak = contents_of(sheet, sheet.header.places["customer_id"]).key in _WEAK_CUSTOMERS
    several = sum(len(numbers) > 1 for numbers in numbered.values())
    if shared and (weak or len(shared) * 2 > len(named)):
        number = ids.texts[shared[0]]
        who = " and ".join(
            repr(name)
            for name in sorted(names.texts[n] for i, n in zip(*pairs.tolist(), strict=True) if i == shared[0])[:2]
        )
        what = f"{number!r} stands for {who}: is that one customer's number?"
    elif weak and several * 2 > len(numbered):
        what = "differs from invoice to invoice of one customer: is that the customer's number?"
    else:
        return
    readings = (
        Reading("no number of a customer: customers go by their names", {"customer_id": ""}),
        Reading("the customer's number, whatever the names", {"customer_id": header}),
    )
    yield Question(sheet.source, header, what, (ids.texts[shared[0]],) if shared else (), readings)


def _row_number(sheet: Sheet) -> Iterator[Question]:
    place = sheet.header.places["invoice"]
    found = contents_of(sheet, place)
    if found.key not in _WEAK_NUMBERS or len(sheet) < 2:
        return
    first = [sheet.text("invoice").at(row) for row in range(min(len(sheet), 50))]
    if first != [str(number) for number in range(1, len(first) + 1)]:
        return
    others = [each for each in unread_columns(sheet) if each.unique and _are_numbers(each)]
    if not others:
        return
    readings = [Reading(f"{each.name!r} that holds the numbers", {"invoice": each.name}) for each in others]
    readings.append(Reading("this column that holds them", {"invoice": found.name}))
    yield Question(
        sheet.source,
        found.name,
        "only counts the rows: which column holds the invoices' numbers?",
        found.samples,
        tuple(readings),
    )


def _are_numbers(contents: Contents) -> bool:
    """Whether the column holds short texts with digits, as invoices' numbers are."""
    if contents.holds not in (Holds.TEXT, Holds.WORDS):
        return False
    return all(len(text) <= 30 and any(map(str.isdigit, text)) for text in contents.counts)


def _other(table: Table, contents: Contents, owed: Flags) -> Iterator[Question]:
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
        states = contents.begins("paid") or contents.begins("open") or contents.begins("state")
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
