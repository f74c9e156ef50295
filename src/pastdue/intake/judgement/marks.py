"""Marks that people leave beside an invoice: notes, cheque numbers, references of payments, ticks, codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from pastdue.intake.export.headers import loose
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents, Holds, contents_of, places_aside
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.states.known_words import state_of
from pastdue.intake.states.note_amounts import amount_paid, note_states
from pastdue.intake.states.topics import WORDS
from pastdue.intake.values.amounts import Style, parse_minor
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.intake.values.word_rows import rows as word_rows
from pastdue.model.errors.problems import shown
from pastdue.model.money import Money

_SHOWN = 3
_LONG_NUMBER = re.compile(r"\d{3,}")
_LONGEST = 60
_SHORTEST = 5
"""Numbers of fewer figures may be amounts."""
_SAYS = {
    "paid": "paid", "partly": "paid in part", "void": "void", "written off": "written off", "disputed": "disputed",
    "held": "not to be dunned as it is",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Marked:
    """A column that nothing is read from, and the rows which it marks among those that are owed."""

    contents: Contents
    rows: Ints
    cells: tuple[str, ...]
    says: tuple[str, ...] = ()


class Marks:
    """The marks beside the invoices of a table that would be `owed`, in columns that nothing is read from."""

    def __init__(self, table: InvoiceTable, owed: Flags) -> None:
        self._table, self._sheet, self._owed = table, table.sheet, np.flatnonzero(owed)

    def questions(self, asked: Sequence[str]) -> Iterator[Question]:
        """A question for the notes, one for the references of payments, and one for the numbers of what took the place
        of invoices; columns that are `asked` about already are left out."""
        if not len(self._owed):
            return
        free = [each for each in _free_columns(self._sheet) if each.name not in asked]
        proofs = [found for each in free if (found := self._proof(each))]
        taken = {found.contents.place for found in proofs}
        replaced = [found for each in free if each.about("replaced") and (found := self._replaced(each))]
        if replaced:
            what = f"names what replaces {self._count(replaced)}: are those void?"
            yes = "filled in only when an invoice is void, and another one replaces it"
            yield self._question(replaced, what, "void_mark", yes, "no sign of that")
        notes = [found for each in free if each.place not in taken and (found := self._notes(each))]
        if notes:
            says = {word for found in notes for word in found.says}
            told = " or ".join(words for state, words in _SAYS.items() if state in says)
            what = f"says of {self._count(notes)}, that it is {told}: do these notes count?"
            yes = "a note that counts: what it calls paid or void is not owed, what it calls disputed gets no letter"
            yes += ", an amount it calls paid is taken off" if "partly" in says else ""
            asked_ = self._question(notes, what, "note", yes, "a note that changes nothing")
            yield replace(asked_, readings=asked_.readings[::-1]) if self._said_open(notes, says) else asked_
        if proofs:
            credits_ = all(map(_numbers_credits, (found.contents for found in proofs)))
            what = f"is filled in for {self._count(proofs)}: is that {'credited' if credits_ else 'paid'}?"
            yes = f"filled in only when an invoice is {'credited' if credits_ else 'paid'} in full"
            yield self._question(proofs, what, "paid_mark", yes, "no sign of a payment")

    def _question(self, found: list[_Marked], what: str, field: str, yes: str, no: str) -> Question:
        names = [each.contents.name for each in found]
        held = self._sheet.dialect.map.get(field, "")
        readings = (
            Reading(yes, {field: " + ".join([held, *names] if held else names)}),
            Reading(no, ignore=tuple(names)),
        )
        samples = tuple(
            f"line {line} {shown(cell, _LONGEST)!r}"
            for each in found
            for line, cell in zip(self._sheet.lines(each.rows[:_SHOWN]).tolist(), each.cells, strict=False)
        )
        return Question(self._sheet.source, " and ".join(names), what, samples, readings)

    def _said_open(self, notes: list[_Marked], says: set[str]) -> bool:
        """True when the notes call rows paid of which a known state and an amount of nothing paid say that they are
        owed, while other rows that are paid have both: the list is kept in its columns."""
        sheet, at = self._sheet, np.unique(np.concatenate([each.rows for each in notes]))
        if says != {"paid"} or not (sheet.has("status") and sheet.has("paid")) or sheet.has("note"):
            return False
        known = sheet.text("status").rows(lambda text: state_of(text) == "open")
        paid = self._table.settlement.paid
        return bool(known[at].all() and (paid[at] == 0).all() and (sheet.settled & (paid != 0)).any())

    def _count(self, found: list[_Marked]) -> str:
        """The number of marked rows and their open amount, in words."""
        rows = np.unique(np.concatenate([each.rows for each in found]))
        currency = self._table.texts["currency"].only(rows)
        left = self._table.balance[rows]
        codes = np.array(currency.all())
        sums = [Money.of_minor(int(left[codes == code].sum()), str(code)) for code in dict.fromkeys(codes.tolist())]
        counted = f"{len(rows)} row{'' if len(rows) == 1 else 's'}, {' and '.join(map(str, sums))}"
        return f"{counted} read as owed"

    def _texts(self, contents: Contents) -> tuple[list[str], Ints]:
        """The distinct texts of the column in the rows that are owed, and for each row which of them it has."""
        cells = self._sheet.records.coded(self._sheet.rows[self._owed], contents.place)
        column = cells.cleaned(clean).without(self._sheet.nothing)
        return column.texts, column.codes

    def _notes(self, contents: Contents) -> _Marked | None:
        if contents.holds not in (Holds.TEXT, Holds.WORDS, Holds.DATES, Holds.AMOUNTS):
            return None
        if contents.begins("customer") and not contents.about("note"):
            return None
        texts, codes = self._texts(contents)
        said = _says(texts)
        marked = np.array([bool(states) for states in said], np.bool_)[codes]
        partly = np.array([states == ("partly",) for states in said], np.bool_)
        marked &= ~(partly[codes] & self._paid_in_part(texts, codes, partly))
        held = np.array([{*states} <= {"held", "disputed"} for states in said], np.bool_)[codes]
        credits_ = self._table.balance[self._owed] < 0
        marked &= ~(held & credits_)  # no letter asks for a credit
        if (credits_ & marked).any():
            marked &= ~(credits_ & self._names_another(texts, said)[codes])
        return self._marked(contents, marked, texts, codes, tuple(dict.fromkeys(chain(*said))))

    def _paid_in_part(self, texts: list[str], codes: Ints, partly: Flags) -> Flags:
        """The owed rows of which a part is read as paid: a note that says so, and no other amount, says nothing
        more."""
        paid = np.abs(self._table.settlement.paid[self._owed])
        part = (paid > 0) & (paid < np.abs(self._table.settlement.total[self._owed]))
        amounts = [amount_paid(text) if says else "" for text, says in zip(texts, partly.tolist(), strict=True)]
        currency = self._table.texts["currency"].only(self._owed)
        for row in np.flatnonzero(part & np.array([bool(amount) for amount in amounts], np.bool_)[codes]).tolist():
            part[row] = parse_minor(amounts[codes[row]], currency.at(row), Style(".")) == paid[row]
        return part

    def _names_another(self, texts: list[str], said: list[tuple[str, ...]]) -> Flags:
        """For each text, whether it calls void an invoice of the file by its number, as a credit says what it takes
        back; not a credit, which may be the row's own number."""
        owed = self._sheet.text("invoice").only(np.flatnonzero(self._table.settlement.total > 0))
        numbers = {text for text in owed.used if any(map(str.isdigit, text))}
        return np.array(
            [
                states == ("void",) and not numbers.isdisjoint(text.split())
                for text, states in zip(texts, said, strict=True)
            ],
            np.bool_,
        )

    def _proof(self, contents: Contents) -> _Marked | None:
        """The column where its header is one of the reference of a payment or of a credit note, and it is filled in
        rows of which nothing is said to be paid. A reference that may be one to quote counts only where some rows lack
        it, and no state or balance says what is open."""
        sheet = self._sheet
        sure = contents.about("payment_proof")
        maybe = contents.about("payment_reference") or _numbers_credits(contents) or is_reference(contents)
        if not (sure or maybe) or contents.about("replaced") or contents.holds is Holds.NOTHING or contents.share:
            return None
        if not sure and (sheet.has("balance") or sheet.has("status")):
            return None
        if contents.holds is Holds.AMOUNTS and not is_reference(contents):
            return None
        texts, codes = self._texts(contents)
        filled = np.array([_is_mark(text) for text in texts], np.bool_)[codes]
        if not sure and filled.all():
            return None
        unpaid = self._table.settlement.paid[self._owed] == 0
        return self._marked(contents, filled & unpaid, texts, codes)

    def _replaced(self, contents: Contents) -> _Marked | None:
        """The column where it says of some rows, and not of all, what is there instead of them."""
        texts, codes = self._texts(contents)
        filled = np.array([_is_mark(text) for text in texts], np.bool_)[codes]
        return None if filled.all() else self._marked(contents, filled, texts, codes)

    def _marked(
        self, contents: Contents, marked: Flags, texts: list[str], codes: Ints, says: tuple[str, ...] = ()
    ) -> _Marked | None:
        at = np.flatnonzero(marked)
        if not len(at):
            return None
        return _Marked(contents, self._owed[at], tuple(texts[codes[row]] for row in at[:_SHOWN].tolist()), says)


def _says(texts: list[str]) -> list[tuple[str, ...]]:
    """The states that each note gives; notes that differ in long numbers alone are looked at once."""
    known: dict[str, tuple[str, ...]] = {}
    shapes = _LONG_NUMBER.sub("000", "\n".join(texts)).split("\n")
    if len(shapes) != len(texts):
        return [note_states(text) for text in texts]
    for shape in shapes:
        if shape not in known:
            known[shape] = note_states(shape)
    return [known[shape] for shape in shapes]


def is_reference(contents: Contents) -> bool:
    """True when the column holds numbers of cheques, payments or other invoices, and no amounts: each of another one
    where the header says no more than that it has numbers of payments, as `Numéro paiement`."""
    named = any(map(contents.about, ("payment_proof", "payment_reference", "replaced")))
    begins = loose((WORDS.findall(contents.name) or [""])[0]) in word_rows("headers")["number"]
    numbered = contents.about("paid") and (contents.ends_as_numbers or begins)
    texts = contents.counts
    named |= numbered and all(len(text) >= _SHORTEST for text in texts) and max(texts.values(), default=0) == 1
    return named and all(text.isdigit() for text in texts)


def _numbers_credits(contents: Contents) -> bool:
    """True when the header says a credit, and each text below is another one with letters and figures, as the numbers
    of credit notes are."""
    texts = contents.counts
    coded = all(any(map(str.isdigit, text)) and any(map(str.isalpha, text)) for text in texts)
    return contents.about("credit") and contents.holds is Holds.TEXT and coded and len(texts) == contents.filled


def _is_mark(text: str) -> bool:
    """True when a cell of references says something that may be one: no word for no, no zeros."""
    return bool(text.strip("0-–. ")) and meanings("flags").get(word_key(text)) != "no"


def _free_columns(sheet: Sheet) -> Iterator[Contents]:
    """The columns that nothing is read from, those that a preset knows included, without those the user has set
    aside. A vendor's own columns of references are left to its preset."""
    used = {*sheet.header.places.values(), *(place for added in sheet.header.added.values() for place in added)}
    used |= places_aside(sheet)
    vendor = not sheet.preset.fallback and sheet.preset.name != CANONICAL
    for place, name in enumerate(sheet.header.names):
        if place in used:
            continue
        contents = contents_of(sheet, place)
        if vendor and sheet.preset.knows(name) and not contents.about("note"):
            continue
        yield contents
