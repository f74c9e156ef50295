"""Headers: the way they are compared, and the column of each field in a file."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pastdue.intake.export.units.header_units import without_unit
from pastdue.intake.states.composed import composed
from pastdue.intake.values.amounts import currencies_of
from pastdue.intake.values.texts import HOW_WRITTEN
from pastdue.intake.values.word_rows import ascii_form, rows
from pastdue.model.names import PARTED


@dataclass(frozen=True, slots=True)
class Asked:
    """The user's choices about columns: the header of a field (`mapping`; "" for a field not to be read), and columns
    to leave unread (`ignore`)."""

    mapping: Mapping[str, str]
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelled:
    """The headers that a preset knows, by field; `loosely` if they are compared by their letters and digits alone, and
    then also by their words in any order (`by_words`, the one field that a set of words names)."""

    fields: Mapping[str, tuple[str, ...]]
    loosely: bool = False
    by_words: Mapping[frozenset[str], str] = dataclasses.field(default_factory=dict)

    def named_by(self, name: str, made: bool = True) -> str:
        """The field that the words of the header `name` say together, or each of them by itself; "" for none or
        several. `made`: also where the words are of any language, and of no header that is known."""
        words = words_of(name)
        each = {self.by_words.get(frozenset((word,)), "") for word in words}
        said = self.by_words.get(words) or (each.pop() if len(each) == 1 else "") or (composed(name) if made else "")
        return said if said in self.fields else ""


@dataclass(frozen=True, slots=True)
class Header:
    """The header row: its names as written, the line it is on, and the column of each field. `added` are further
    columns of a field, whose amounts are added to it, and `joined` those of which a text is made, which may hold other
    fields as well."""

    file: str
    line: int
    names: tuple[str, ...]
    places: Mapping[str, int]
    added: Mapping[str, tuple[int, ...]] = dataclasses.field(default_factory=dict)
    joined: Mapping[str, tuple[int, ...]] = dataclasses.field(default_factory=dict)

    def name(self, field: str) -> str:
        """The file's header of `field`, for messages; pastdue's name of the field when the file has no such column."""
        if field in self.joined:
            return " + ".join(self.names[place].strip() for place in self.joined[field])
        return self.names[self.places[field]].strip() if field in self.places else field

    def name_at(self, field: str, place: int) -> str:
        """The header of the field, or of the further column of it at `place`."""
        return self.names[place].strip() if place in self.added.get(field, ()) else self.name(field)

    def unused(self, aside: Collection[int]) -> tuple[str, ...]:
        """The columns that hold no field and are not set `aside`, by name, or by number where they have none."""
        further = (place for more in (self.added, self.joined) for places in more.values() for place in places)
        used = {*self.places.values(), *further, *aside}
        return tuple(name.strip() or _unnamed(place) for place, name in enumerate(self.names) if place not in used)


def joined(parts: Iterable[str]) -> str:
    """The text that is made of the parts that several columns say; "" where one of them says nothing.

    >>> joined(["Alder", "2026-03-01"]), joined(["Alder", ""])
    ('Alder / 2026-03-01', '')
    """
    return PARTED.join(said) if all(said := list(parts)) else ""


@lru_cache(maxsize=1 << 14)
def normal(name: str) -> str:
    """`name` as headers are compared: without BOM, trimmed, in small letters without accents, umlauts as two letters,
    runs of space made one; an asterisk in front, which marks a required column, and a colon behind are no part of it.

    >>> normal(" Due\\u00a0 DATE: "), normal("Fälligkeit")
    ('due date', 'faelligkeit')
    """
    return ascii_form(" ".join(name.replace("\ufeff", "").split()).lstrip("*").rstrip(":").rstrip())


def numbered(place: int) -> str:
    """A column named by its number alone, as `#3`: the way to tell columns of one name apart.

    >>> numbered(2)
    '#3'
    """
    return f"#{place + 1}"


def mapped_to(mapping: Mapping[str, str], keys: frozenset[str]) -> set[str]:
    """The fields that the user maps to headers among `keys`, also to several of them joined by ` + `."""
    there = {name for name in mapping.values() if name}
    there = {name for name in there if normal(name) in keys or {*map(normal, name.split(" + "))} <= keys}
    return {field for field, name in mapping.items() if name in there}


@lru_cache(maxsize=64)
def places_of(said: tuple[str, ...], names: tuple[str, ...]) -> frozenset[int]:
    """The places of the columns that are `said` by their headers in any case, or by their numbers; one without a header
    also as messages name it.

    >>> sorted(places_of(("due date", "#1", "column 4"), ("Invoice", "Total", "Due Date", "")))
    [0, 2, 3]
    """
    wanted = set(map(normal, said))
    called = enumerate({normal(name) or _unnamed(place), numbered(place)} for place, name in enumerate(names))
    return frozenset(place for place, any_of in called if any_of & wanted)


def _unnamed(place: int) -> str:
    """A column without a header, as messages name it."""
    return f"column {place + 1}"


@lru_cache(maxsize=1 << 14)
def loose(name: str) -> str:
    """`name` as a general list compares headers: its letters of any script, digits, number signs and question marks
    alone, without a currency or the way to write it in brackets or behind it; a percent sign is a word.

    >>> loose("Total (Rs)"), loose("invoice_number"), loose("amount_eur"), loose("Paid %"), loose("請求書 番号")
    ('total', 'invoicenumber', 'amount', 'paidpercent', '請求書番号')
    """
    bare = re.sub(r"[^\w#?]|_", "", _bare(name).replace("%", "percent"))
    bare = re.sub(r"exclusi(?:ef|ve)|excluding", "excl", bare)
    return re.sub(r"inclusi(?:ef|ve)|including|inklusive?|inkl", "incl", bare)


@lru_cache(maxsize=1 << 14)
def words_of(name: str) -> frozenset[str]:
    """The words of a header in no order, without those that change nothing of its meaning; @ for `at`, `on` and `am`.

    >>> sorted(words_of("date_due")), sorted(words_of("Inv. total")), sorted(words_of("issuedAt"))
    (['date', 'due'], ['total'], ['@', 'issued'])
    """
    bare = _bare(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).replace("%", " percent ")
    words = frozenset("@" if word in rows("headers")["on_day"] else word for word in re.findall(r"[^\W\d_]+", bare))
    return words - frozenset(rows("headers")["fillers"])


def _bare(name: str) -> str:  # without a unit, and a currency or the way to write it at its end
    return (_CURRENCY_BEHIND if currency_in(name) else HOW_WRITTEN).sub("", normal(without_unit(name)))


_CURRENCY_BEHIND = re.compile(
    r"\s*[(\[]\s*(?:in )?([^\W\d]{2,4}\.?|r|[^\w\s()]{1,3}|[a-z]{1,3}[$/]\.?)\s*[)\]]$"
    r"|[\s_](?:in )?([a-z]{3}|[^\w\s#:*.%?]{1,3}|[a-z]{1,3}\$|s/\.?|(?:kr|rs|ft)\.?|z[łl]|k[čc]|tl)$"
)


def currency_in(name: str) -> str:
    """The currency sign or code that a header ends with, as `Amount (EUR)`, `amount_eur`; "" for none.

    >>> currency_in("Total (Rs)"), currency_in("Betrag in €"), currency_in("Due all"), currency_in("Valor (R$)")
    ('rs', '€', '', 'r$')
    """
    match = _CURRENCY_BEHIND.search(" ".join(without_unit(name).split()).casefold())
    if match is None or (match[2] and match[2] in _WORDS_TOO):
        return ""
    sign = match[1] or match[2]
    return sign if currencies_of(sign) else ""


def code_in(name: str) -> str:
    """The code of the one currency that a header ends with; "" for none, and for a sign of several.

    >>> code_in("Total (Rs)"), code_in("Betrag in €"), code_in("Paid on")
    ('', 'EUR', '')
    """
    codes = currencies_of(currency_in(name))
    return codes[0] if len(codes) == 1 else ""


def is_a_word_too(text: str) -> bool:
    """True when a code of a currency in small letters is a word as well, as `all`."""
    return text in _WORDS_TOO


FEWEST_HEADERS = 2
"""So many headers prove a language, and none may be of another."""

_WORDS_TOO = frozenset(("all", "top", "try", "mop", "lei", "cup", "sos", "bam", "pen", "ang", "gel", "mad", "bob"))
"""Codes of currencies that are words as well: without brackets no header means them."""


def language_of(names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The language of headers by its code, and those of `names` that only it has; "" where fewer than two or several
    languages are among them.

    >>> language_of(["Kund", "Förfallodatum", "Belopp"]), language_of(["Kund", "Belopp"]), language_of(["Total"])
    (('sv', ('Förfallodatum', 'Belopp')), ('', ()), ('', ()))
    """
    found: dict[str, list[str]] = {}
    for name in names:
        for code in _tongues_of(name):
            found.setdefault(code, []).append(name.strip())
    if len(found) != 1:
        return "", ()
    code, said = next(iter(found.items()))
    return (code, tuple(said)) if len(said) >= FEWEST_HEADERS else ("", ())


@lru_cache(maxsize=1 << 15)
def _tongues_of(name: str) -> tuple[str, ...]:
    """The languages that alone write a header so, by their codes."""
    letters = set(name.casefold())
    words = [loose(name)]
    for spelled_out in (True, False):
        words += re.findall("[a-z]+", ascii_form(name, spelled_out))
    return tuple(
        code for code, (own, stems) in _tongues().items()
        if letters & own or any(word.startswith(stems) for word in words)
    )  # fmt: skip


@cache
def _tongues() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """The letters and the beginnings of words that only each language has, by its code."""
    return {code: (frozenset(each.get("letters", "")), tuple(each["words"])) for code, each in rows("tongues").items()}


@lru_cache(maxsize=1 << 14)
def forms(name: str) -> tuple[str, ...]:
    """The forms in which a known header may be written: `normal`, and with its umlauts written as one letter."""
    bare = ascii_form(" ".join(name.split()).lstrip("*").rstrip(":").rstrip(), spelled_out=False)
    return (normal(name),) if bare == normal(name) else (normal(name), bare)


@lru_cache(maxsize=1 << 14)
def loose_forms(name: str) -> frozenset[str]:
    """The `forms` of a known header as a general list compares them."""
    return all_loose(frozenset(forms(name)))


@lru_cache(maxsize=1 << 14)
def all_forms(names: tuple[str, ...]) -> frozenset[str]:
    """The forms in which any of the known headers may be written, also as a general list compares them, and `#` where
    one may be the number of a column."""
    written = {form for name in names for form in (*forms(name), *loose_forms(name))}
    return frozenset(written | {name[0] for name in names if name.startswith("#")})


@lru_cache(maxsize=1 << 10)
def all_loose(names: frozenset[str]) -> frozenset[str]:
    """Headers as a general list compares them."""
    return frozenset(map(loose, names))
