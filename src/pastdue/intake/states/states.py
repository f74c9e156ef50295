"""The state of each row, by the words of its status and type and by the notes and marks people leave beside it."""

from __future__ import annotations

import shlex
from itertools import chain

import numpy as np

from pastdue.intake.export.headers import loose
from pastdue.intake.export.preset_rows import WordMeanings
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.invoices.part_payments import NOTED
from pastdue.intake.states.ages import state_with_age
from pastdue.intake.states.credit_words import tell_credits
from pastdue.intake.states.known_words import is_paid_in_part, is_unpaid
from pastdue.intake.states.note_amounts import amount_paid, note_states
from pastdue.intake.states.receipts import received
from pastdue.intake.states.two_states import note_contradictions
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.word_rows import meanings, rows, word_forms, word_key
from pastdue.model.messages import Message, Text

_MARKS = {"paid_mark": "paid", "void_mark": "void"}
"""The state any entry in the column of a mark gives."""
STATE_FIELDS = ("type", "side", "status", "note", *_MARKS)
"""The fields that give a row a state, in the order in which they are read."""
_WORDS = ("type", "side", "status")
"""The fields of which `data/words` lists the words."""
_NOT_SALES = ("bills", "estimates")
"""Reasons to ignore a kind of row beside invoices; where no row is called an invoice, these may be the firm's own."""
_LONG = 5
"""A word for a payment with fewer letters may stand in others by chance."""
_STAYING = frozenset(("unknown", "open", "paid", "partly", "credit", "disputed", "held", ""))
"""The states whose rows stay; every other one is a reason to ignore its rows."""


def by_state(sheet: Sheet, field: str, remarks: list[Text]) -> tuple[Sheet, list[tuple[str, Sheet]]]:
    """The sheet without the rows that `field` ignores, and those by reason; what is paid, a credit, disputed or
    held is marked. What was done is added to `remarks`."""
    further = sheet.header.added.get(field, ())
    if further and field == "status":
        note_contradictions(sheet)
    left = []
    for place in (sheet.header.places.get(field, -1), *further):
        sheet, more = _by_column(sheet, field, place, remarks)
        left += more
    return sheet, left


def _by_column(sheet: Sheet, field: str, place: int, remarks: list[Text]) -> tuple[Sheet, list[tuple[str, Sheet]]]:
    column = sheet.state(field, place)
    meant = _meanings(sheet, field, place, column.texts)
    rows = {what: _rows(column, meant, what) for what in {*chain(*meant)}}
    none = np.zeros(len(sheet), np.bool_)
    if "payment" in rows:
        payments = rows.pop("payment")
        credited = payments & received(sheet) if _is_general(sheet) else none
        if credited.any():
            remarks.append(Message.of("payment_rows", count=int(credited.sum())))
        rows["credit"] = rows.get("credit", none) | credited
        rows["unknown"] = rows.get("unknown", none) | (payments & ~credited)
    if field == "status" and _is_general(sheet):
        tell_credits(sheet, column, rows)
    sheet.disputed = sheet.disputed | rows.get("disputed", none)
    sheet.held = sheet.held | rows.get("held", none)
    sheet.credits = sheet.credits | rows.get("credit", none)
    sheet.settled = sheet.settled | rows.get("paid", none)
    sheet.partly = sheet.partly | rows.get("partly", none)
    if field not in _WORDS:
        sheet.marked = sheet.marked | rows.get("paid", none)
        if field == "note" and "partly" in rows:
            _keep_amounts(sheet, column, rows["partly"])
        _tell_marks(sheet, field, column, rows, remarks)
    if rows.get("unknown", none).any():
        _note_unknown(sheet, (field, place), column, rows["unknown"])
    over, left = none, []
    for reason in sorted(set(rows) - _STAYING - {*sheet.dialect.include}):
        passed = rows[reason] & sheet.clean()
        if not passed.any():
            continue
        left.append((reason, sheet.only(passed)))
        over = over | passed
        named, word = repr(sheet.header.name_at(field, place)), shlex.quote(reason)
        remarks.append(Message.of("state_ignored", count=int(passed.sum()), reason=reason, column=named, word=word))
    return (sheet.only(~over) if left else sheet), left


def _meanings(sheet: Sheet, field: str, place: int, texts: list[str]) -> list[tuple[str, ...]]:
    """The states each text of the column gives its row, of which a note may give several; the user's own words come
    first."""
    said, codes = sheet.dialect.words, sheet.proofs.codes.get(place, {})
    texts = [codes.get(text.strip(), text) for text in texts] if codes else texts
    if field in _WORDS:
        own_words = {"type": sheet.preset.type, "status": sheet.preset.status}.get(field, WordMeanings())
        words = WordMeanings() if place in sheet.header.added.get(field, ()) else own_words
        own = set(map(word_key, said)) if sheet.preset.fallback else set(map(word_key, texts))
        bare = [text if word_key(text) in own else _without_day(text) for text in texts]
        of_sheet = {**_overpaid(sheet, field), **_flag_words(sheet, field, place), **meanings(field)}
        of_sheet |= _receipts(texts) if field == "type" else {}
        meant = words.meanings(bare, said, {**of_sheet, **_of_payment(sheet, field, place)})
        if field == "status":
            parts = map(is_paid_in_part, bare)
            meant = ["partly" if part and what == "unknown" else what for what, part in zip(meant, parts, strict=True)]
            aged = (state_with_age(text) or ("open" if is_unpaid(text) else "") for text in texts)
            meant = [age if age and what == "unknown" else what for what, age in zip(meant, aged, strict=True)]
        if field == "type" and _is_general(sheet) and not {"open", ""} & {*meant}:
            meant = ["unknown" if what in _NOT_SALES else what for what in meant]
        states: list[tuple[str, ...]] = [(what,) for what in meant]
    else:
        users = {word_key(word): (what,) for word, what in said.items()}
        states = [users.get(word_key(text)) or _mark_says(field, text) for text in texts]
    return [("left out",) if what == ("ignore",) else what for what in states]


def _of_payment(sheet: Sheet, field: str, place: int) -> dict[str, str]:
    """The words that say another thing below a header about payment than about the invoice: that it is waited for; and
    approved, which an invoice is before it is paid, and a payment when it has come, is asked about."""
    header = loose(sheet.header.name_at(field, place))
    payment = [loose(word) for word in rows("composed")["payment"] if len(word) >= _LONG]
    if field != "status" or not any(stem in header for stem in (*rows("headers")["paid"], *payment)):
        return {}
    accepted = {form: "unknown" for word in rows("headers")["accepted"] for form in word_forms(word)}
    return {**accepted, **dict.fromkeys(rows("headers")["awaited"], "open")}


def _receipts(texts: list[str]) -> dict[str, str]:
    """The codes that mean money received beside those of sales invoices and credits, as SR, elsewhere an invoice."""
    sales = {word_key(text) for text in texts} & {"si", "sc"}
    return dict.fromkeys(rows("headers")["receipts_beside_si"], "payment") if sales else {}


def _overpaid(sheet: Sheet, field: str) -> dict[str, str]:
    """The words that say that too much was paid: the row's amounts say how much, where there are any."""
    stated = sheet.has("balance") or sheet.has("paid")
    words = rows("headers")["overpaid"] if field == "status" else ()
    return dict.fromkeys(map(word_key, words), "partly" if stated else "paid")


def _without_day(text: str) -> str:
    """`text` without a day at its end, and the word that leads to it.

    >>> _without_day("Paid on 12/10/2026"), _without_day("bezahlt am 3.10.2026"), _without_day("Paid 1/2")
    ('Paid', 'bezahlt', 'Paid 1/2')
    """
    words = text.split()
    for at in range(1, len(words)):
        if is_dated(" ".join(words[at:])):
            kept = words[: at - 1] if words[at - 1].casefold() in rows("headers")["on_day"] else words[:at]
            return " ".join(kept)
    return text


def _mark_says(field: str, text: str) -> tuple[str, ...]:
    """The states a note or a mark gives: a note by its words, a mark by being there, unless it says no."""
    if field == "note":
        return note_states(text)
    return (_MARKS[field],) if text and meanings("flags").get(word_key(text)) != "no" else ()


def _tell_marks(sheet: Sheet, field: str, column: Coded, rows: dict[str, Flags], remarks: list[Text]) -> None:
    """Add a remark for each state the notes or marks give, with the number of rows and one of them."""
    for what in ("paid", "partly", "disputed", "held"):
        found = np.flatnonzero(rows.get(what, ()))
        if len(found):
            named, example = repr(sheet.header.name(field)), repr(column.at(int(found[0]))[:40])
            rows_, says = Message.of("row_count", count=len(found)), Message.of(f"says_{what}")
            remarks.append(Message.of("marks_say", column=named, rows=rows_, says=says, example=example))


def _keep_amounts(sheet: Sheet, column: Coded, partly: Flags) -> None:
    """Keep the amount that each note says was paid, `?` for one it does not say, for rows paid in part by it."""
    said = Coded(column.codes, [amount_paid(text) or "?" for text in column.texts]).merged().emptied(~partly)
    before = sheet.text(NOTED)
    texts = [new or old for new in said.texts for old in before.texts]
    sheet.put(NOTED, Coded(said.codes * len(before.texts) + before.codes, texts).merged())


def _note_unknown(sheet: Sheet, column_of: tuple[str, int], column: Coded, unknown: Flags) -> None:
    """Keep the rows with unknown words for a question; a kind of row that a vendor's preset does not know is
    noted."""
    field, _ = column_of
    if field == "type" and not _is_general(sheet):
        flaw = Flaw(Message.of("unknown_row"), Message.of("delete_or_name"))
        for position in np.flatnonzero(unknown).tolist():
            sheet.note(position, field, column.at(position), flaw)
    else:
        sheet.unknown[column_of] = sheet.rows[unknown]


def _is_general(sheet: Sheet) -> bool:
    """True where the words are not those of one vendor."""
    return sheet.preset.fallback or sheet.preset.name == CANONICAL


def _flag_words(sheet: Sheet, field: str, place: int) -> dict[str, str]:
    """The meaning of yes and no in a column of states whose header says that an invoice is paid, or is open."""
    if field != "status" or not sheet.proofs.flags_mean or place in sheet.header.added.get(field, ()):
        return {}
    other = "open" if sheet.proofs.flags_mean == "paid" else "paid"
    return {word: sheet.proofs.flags_mean if flag == "yes" else other for word, flag in meanings("flags").items()}


def _rows(column: Coded, meant: list[tuple[str, ...]], what: str) -> Flags:
    return np.asarray(np.array([what in states for states in meant], np.bool_)[column.codes])
