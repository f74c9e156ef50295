"""The countries of the world by their ISO 3166-1 codes, and the place whose open days count.

What a country is called stands in the language files.
"""

from __future__ import annotations

from dataclasses import dataclass

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
COUNTRIES = frozenset(_ASSIGNED.split())

_ALIASES = {"UK": "GB", "EL": "GR"}
"""Codes that are in use for a country and are not its own."""


def country_code(text: str) -> str:
    """`text` in capitals, and the country's own code for one that is in use beside it.

    >>> country_code("uk"), country_code("de")
    ('GB', 'DE')
    """
    return _ALIASES.get(text.upper(), text.upper())


@dataclass(frozen=True, slots=True)
class CalendarName:
    """The name of an open-day calendar: a country's or its subdivision's, less the days on which the firm itself is
    closed.

    >>> str(CalendarName("DE", "BY")), str(CalendarName("PL", closed=2))
    ('DE-BY', 'PL less 2 closed days')
    """

    country: str
    subdivision: str = ""
    closed: int = 0

    def __str__(self) -> str:
        place = self.country + (f"-{self.subdivision}" if self.subdivision else "")
        return place if not self.closed else f"{place} less {self.closed} closed day{'s' if self.closed > 1 else ''}"
