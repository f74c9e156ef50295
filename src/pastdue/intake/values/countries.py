"""Which country does a cell name? Its ISO 3166 code, or its name in English, Polish, German, French or Spanish."""

from __future__ import annotations

import unicodedata
from functools import cache

from pastdue.intake.values.flaws import Flaw

# ISO 3166-1 alpha-2, officially assigned codes (source: ISO 3166 maintenance agency, 2025), and XK (Kosovo).
_ASSIGNED = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
    "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
    "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
    "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
    "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
    "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK"
)
CODES = frozenset(_ASSIGNED.split())

_ALIASES = {"UK": "GB", "EL": "GR"}
_LANGUAGES = ("en", "pl", "de", "fr", "es")
_COMMON = {
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "united states of america": "US", "great britain": "GB",
    "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "republic of ireland": "IE",
    "eire": "IE", "the netherlands": "NL", "holland": "NL", "holandia": "NL", "czech republic": "CZ",
    "republika czeska": "CZ", "tschechische republik": "CZ", "république tchèque": "CZ", "turkey": "TR",
    "stany zjednoczone ameryki": "US", "vereinigte staaten von amerika": "US", "états-unis d'amérique": "US",
    "wielka brytania": "GB", "grossbritannien": "GB", "großbritannien": "GB", "grande-bretagne": "GB",
    "south korea": "KR", "russian federation": "RU", "slovak republic": "SK", "bundesrepublik deutschland": "DE",
}  # fmt: skip


def parse_country(text: str) -> str | Flaw:
    """The alpha-2 code of the country the cell names; empty when the cell is.

    >>> parse_country("uk"), parse_country("Niemcy"), parse_country("")
    ('GB', 'DE', '')
    >>> parse_country("Atlantis")
    Flaw(what='is not a country we know', remedy='use its two-letter ISO code, such as DE, GB, PL or US')
    """
    code = text.upper()
    code = _ALIASES.get(code, code)
    if not code or code in CODES:
        return code
    found = _names().get(_key(text))
    return found or Flaw("is not a country we know", "use its two-letter ISO code, such as DE, GB, PL or US")


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("’", "'").split())


@cache
def _names() -> dict[str, str]:
    """Every name we know, as `_key` writes it; a name that means two countries in two languages is left out."""
    from babel import Locale

    found: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in CODES:
                found.setdefault(_key(name), set()).add(code)
    names = {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
    return names | {_key(name): code for name, code in _COMMON.items()}
