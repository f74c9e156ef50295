"""Envelope classes: bands of sheets, the service of the post by stage, home or abroad."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pastdue.model.errors import SettingsError

if TYPE_CHECKING:
    from pastdue.reports.outcome import SetLetter

FLAT = "flat"
"""The class of letters with more sheets than any envelope that takes them folded."""

_BAND = re.compile(r"[a-z0-9]{1,20}")
_UNSPLIT = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Mailroom:
    """The firm's way of posting. `bands` are the kinds of envelope with the most sheets each takes; `services` name the
    postal service of a stage's letters, and those of them in `unregistered` get no posting number.

    Refuses (SettingsError) bands or services that contradict each other.

    >>> Mailroom("PL", {"standard": 3, "thick": 3})
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: bands: 'standard' and 'thick' take the same number of sheets
      give each kind of envelope the most sheets it takes, as { standard = 3, thick = 8 }
    """

    home: str
    bands: Mapping[str, int]
    services: Mapping[str, str] = field(default_factory=dict)
    unregistered: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._check_bands()
        for stage, service in self.services.items():
            if not slug(service):
                raise SettingsError(f"services.{stage}: {service!r} names no service", 'as "registered"')
        for service in self.unregistered:
            if service not in self.services.values():
                raise SettingsError(f"unregistered: {service!r} is not one of the services", "write it as in services")

    def _check_bands(self) -> None:
        remedy = "give each kind of envelope the most sheets it takes, as { standard = 3, thick = 8 }"
        by_sheets: dict[int, str] = {}
        for name, sheets in self.bands.items():
            if not _BAND.fullmatch(name) or name == FLAT:
                raise SettingsError(
                    f"bands: {name!r} cannot name a kind of envelope",
                    f"use small letters and digits; {FLAT!r} is kept for letters that fit no band",
                )
            if sheets < 1:
                raise SettingsError(f"bands.{name}: {sheets} sheets", remedy)
            if sheets in by_sheets:
                raise SettingsError(f"bands: {by_sheets[sheets]!r} and {name!r} take the same number of sheets", remedy)
            by_sheets[sheets] = name

    def band(self, sheets: int) -> str:
        """The smallest kind of envelope that takes `sheets`, its own limit included; `flat` when none does."""
        fitting = [(most, name) for name, most in self.bands.items() if sheets <= most]
        return min(fitting)[1] if fitting else FLAT

    def is_home(self, country: str) -> bool:
        """True when a letter to `country` stays in the country; an unknown one counts as home."""
        return country in ("", self.home)

    def is_registered(self, service: str) -> bool:
        """True when `service` is one of the firm's for which the post gives each letter a number of its own."""
        return service in self.services.values() and service not in self.unregistered

    @property
    def registered(self) -> Mapping[str, str]:
        """The services that give each letter a number, by stage: they are printed on the letter."""
        return {stage: service for stage, service in self.services.items() if self.is_registered(service)}

    def classed(self, letters: Iterable[SetLetter]) -> tuple[SetLetter, ...]:
        """`letters` in the same order, each that is posted with its envelope class and its service (empty: ordinary
        post)."""
        return tuple(self._classed(letter) if letter.draft.route.post else letter for letter in letters)

    def _classed(self, letter: SetLetter) -> SetLetter:
        service = self.services.get(letter.draft.stage, "")
        where = "home" if self.is_home(letter.customer.country) else "abroad"
        parts = (self.band(letter.sheets), slug(service), where)
        return replace(letter, envelope_class="-".join(part for part in parts if part), service=service)

    def rank(self, letter: SetLetter) -> tuple[int, bool, str]:
        """The sort key of a classed `letter`'s class: thin first, home before abroad."""
        most = self.bands.get(self.band(letter.sheets), max(self.bands.values(), default=0) + 1)
        return most, not self.is_home(letter.customer.country), slug(letter.service)


def slug(service: str) -> str:
    """`service` as part of a file's name: small letters, digits and dashes, at most 40.

    >>> slug("List polecony (ZPO)"), slug("Przesyłka"), slug(" ! ")
    ('list-polecony-zpo', 'przesylka', '')
    """
    bare = unicodedata.normalize("NFKD", service.casefold().translate(_UNSPLIT))
    plain = "".join(c for c in bare if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:40].strip("-")
