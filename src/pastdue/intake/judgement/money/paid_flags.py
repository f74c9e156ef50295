"""Columns of yes and no that say of an invoice that it is paid, or that it is open."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds, contents_of
from pastdue.intake.states.known_words import is_state
from pastdue.intake.states.topics import beginnings, loose_words
from pastdue.intake.states.two_states import says_unpaid
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, rows, word_key
from pastdue.model.messages import Message

_BOTH = 2
_OPEN_FLAGS = ("open", "isopen", "unpaid", "offen")
"""Headers, as general lists compare them, whose yes means that something is owed."""

_PAID_IN_FULL = re.compile(r"(is|invoice|fully)*paid(infull|flag|yn|yesno|status)?\??")
"""Headers, compared so, of which nothing but that the whole invoice is paid can be asked."""


def read_flags(sheet: Sheet, places: dict[str, int], unused: Sequence[Contents]) -> None:
    """Settle what yes and no say: in the column of states, also beside words for other states where it is called paid,
    in one called open or paid where there is none, and in one called paid beside it that contradicts it in no row."""
    if "status" not in places:
        _state_of_flags(sheet, places, unused)
        return
    found = contents_of(sheet, places["status"])
    if found.holds is Holds.FLAGS:
        paid, unpaid = found.about("paid") or found.about("closed"), found.about("open")
        sheet.prove(flags_mean="open" if unpaid else "paid" if paid else sheet.proofs.flags_mean)
    elif _is_paid(found) and _says_both(found):
        sheet.prove(flags_mean="paid")
    elif "paid_mark" not in places and "paid_mark" not in sheet.dialect.map and sheet.preset.fallback:
        _flag_beside_state(sheet, places, unused)


def _state_of_flags(sheet: Sheet, places: dict[str, int], unused: Sequence[Contents]) -> None:
    """Read a column of yes and no that is called open or paid as the state, where nothing else says it."""
    flags = [each for each in unused if each.holds is Holds.FLAGS and (_is_open(each) or _is_paid(each))]
    if len(flags) == 1:
        found = flags[0]
        places["status"] = found.place
        sheet.prove(flags_mean="paid" if _is_paid(found) else "open")
        sheet.tell(Message.of(f"flags_of_{sheet.proofs.flags_mean}", column=repr(found.name)))


def _flag_beside_state(sheet: Sheet, places: dict[str, int], unused: Sequence[Contents]) -> None:
    """Read the one column of yes and no that is called paid in full as its mark, where no row that it calls paid is
    called unpaid, late or paid in part by the state, and every row that the state calls paid has a yes."""
    flags = [each for each in unused if each.holds is Holds.FLAGS and _is_paid_in_full(each)]
    if len(flags) != 1:
        return
    column = sheet.records.column(sheet.rows, flags[0].place).coded().cleaned(clean).without(sheet.nothing)
    yes = column.rows(lambda text: meanings("flags").get(word_key(text)) == "yes")
    state, known = sheet.text("status"), meanings("status")
    paid = state.rows(lambda text: known.get(word_key(text)) == "paid")
    other = state.rows(lambda text: known.get(word_key(text), "open") not in ("paid", "open") or says_unpaid(text))
    other |= state.rows(lambda text: bool(text) and not is_state(text))
    if yes.any() and not (yes & other).any() and not (paid & ~yes).any() and bool(np.any(yes & ~paid)):
        places["paid_mark"] = flags[0].place


def _says_both(found: Contents) -> bool:
    """True when some cells say yes and others no."""
    return {"yes", "no"} <= {meanings("flags").get(word_key(text)) for text in found.counts}


def _is_open(found: Contents) -> bool:
    return found.key in _OPEN_FLAGS


def _is_paid(found: Contents) -> bool:
    """True when the header says by itself that a yes below it means paid in full."""
    if _is_called_paid(found):
        return True
    return found.key.startswith(("paid", "ispaid")) and not found.about("open")


def _is_paid_in_full(found: Contents) -> bool:
    """The same, where a state stands beside it: the header says nothing else."""
    return _is_called_paid(found) or bool(_PAID_IN_FULL.fullmatch(found.key))


def _is_called_paid(found: Contents) -> bool:
    """True when the header is one that says so, or two words for a payment of which one does, as `Modtaget/Betalt`."""
    flags, words = rows("headers")["paid_flag"], loose_words(found.name)
    both = len(words) == _BOTH and all(word.startswith(beginnings("paid")) for word in words)
    return found.key.rstrip("?") in flags or (both and not found.about("part_paid") and not {*flags}.isdisjoint(words))
