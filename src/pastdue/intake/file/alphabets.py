"""Encodings put forward by the letters a file then has: those of one language are the likeliest."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_ENCODINGS = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859-2", "iso8859-7", "iso8859-9", "cp852", "cp850",
    "koi8-r", "mac-roman",
)  # fmt: skip
_RARE = ("cp852", "cp850", "mac-roman")
"""The encodings of DOS and old Macs."""
_SELDOM = 0.55
"""So large a share of letters that fit speaks against a rare encoding."""
_ALPHABETS = {
    "de": "äöüß", "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíñóúüºª", "it": "àèéìòù", "pt": "ãâáàçéêíõóôúüºª",
    "nl": "éëïöüèáó", "sv": "åäöé", "da": "æøåéö", "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "ro": "ăâîșțşţ", "hr": "čćđšž", "tr": "çğıöşüâîi̇",
    "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "el": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋΐΰς",
}  # fmt: skip
"""The letters beyond ASCII of each language, small."""
_VOWELS = frozenset("аеёиоуыэюяіїєαεηιουωάέήίόύώ")
"""Of alphabets without Latin letters: a wrong reading has few of them."""
_MARKS = frozenset("€£§°–—‘’“”„…«»·×½№©®\u00a0'´´")
"""Signs that texts of every language have."""
_BESIDE_NO_FIGURE = re.compile(rb"(?<![0-9 \x80-\xff])[\x80-\xff]+(?! ?[0-9])|(?<![0-9]) [\x80-\xff]+(?! ?[0-9])")
_WORD = re.compile(rb"[^\s,;\"|]*[\x80-\xff][^\s,;\"|]*")
_OTHER = re.compile("[\u0370-\u052f]")
_ODD = re.compile(
    "[a-zA-Z][\u0370-\u052f]|[\u0370-\u052f][a-zA-Z]|[\u03ac-\u03ce\u0430-\u045f][\u0391-\u03ab\u0400-\u042f]"
)
"""A Greek or Cyrillic letter beside a Latin one, or a capital behind a small one."""
_MOST_BYTES = 1 << 20
_LONGEST = 40
_SHOWN = 3
_FEWEST_LETTERS = 3
"""Fewer letters than these may be of several languages by chance."""


@dataclass(frozen=True, slots=True)
class EncodedWord:
    """An encoding, and a word of the file as it reads in it."""

    encoding: str
    word: str


def likely_encodings(raw: bytes) -> list[EncodedWord]:
    """The encodings in which every byte of `raw` is a letter or sign, the likeliest first, each with the first word
    that they read in different ways; of encodings that read the same the first alone, none where all do.

    >>> likely_encodings("Łódź, Kraków".encode("cp1250"))[0]
    EncodedWord(encoding='cp1250', word='Łódź')
    >>> likely_encodings("Счет Иванов".encode("cp1251"))[0]
    EncodedWord(encoding='cp1251', word='Счет')
    """
    words = list(dict.fromkeys(_WORD.findall(raw[:_MOST_BYTES])))
    counts = Counter(byte for word in words for byte in word if byte > 0x7F)
    used = bytes(sorted(counts))
    ranked = [(_foreign(counts, name) + _mixed(words, name) + _SELDOM * (name in _RARE),
               _few_vowels(counts, name), name) for name in _ENCODINGS if _reads(used, name)]  # fmt: skip
    alike: dict[str, str] = {}
    for *_, name in sorted(ranked, key=lambda each: each[:2]):
        alike.setdefault(used.decode(name), name)
    names = list(alike.values())[:_SHOWN]
    for word in words:
        read = [EncodedWord(name, word[:_LONGEST].decode(name)) for name in names]
        if len({each.word for each in read}) == len(read) > 1:
            return read
    return [EncodedWord(name, words[0][:_LONGEST].decode(name)) for name in names] if len(names) > 1 else []


def of_one_language(raw: bytes) -> str:
    """The one encoding in which all letters of `raw` beyond ASCII, at least three, are those of one language; "" where
    there are several that read it in different ways, or none.

    >>> of_one_language("Åkeri Väst; Örnen; påm.".encode("cp1252"))
    'cp1252'
    >>> of_one_language("Peñón".encode("cp1252"))
    ''
    """
    words = list(dict.fromkeys(_WORD.findall(raw[:_MOST_BYTES])))
    counts = Counter(byte for word in words for byte in word if byte > 0x7F)
    used = bytes(sorted(set(raw.translate(None, bytes(range(0x80))))))
    if len({bytes((byte,)).decode("cp1252", "replace").lower() for byte in counts}) < _FEWEST_LETTERS:
        return ""
    read: dict[str, str] = {}
    for name in _ENCODINGS:
        if _reads(used, name) and not _foreign(counts, name) and not _mixed(words, name):
            read.setdefault(used.decode(name), name)
    return next(iter(read.values())) if len(read) == 1 else ""


def of_language(raw: bytes, name: str, language: str) -> bool:
    """True when all letters of `raw` beyond ASCII are those of `language` as the encoding `name` reads them.

    >>> of_language("Àlvaro".encode("cp1252"), "cp1252", "it"), of_language("Àlvaro".encode("cp1252"), "cp1250", "it")
    (True, False)
    """
    counts = Counter(raw.translate(None, bytes(range(0x80))))
    letters = {bytes((byte,)).decode(name).lower() for byte in counts} - _MARKS
    return language in _ALPHABETS and letters <= {*_ALPHABETS[language]}


def are_signs_of_figures(raw: bytes, name: str) -> bool:
    """True when everything beyond ASCII is a sign as the encoding `name` reads it, and each stands beside a figure.

    >>> are_signs_of_figures("Limit: £ 100, 20€".encode("cp1252"), "cp1252")
    True
    >>> are_signs_of_figures("Ł. Nowak".encode("cp1250"), "cp1252")
    False
    """
    used = bytes(sorted(set(raw.translate(None, bytes(range(0x80))))))
    return _reads(used, name) and {*used.decode(name)} <= _MARKS and not _BESIDE_NO_FIGURE.search(raw)


def _reads(used: bytes, name: str) -> bool:
    """True when the encoding gives every byte a letter or a sign."""
    try:
        return all(not 0x7F <= ord(char) < 0xA0 for char in used.decode(name))
    except UnicodeDecodeError:
        return False


def _foreign(counts: Counter[int], name: str) -> float:
    """The share of the bytes that are no letters of the one language that has most of them."""
    letters = {byte: bytes((byte,)).decode(name) for byte in counts}
    told = {byte: char for byte, char in letters.items() if char not in _MARKS}
    total = sum(counts[byte] for byte in told)
    if not total:
        return 0.0
    known = (
        sum(counts[byte] for byte, char in told.items() if char.lower() in alphabet) for alphabet in _ALPHABETS.values()
    )
    return 1 - max(known) / total


def _mixed(words: list[bytes], name: str) -> float:
    """The share of the words in which other letters than Latin ones stand beside Latin ones, or capitals inside."""
    return sum(bool(_ODD.search(word.decode(name, "replace"))) for word in words) / max(1, len(words))


def _few_vowels(counts: Counter[int], name: str) -> float:
    """The share of letters that are no vowels, where the encoding has no Latin ones beyond ASCII."""
    letters = {byte: bytes((byte,)).decode(name).lower() for byte in counts}
    other = [byte for byte, char in letters.items() if _OTHER.match(char)]
    total = sum(counts[byte] for byte in other)
    return 1 - sum(counts[byte] for byte in other if letters[byte] in _VOWELS) / total if total else 0.0
