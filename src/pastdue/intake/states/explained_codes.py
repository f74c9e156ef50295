"""Codes that the header above them explains, as `Type (0: Invoice, 1: Credit note)` or `Status [1 paid / 2 open]`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents
from pastdue.intake.states.composed import composed
from pastdue.intake.states.known_words import kind_of, state_of
from pastdue.intake.states.topics import says_only
from pastdue.model.messages import Message

_GROUP = re.compile(r"[(\[{]([^()\[\]{}]+)[)\]}]\s*$")
_APART = re.compile(r"[,;/|]")
_PAIR = re.compile(r"(\d{1,2}|[A-Za-z])\s*[:=–-]?\s*([^\W\d_][^:=]+)|([^\W\d_][^:=]+?)\s*[:=–-]\s*(\d{1,2}|[A-Za-z])")
_FEWEST = 2
_OF_AN_INVOICE = ("state", "kind", "bill", "paid", "open")
"""The topics of headers whose codes are of the invoice: those of a delivery or a commission are not."""


def explained(header: str) -> Mapping[str, str]:
    """The word of each code that the brackets at the end of a header explain; none where they say anything else.

    >>> explained("Type (0:Invoice, 1:Credit note)"), explained("State [1 paid / 2 open]"), explained("Amount (EUR)")
    ({'0': 'Invoice', '1': 'Credit note'}, {'1': 'paid', '2': 'open'}, {})
    """
    group = _GROUP.search(header)
    pairs = [_PAIR.fullmatch(part.strip()) for part in _APART.split(group[1])] if group else []
    if len(pairs) < _FEWEST or not all(pairs):
        return {}
    found = {pair[1] or pair[4]: (pair[2] or pair[3]).strip() for pair in pairs if pair}
    return found if len(found) == len(pairs) else {}


def read_explained_codes(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Add to `places` as the state or the kind of row each column whose header explains all its codes by words that are
    known for that, where no other column says it and no word before them is of something else than the invoice."""
    for each in unused:
        codes, name = explained(each.name), _GROUP.sub("", each.name)
        if not each.counts or not codes.keys() >= set(each.counts):
            continue
        if not (says_only(_OF_AN_INVOICE, name) or composed(name) in ("status", "type")):
            continue
        for field, known in (("status", state_of), ("type", lambda word: kind_of(word, under_kind=False))):
            if field not in places and field not in sheet.dialect.map and all(map(known, codes.values())):
                places[field] = each.place
                sheet.prove(codes={**sheet.proofs.codes, each.place: codes})
                sheet.tell(Message.of("codes_by_header", column=repr(each.name)))
                break
