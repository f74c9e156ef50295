"""The address lines under the name on the envelope.

The user's own lines come first, word for word. The line with the town follows the practice of the country the
letter goes to (Royal Mail and USPS: capitals, no punctuation; a UK postcode on a line of its own; regions where the
addressing guides of the Universal Postal Union have them).
"""

from __future__ import annotations

from dataclasses import dataclass

_REGION_COUNTRIES = frozenset(("US", "CA", "AU", "NZ", "PR", "GU", "VI", "AS", "MP"))
_POSTCODE_LAST = frozenset(("GB", "IE", "IM", "JE", "GG"))
_REGION_BEHIND_TOWN = {"IT": "{postcode} {city} {region}", "MX": "{postcode} {city}, {region}"}
"""The line of the town where a region follows it: the Italian province, the Mexican state."""
_REGION_LINE = frozenset((
    "AE", "AR", "CL", "CN", "CO", "EG", "ES", "ID", "IN", "KR", "KZ", "MY", "NG", "PE", "PH", "RU", "SA", "TH", "TR",
    "TW", "UA", "VE", "VN", "ZA",
))  # fmt: skip
"""Countries where the region stands on a line of its own below the town, unless both have the same name."""


@dataclass(frozen=True, slots=True)
class Locality:
    """The last part of an address, as the file states it; any of it may be empty."""

    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""

    @property
    def named(self) -> dict[str, str]:
        """Its parts by name."""
        return {"postcode": self.postcode, "city": self.city, "region": self.region}


def address_lines(lines: tuple[str, ...], locality: Locality) -> tuple[str, ...]:
    """The lines under the name: `lines` without empty ones, then the town, without the country.

    >>> address_lines(("1 High Street", ""), Locality("ls1 4ap", "Leeds", "", "GB"))
    ('1 High Street', 'LEEDS', 'LS1 4AP')
    >>> address_lines(("12 Main St",), Locality("62704", "Springfield", "IL", "US"))
    ('12 Main St', 'SPRINGFIELD IL 62704')
    >>> address_lines(("ul. Prosta 51",), Locality("00-838", "Warszawa", "", "PL"))
    ('ul. Prosta 51', '00-838 Warszawa')
    >>> address_lines(("Via Roma 1",), Locality("20121", "Milano", "MI", "IT"))
    ('Via Roma 1', '20121 Milano MI')
    >>> address_lines(("Rua A 1",), Locality("01310-100", "São Paulo", "SP", "BR"))
    ('Rua A 1', 'São Paulo - SP', '01310-100')
    >>> address_lines(("1-2-3 Marunouchi",), Locality("100-0005", "Chiyoda-ku", "Tokyo", "JP"))
    ('1-2-3 Marunouchi', 'Chiyoda-ku', 'Tokyo 100-0005')
    """
    own = (part for line in lines for part in line.split("\n"))
    return tuple(line for line in (*own, *_town(locality)) if line)


def _town(place: Locality) -> tuple[str, ...]:
    if place.country in _REGION_COUNTRIES:
        city = place.city.rstrip(" ,")
        return (" ".join(part for part in (city, place.region, place.postcode) if part).upper(),)
    if place.country in _POSTCODE_LAST:
        region = place.region if place.country == "IE" else ""
        return place.city.upper(), region.upper(), place.postcode.upper()
    town = " ".join(part for part in (place.postcode, place.city) if part)
    if not place.region:
        return (town,)
    if place.country == "BR":
        return " - ".join(part for part in (place.city, place.region) if part), place.postcode
    if place.country == "JP":
        return place.city, " ".join(part for part in (place.region, place.postcode) if part)
    if place.country in _REGION_BEHIND_TOWN and place.city:
        return (_REGION_BEHIND_TOWN[place.country].format_map(place.named).strip(),)
    wanted = place.country in _REGION_LINE and place.region.casefold() != place.city.casefold()
    return (town, place.region) if wanted else (town,)


def prints_region(country: str) -> bool:
    """True when addresses in the country have their region in them; where it is not known, they do not.

    >>> prints_region("IT"), prints_region("DE"), prints_region("")
    (True, False, False)
    """
    return country in {*_REGION_COUNTRIES, *_REGION_BEHIND_TOWN, *_REGION_LINE, "BR", "IE", "JP"}
