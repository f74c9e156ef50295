"""The languages of countries: what a firm writes at home, and to a customer abroad who names no language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pastdue.firm.catalog import Catalog
from pastdue.firm.names import check_country
from pastdue.firm.rows.languages import KIND, SPARE
from pastdue.model.errors import SettingsError

_TABLE = "spoken"


@dataclass(frozen=True, slots=True)
class Spoken:
    """By language, the countries where it is spoken, each with its rank there: 1 for the language most people have."""

    ranks: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, catalog: Catalog) -> Spoken:
        """The languages with a file in `catalog`, by the table `[spoken]` of each; the user's file adds to the shipped
        one."""
        own = {name: _read(*catalog.row(KIND, name)) for name in catalog.names(KIND) if catalog.is_own(KIND, name)}
        shipped = _shipped()
        return cls({name: {**shipped.get(name, {}), **own.get(name, {})} for name in (*shipped, *own)})

    def languages_of(self, country: str) -> tuple[str, ...]:
        """The languages of a country by its two letters, the commonest first; none where no file names it.

        >>> spoken = Spoken.of(Catalog())
        >>> spoken.languages_of("AT"), spoken.languages_of("CH"), spoken.languages_of("SE")
        (('de',), ('de', 'fr', 'it'), ())
        """
        here = sorted((places[country], language) for language, places in self.ranks.items() if country in places)
        return tuple(language for _, language in here)

    def language_in(self, country: str, home: str) -> str:
        """The language for letters to a customer in a country: `home`, the firm's own, where it is spoken there, else
        the country's, else English.

        >>> spoken = Spoken.of(Catalog())
        >>> spoken.language_in("CH", "fr"), spoken.language_in("CH", "pl"), spoken.language_in("SE", "pl")
        ('fr', 'de', 'en')
        """
        languages = self.languages_of(country)
        return home if home in languages else next(iter(languages), SPARE)


@cache
def _shipped() -> Mapping[str, Mapping[str, int]]:
    shipped = Catalog()
    return {name: _read(*shipped.row(KIND, name)) for name in shipped.names(KIND)}


def _read(table: Mapping[str, Any], where: str) -> Mapping[str, int]:
    """The table `[spoken]` of a language's file; refuses, naming file and key, anything but countries with ranks."""
    places = table.get(_TABLE, {})
    if not isinstance(places, Mapping):
        raise SettingsError(f"{where}: {_TABLE}: must be a table", "write it as [spoken] with lines such as SE = 1")
    for country, rank in places.items():
        check_country(country, f"{where}: {_TABLE}")
        if type(rank) is not int or rank < 1:
            raise SettingsError(
                f"{where}: {_TABLE}.{country}: {rank!r} is not a rank",
                "1 for the language most people there have, then 2",
            )
    return dict(places)
