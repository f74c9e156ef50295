"""Kinds of holds, in the words of lists kept by hand, in five languages."""

from __future__ import annotations

from pastdue.intake.values.flaws import Flaw
from pastdue.model import BlockKind
from pastdue.model.messages import Message

_WORDS = {
    BlockKind.HOLD: (
        "hold", "on hold", "held", "stop", "wstrzymane", "wstrzymana", "wstrzymanie", "blokada", "sperre", "mahnsperre",
        "gesperrt", "suspendu", "suspension", "blocage", "suspendido", "bloqueo", "retenido",
    ),
    BlockKind.DISPUTE: (
        "dispute", "disputed", "spór", "sporna", "sporne", "reklamacja", "strittig", "bestritten", "reklamation",
        "litige", "contesté", "contestée", "disputa", "disputado", "reclamación",
    ),
    BlockKind.PROMISE: (
        "promise", "promised", "promise to pay", "obietnica", "obietnica zapłaty", "obiecane", "zusage",
        "zahlungszusage", "versprochen", "promesse", "promesse de paiement", "promis", "promesa", "promesa de pago",
        "prometido",
    ),
}  # fmt: skip
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}


def parse_block_kind(text: str) -> BlockKind | Flaw:
    """The kind the cell names, in English, Polish, German, French or Spanish; an empty one is a hold.

    >>> parse_block_kind("Zahlungszusage"), parse_block_kind("")
    (<BlockKind.PROMISE: 'promise'>, <BlockKind.HOLD: 'hold'>)
    >>> str(parse_block_kind("maybe").what)
    'is neither a hold nor a dispute nor a promise'
    """
    word = " ".join(text.split()).casefold()
    if not word:
        return BlockKind.HOLD
    flaw = Flaw(Message.of("no_hold_kind"), Message.of("write_hold_kind"))
    return _KINDS.get(word, flaw)
