"""Towns compared: whether two addresses are in different towns, and whether they may share a country."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PREFIX = re.compile(r"^[A-Z]{1,3}[- ](?=\d)")
_ZIP_PLUS_FOUR = re.compile(r"^(\d{5})-\d{4}$")


@dataclass(frozen=True, slots=True)
class Town:
    """A postcode in capitals, without the country's letters before it, and the town's name; either may be empty."""

    code: str
    name: str

    @classmethod
    def of(cls, postcode: str, city: str) -> Town:
        """The town of an address; a postcode that stands with the city is found there.

        >>> Town.of("D-10115", "Berlin") == Town.of("", "10115 Berlin") == Town("10115", "berlin")
        True
        """
        words = city.split()
        inside = "" if postcode else " ".join(word for word in words if any(c.isdigit() for c in word))
        name = "".join(c for word in words if word not in inside.split() for c in word if c.isalnum())
        return cls(_PREFIX.sub("", (postcode or inside).upper()).replace(" ", ""), name.casefold())

    def is_another(self, other: Town) -> bool:
        """True when one of the two parts that both have differs.

        >>> Town("10115", "berlin").is_another(Town("10117", "berlin")), Town("", "york").is_another(Town("1", "york"))
        (True, False)
        """
        codes, names = (self.code, other.code), (self.name, other.name)
        return any(all(both) and both[0] != both[1] for both in (codes, names)) or not (all(codes) or all(names))

    def may_be_in_the_country_of(self, other: Town) -> bool:
        """True when both postcodes are written alike, so that they can be of one country; False without one. Without
        towns, nothing contradicts it.

        >>> berlin = Town("10115", "berlin")
        >>> berlin.may_be_in_the_country_of(Town("80331", "x")), berlin.may_be_in_the_country_of(Town("00-002", "x"))
        (True, False)
        """
        if not (other.code or other.name):
            return True
        return bool(self.code and other.code) and self._shape() == other._shape()

    def _shape(self) -> str:
        """The postcode's digits and marks; of one with letters only what it begins with, as theirs vary."""
        code = _ZIP_PLUS_FOUR.sub(r"\1", self.code)
        if any(c.isalpha() for c in code):
            return "letter" if code[0].isalpha() else "letters"
        return re.sub(r"\d", "9", code)
