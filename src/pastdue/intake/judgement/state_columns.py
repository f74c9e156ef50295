"""Columns of yes and no, words, days or codes that may say of rows which are owed that they are paid or void."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import numpy as np

from pastdue.intake.export.sheet import Flags
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.code_columns import code_readings, says_nothing
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.proved.day_columns import day_questions
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.judgement.unknown_words import strange_words
from pastdue.intake.states.known_words import is_state, kind_of, state_of
from pastdue.intake.states.notes import BLOCKS
from pastdue.intake.states.topics import about
from pastdue.intake.values.word_rows import meanings, word_key

_TELLING_STATES = frozenset(("paid", "partly", "disputed", "held", "draft", "void", "written off", "refunded"))
_MOST_NAMES = 12
"""No more names of those that collect debts are asked about."""
_HALF, _ALMOST_ALL = 0.5, 0.9
"""So large a share of its cells makes a column one of states whose other words are unknown; so large a share of its
cells and of the rows makes it one whatever its header says."""


class StateColumns:
    """The unread columns of one table that may give rows a state, against the rows of which something is `owed`."""

    def __init__(self, table: InvoiceTable, owed: Flags) -> None:
        self._table, self._sheet, self._owed = table, table.sheet, owed

    def questions(self, contents: Contents) -> Iterator[Question]:
        """A question where the column may say that something read as owed is not, or is in dispute."""
        if not self._owed.any() or self._excused(contents):
            return
        said = self._said(contents)
        if not said:
            return
        if (kind := self._kind(contents, said)) is not None:
            yield kind
            return
        if contents.holds is Holds.AMOUNTS and contents.about("dispute"):
            yield from self._disputed(contents, said) if not contents.numbers_things else ()
            return
        if contents.has_word("passed_on") and contents.holds in (Holds.WORDS, Holds.TEXT):
            yield from () if contents.has_word("legal_person") else self._passed_on(contents, said)
            return
        if contents.share:
            yield from self._shares(contents, said)
        elif contents.holds is Holds.DATES:
            yield from day_questions(self._table, self._owed, contents, self._settled)
        elif contents.holds is Holds.FLAGS:
            yield from self._flags(contents, said)
        elif contents.holds is Holds.WORDS and (not contents.about("note") or _says_a_state_in_every_row(contents)):
            yield from self._words(contents, said)
        if contents.holds in (Holds.WORDS, Holds.TEXT, Holds.AMOUNTS):
            unsaid = says_nothing(self._sheet.header.names[contents.place])  # one of several of a name has a number
            codes = list(code_readings(contents, said)) if unsaid and not self._settled else []
            if codes:
                what = "has codes under a header that does not say of what: are some of these invoices paid?"
                yield self._asks(contents, what, *codes)
        if contents.holds is Holds.WORDS and not codes:
            yield from strange_words(self._sheet, contents, said)

    def _excused(self, contents: Contents) -> bool:
        """True when the header is one that nothing is read from; in a general list the contents may belie it."""
        preset = self._sheet.preset
        days_due = contents.holds is Holds.DATES and contents.about("due")
        belied = preset.fallback and (days_due or _says_a_state_in_every_row(contents))
        return preset.passes_over(contents.name) and not belied

    def _said(self, contents: Contents) -> list[str]:
        """The texts of the column in the rows that are owed."""
        column = self._sheet.records.coded(self._sheet.rows[self._rows], contents.place)
        texts = (text.strip() for text in column.used)
        return list(dict.fromkeys(text for text in texts if text and text not in self._sheet.nothing))

    @cached_property
    def _rows(self) -> Ints:
        return np.flatnonzero(self._owed)

    @property
    def _settled(self) -> bool:
        """True when the file says by itself what is open: by a state, or a balance beside the total or what was
        paid."""
        has = self._sheet.has
        return has("status") or (has("balance") and (has("total") or has("paid")))

    def _asks(self, contents: Contents, what: str, *readings: Reading) -> Question:
        leave = Reading("not about whether the invoice is owed", ignore=(contents.name,))
        return Question(self._sheet.source, contents.name, what, contents.samples, (*readings, leave))

    def _kind(self, contents: Contents, said: list[str]) -> Question | None:
        """A question about the sides of an account or the kinds of rows, by which something owed is a credit or no
        invoice: all the column's words are of one list, and not all of them are those of invoices."""
        means = {
            "side": ("the side of the account: what is a credit is owed to the customer", "is a side of an account"),
            "type": ("the kind of row", "is no kind of invoice"),
        }
        for field, (reading, what) in means.items():
            known = [meanings("side").get(word_key(text), "") for text in contents.counts]
            if field == "type" and contents.holds is Holds.FLAGS and not contents.begins("kind"):
                continue
            if field == "type":
                known = [kind_of(text, contents.begins("kind")) for text in contents.counts]
            some = sum(map(bool, known)) >= len(known) / 2 and (all(known) or field == "type")
            telling = [text for text in said if meanings(field).get(word_key(text)) != "open"]
            telling = [] if self._only_credits_with_a_minus(contents, field, telling) else telling
            named = "open" in known or (field == "type" and contents.begins("kind"))
            if some and telling and named and not self._sheet.has(field):
                what = f"says {telling[0]!r} of rows that are owed, which {what}, and is not read"
                return self._asks(contents, what, Reading(reading, {field: contents.name}))
        return None

    def _only_credits_with_a_minus(self, contents: Contents, field: str, telling: list[str]) -> bool:
        """True when the column calls rows credits that have a minus already, and says nothing else of any; where every
        row says what is open, also payments, and what no list knows, as a journal of the bank."""
        column = self._sheet.records.coded(self._sheet.rows[self._rows], contents.place)
        theirs = column.rows(lambda text: text.strip() in telling)
        known = {meanings(field).get(word_key(text), "") for text in telling}
        taken_back = any(
            about("reversal", text) or about("void", text) or meanings("status").get(word_key(text)) for text in telling
        )
        may = {"credit", "payment", ""} if field == "type" and self._says_open() and not taken_back else {"credit"}
        return known <= may and bool((self._table.settlement.total[self._rows][theirs] < 0).all())

    def _says_open(self) -> bool:
        """True when every row has what is open in a column of its own."""
        return self._sheet.has("balance") and bool(self._sheet.text("balance").filled.all())

    def _flags(self, contents: Contents, said: list[str]) -> Iterator[Question]:
        name, yes = contents.name, any(meanings("flags").get(word_key(text)) == "yes" for text in said)
        topic = next((topic for topic in ("dispute", "hold") if contents.about(topic)), "")
        topic = topic or ("hold" if contents.has_word("passed_on") else "")
        named = contents.about("unpaid") or any(map(contents.begins, ("paid", "open", "state", "closed")))
        states = named and not contents.about("lateness")
        if topic and yes:
            field = "disputed" if topic == "dispute" else "hold"
            means = "a dispute: no letter goes out" if field == "disputed" else "a hold: no letter goes out"
            what = "says yes of invoices that are owed, and is not read"
            yield self._asks(contents, what, Reading(means, {field: name}))
        elif contents.begins("void") and yes:
            what = "says yes of invoices that are owed, and is not read: are those void?"
            yield self._asks(contents, what, Reading("a mark of what is void", {"void_mark": name}))
        elif states and not self._sheet.has("status"):
            what = "may say whether an invoice is paid, and is not read"
            readings = [Reading("the state of the invoice", {"status": name})]
            if contents.about("part_paid"):
                flags = meanings("flags")
                said_so = {text: flags[key] for text in (*contents.counts, *said) if (key := word_key(text)) in flags}
                words = {text: "partly" if flag == "yes" else "open" for text, flag in said_so.items()}
                means = "a part that is paid, and the row or a list of payments says how much"
                readings.insert(0, Reading(means, {"status": name}, words=words))
            yield self._asks(contents, what, *readings)
        elif yes and contents.begins("paid") and not contents.about("lateness"):
            what = f"says yes of invoices that are owed, and {self._sheet.header.name('status')!r} is read"
            yield self._asks(contents, what, Reading("a mark of what is paid in full", {"paid_mark": name}))
        elif yes and not (self._settled or contents.about("harmless_flag") or contents.one_number):
            what = "says yes of invoices that are owed, and is not read: are those paid?"
            yield self._asks(contents, what, Reading("a mark of what is paid in full", {"paid_mark": name}))
        elif yes and self._settled and self._may_dispute(contents) and not contents.one_number:
            what = "says yes of invoices that are owed, under a header that does not say of what: are those in dispute?"
            dispute = Reading("a dispute: no letter goes out", {"disputed": name})
            yield self._asks(contents, what, dispute, Reading("a hold: no letter goes out", {"hold": name}))

    def _passed_on(self, contents: Contents, said: list[str]) -> Iterator[Question]:
        """A question about names in some of the rows, and not in all, below a header of who collects or bought them."""
        if contents.filled < contents.rows and len(said) <= _MOST_NAMES:
            read = self._sheet.header.name("status") if self._sheet.has("status") else ""
            held = self._sheet.dialect.map.get("status") or read
            states = f"{held} + {contents.name}" if held else contents.name
            what = f"says {said[0]!r} of invoices that are owed, and is not read: are those sold or passed on?"
            means = "sold or passed on to others: no letter goes out"
            words = dict.fromkeys(said, "held")
            yield self._asks(contents, what, Reading(means, {"status": states}, words=words))

    def _disputed(self, contents: Contents, said: list[str]) -> Iterator[Question]:
        """A question about the amounts that are in dispute, where any is more than nothing; beside a column of disputes
        how often an invoice was in one is none."""
        times = self._sheet.has("disputed") and contents.has_word("count") and all(map(str.isdigit, contents.counts))
        if not times and any(re.search("[1-9]", text) for text in said):
            what = "has amounts beside invoices that are owed, and is not read: are those in dispute?"
            means = "an amount in dispute: no letter goes out for the invoice"
            yield self._asks(contents, what, Reading(means, {"disputed": contents.name}))

    def _may_dispute(self, contents: Contents) -> bool:
        """True when the header says nothing, or where the vendor's export lacks its column of disputes, when it is that
        of no day."""
        if says_nothing(contents.name):
            return True
        preset, of_day = self._sheet.preset, contents.begins("issued") or contents.begins("due")
        return "disputed" in preset.fields and not (preset.fallback or self._sheet.has("disputed") or of_day)

    def _shares(self, contents: Contents, said: list[str]) -> Iterator[Question]:
        """A question about the share of each invoice that is paid, or open: of what is open a whole share gives the
        state, and a row with any other one must say its amounts."""
        named, left = contents.about("paid") or contents.begins("state"), contents.about("open")
        if self._settled or self._sheet.has("balance") or self._sheet.has("paid") or not (named or left):
            return
        shares = {text: float(text.rstrip("% \u00a0").replace(",", ".")) for text in (*contents.counts, *said)}
        whole = 100.0 if "%" in "".join(shares) or max(shares.values()) > 1 else 1.0
        none, all_of_it = ("paid", "open") if left and not contents.begins("paid") else ("open", "paid")
        words = {
            text: none if share <= 0 else all_of_it if share >= whole else "partly" for text, share in shares.items()
        }
        what = "says of each invoice what share of it is paid or open, and is not read"
        if none == "open" and self._sheet.has("total"):
            yield self._asks(contents, what, Reading("the share that is paid", {"paid": contents.name}))
            return
        state = Reading("what is paid; rows paid in part must say the amount", {"status": contents.name}, words=words)
        yield self._asks(contents, what, state)

    def _words(self, contents: Contents, said: list[str]) -> Iterator[Question]:
        state = Reading("the state of the invoice", {"status": contents.name})
        telling = [text for text in said if state_of(text) in _TELLING_STATES]
        telling = [text for text in telling if text not in self._only_of_credits(contents, telling)]
        if not telling and contents.states(_HALF) and not contents.about("harmless_flag"):
            telling = [text for text in said if not is_state(text)]
        if telling and not self._sheet.has("status"):
            yield self._asks(contents, f"says {telling[0]!r} of invoices that are owed, and is not read", state)
        elif contents.begins("closed") and not any(map(self._sheet.has, ("status", "paid", "balance"))):
            what = f"says {said[0]!r} of invoices that are owed, and is not read: are those settled?"
            settled = Reading("a mark of what is settled", {"paid_mark": contents.name})
            yield self._asks(contents, what, settled)
        elif telling and (contents.begins("state") or _says_a_state_in_every_row(contents)):
            name = self._sheet.header.name("status")
            held = self._sheet.dialect.map.get("status") or name
            both = Reading(f"a state of the invoice beside {name!r}", {"status": f"{held} + {contents.name}"})
            what = f"says {telling[0]!r} of invoices that are owed, and {name!r} is read"
            only = replace(state, means=f"the state of the invoice, and {name!r} is none", ignore=(name,))
            yield self._asks(contents, what, both, *([] if " + " in held else [only]))

    def _only_of_credits(self, contents: Contents, telling: list[str]) -> list[str]:
        """The words for a dispute or a hold that stand beside credits alone, which no letter asks for."""
        blocks = [text for text in telling if state_of(text) in BLOCKS]
        column = self._sheet.records.coded(self._sheet.rows[self._rows], contents.place)
        owed = set(column.cleaned(str.strip).only(np.flatnonzero(self._table.balance[self._rows] > 0)).used)
        return [text for text in blocks if text not in owed]


def _says_a_state_in_every_row(contents: Contents) -> bool:
    return contents.states(_ALMOST_ALL) and contents.filled >= _ALMOST_ALL * contents.rows


def _may_take_back(text: str) -> bool:
    """True when a word may say that the row takes another one back, or a state."""
    return about("reversal", text) or about("void", text) or word_key(text) in meanings("status")
