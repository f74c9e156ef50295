"""Topics of headers and of words of a state, by the beginnings and parts of words that each has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain

from pastdue.intake.export.headers import loose, words_of
from pastdue.intake.values.word_rows import rows

WORDS = re.compile(r"[A-Z]?[^\W_A-Z]+|[A-Z]+|#")
"""A word of a header, also one that only a capital begins."""
_PERIOD = re.compile(r"(?:0?[1-9]|[1-4]\d|5[0-3]|(?:19|20)\d\d)(?:\.0)?", re.ASCII)
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2]|(?:19|20)\d\d)(?:\.0)?", re.ASCII)
_COUNT, _FEW = re.compile(r"\d{1,3}(?:\.0)?", re.ASCII), re.compile(r"\d{1,2}(?:\.0)?", re.ASCII)
_EXCUSES = ("no_money", "harmless_flag")
"""Topics by which nothing is asked of a column: a short stem of theirs counts at the beginning of a word alone, and not
inside others, as `dso` in `Settled so far`."""
_SHORT = 3
_ENDING = 2
"""So many letters at the end of a word may make it a plural."""


@cache
def beginnings(topic: str) -> tuple[str, ...]:
    """The words of `topic` in `data/words/headers.toml`."""
    return tuple(rows("headers")[topic])


@lru_cache(maxsize=1 << 15)
def loose_words(name: str) -> tuple[str, ...]:
    """The words of a header as general lists compare them."""
    return tuple(loose(word) for word in WORDS.findall(name))


@lru_cache(maxsize=1 << 16)
def about(topic: str, text: str) -> bool:
    """True when `text`, a header or a word of a state, has a word of `topic` in `data/words/headers.toml`; what is
    still to be paid is open, and not paid.

    >>> about("paid", "Amount paid"), about("paid", "Not paid yet"), about("open", "Not paid yet")
    (True, False, True)
    >>> about("net_amount", "Total net"), about("net_amount", "montantht"), about("net_amount", "Line total")
    (True, True, False)
    >>> about("net_amount", "Freight"), about("net_amount", "Frachtkosten netto")
    (False, True)
    """
    key = loose(text)
    unpaid = any(stem in key for stem in rows("headers")["unpaid"])
    if topic in ("paid", "open", "credit"):
        for word in rows("headers")["by_chance"]:
            key = key.replace(word, "|")
    if topic == "open" and any(stem in key for stem in rows("headers")["original"]):
        return False
    if topic == "paid":
        for stem in rows("headers")["unpaid"]:
            key = key.replace(stem, "|")
    elif topic == "open" and unpaid:
        return True
    stems: Iterable[str] = rows("headers")[topic]
    if topic in _EXCUSES:
        stems = [
            stem for stem in stems if len(stem) > _SHORT or any(word.startswith(stem) for word in loose_words(text))
        ]
    if topic == "net_amount":
        short = tuple(stem for stem in stems if len(stem) <= _SHORT and stem.isascii())
        for word in rows("headers")["not_net"]:
            key = key.replace(word, "|")
        if key.endswith(short) or any(word.startswith(short) for word in loose_words(text)):
            return True
        stems = [stem for stem in stems if stem not in short]
    return any(_is_within(stem, key, text) for stem in stems)


def _is_within(stem: str, key: str, text: str) -> bool:
    """True when `stem` is in `key`, the letters of the header `text`, at the beginning of a word or inside one: no word
    begins inside another one and ends behind it, as `rest` in `factures total`."""
    if stem not in key:
        return False
    words = loose_words(text)
    if "".join(words) != key:
        return True
    ends, end = dict[int, int](), 0
    for word in words:
        ends |= dict.fromkeys(range(end, end + len(word)), end + len(word))
        end += len(word)
    starts = {0, *ends.values()}
    found = [at for at in range(len(key)) if key.startswith(stem, at)]
    return any(at in starts or at + len(stem) <= ends[at] for at in found)


def is_called(topic: str, name: str) -> bool:
    """True when the words of a header, in any order or written as one, are those of one of the whole headers of
    `topic`, and no more.

    >>> is_called("day_paid", "Payment Date"), is_called("day_paid", "fechapago")
    (True, True)
    >>> is_called("day_paid", "Last Payment Date")
    False
    """
    return words_of(name) in _whole_headers(topic) or loose(name) in _joined_headers(topic)


@cache
def _whole_headers(topic: str) -> frozenset[frozenset[str]]:
    return frozenset(map(words_of, rows("headers")[topic]))


@cache
def _joined_headers(topic: str) -> frozenset[str]:
    return frozenset(map(loose, rows("headers")[topic]))


def says_only(topics: Iterable[str], name: str) -> bool:
    """True when every word of a header begins with one of the `topics`, or says no more than that a day stands below.

    >>> says_only(["due"], "Due date"), says_only(["due"], "Vervalt op"), says_only(["due"], "Discount due")
    (True, True, False)
    """
    days, stems = rows("headers")["any_day"], tuple(chain.from_iterable(map(beginnings, topics)))
    return all(word in ("@", *days) or loose(word).startswith(stems) for word in words_of(name))


def numbers_periods(name: str, texts: Iterable[str]) -> bool:
    """True when a word of the header is one for a period and the `texts` below can be its numbers; where it speaks of
    money, too, only if that word is the first and they are months or years.

    >>> numbers_periods("Monat", ["3", "12"]), numbers_periods("Paid this year", ["3", "12"])
    (True, False)
    """
    words, of_money = loose_words(name), any(about(topic, name) for topic in ("paid", "open", "credit", "total"))
    named = any(map(_is_period, words[:1] if of_money else words))
    return named and all(map((_MONTH if of_money else _PERIOD).fullmatch, texts))


def counts_named(name: str, texts: Iterable[str]) -> bool:
    """True when the last word of the header is one for several things, of which it does not say that they are paid or
    open, and the `texts` below can be how many there are.

    >>> counts_named("prior_late_invoices", ["0", "3"]), counts_named("Open bills", ["0", "120"])
    (True, False)
    >>> counts_named("Late payments", ["0", "3"]), counts_named("Payments", ["0", "300"])
    (True, False)
    """
    words = loose_words(name)
    missed = any(map(beginnings("missed").__contains__, words)) and words[-1] in rows("headers")["things_missed"]
    of_money = any(about(topic, name) for topic in ("paid", "open", "credit"))
    named = missed or (bool(words) and words[-1] in rows("headers")["things"] and not of_money)
    return named and all(map((_FEW if missed else _COUNT).fullmatch, texts))


def names_late_charge(name: str) -> bool:
    """True when a word of a header is one for what a debtor is charged for paying late, or begins as a long one.

    >>> names_late_charge("Mahnkosten"), names_late_charge("Rente"), names_late_charge("Rented")
    (True, True, False)
    """
    words = (*loose_words(name), loose(name))
    return any(
        word.startswith(beginnings("late_charge")) or word in rows("headers")["late_charge_words"] for word in words
    )


def names_billed_period(name: str) -> bool:
    """True when a header says that the period billed stands below it, and no more.

    >>> names_billed_period("Billing period"), names_billed_period("Months"), names_billed_period("Paid this month")
    (True, False, False)
    """
    words, known = set(loose_words(name)), set(rows("headers")["billed_period"])
    return not words.isdisjoint(known) and words <= known | set(rows("headers")["of_period"])


def _is_period(word: str) -> bool:
    """True when a word of a header is one for a month, week or year, and not one made of it, as `Jahresbeitrag`."""
    stems = [stem for stem in beginnings("period") if word.startswith(stem)]
    return any(len(word) <= len(stem) + _ENDING for stem in stems) and not word.endswith("ly")
