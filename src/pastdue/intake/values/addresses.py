"""The address lines under the name on the envelope.

The user's own lines come first, word for word. The line with the town follows the practice of the country the
letter goes to (Royal Mail and USPS: capitals, no punctuation; a UK postcode on a line of its own).
"""

from __future__ import annotations

from dataclasses import dataclass

_REGION_COUNTRIES = frozenset(("US", "CA", "AU", "NZ", "PR", "GU", "VI", "AS", "MP"))
_POSTCODE_LAST = frozenset(("GB", "IE", "IM", "JE", "GG"))


@dataclass(frozen=True, slots=True)
class Locality:
    """The last part of an address, as the file states it; any of it may be empty."""

    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""


def address_lines(lines: tuple[str, ...], locality: Locality) -> tuple[str, ...]:
    """The lines under the name: `lines` without empty ones, then the town, without the country.

    >>> address_lines(("1 High Street", ""), Locality("ls1 4ap", "Leeds", "", "GB"))
    ('1 High Street', 'LEEDS', 'LS1 4AP')
    >>> address_lines(("12 Main St",), Locality("62704", "Springfield", "IL", "US"))
    ('12 Main St', 'SPRINGFIELD IL 62704')
    >>> address_lines(("ul. Prosta 51",), Locality("00-838", "Warszawa", "", "PL"))
    ('ul. Prosta 51', '00-838 Warszawa')
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
    return (" ".join(part for part in (place.postcode, place.city) if part),)
