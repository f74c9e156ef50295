"""Stages as rows: the user's own in `pastdue.d/stages/<name>.toml`, each like one that comes with the program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pastdue.firm.binding import bind
from pastdue.firm.catalog import Catalog
from pastdue.letters.language.wording import Forms, Wording, read_wording
from pastdue.model import STAGES, Stage
from pastdue.model.errors import SettingsError
from pastdue.model.names import one_of

KIND = "stages"
_SECTIONS = ("title", "opening", "closing", "pay_line")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


@dataclass(frozen=True, slots=True)
class OwnStage:
    """The keys of a stage's file: the stage it is like, and of its texts those that differ, by language."""

    like: str
    title: Mapping[str, Any] = field(default_factory=dict)
    opening: Mapping[str, Any] = field(default_factory=dict)
    closing: Mapping[str, Any] = field(default_factory=dict)
    pay_line: Mapping[str, Any] = field(default_factory=dict)


def names(catalog: Catalog, *, courtesy: bool = True) -> tuple[str, ...]:
    """The names of all stages, the shipped ones first; without those like a courtesy note unless `courtesy`."""
    own = (load_stage(catalog, name) for name in catalog.names(KIND))
    every = (*([Stage.COURTESY_NOTE] if courtesy else []), *STAGES, *own)
    return tuple(str(stage) for stage in every if courtesy or not stage.is_courtesy)


def load_stage(catalog: Catalog, name: str) -> Stage:
    """The stage called `name`; refuses a name without a row."""
    if name in _OURS:
        return Stage(name)
    return Stage(name, _row(catalog, name)[0].like)


def with_stages(wording: Wording, catalog: Catalog) -> Wording:
    """`wording` with the texts of the user's own stages in its language; other texts are those of the stage
    each is like."""
    for name in catalog.names(KIND):
        wording = wording.overridden_by(_texts(wording, catalog, name))
    return wording


def _texts(wording: Wording, catalog: Catalog, name: str) -> Wording:
    row, where = _row(catalog, name)
    said = {section: getattr(row, section) for section in _SECTIONS}
    table = {s: {row.like: texts[wording.language]} for s, texts in said.items() if wording.language in texts}
    own = read_wording(wording.language, table, f"{where}: {wording.language}")
    keys = [(f"{section}.{row.like}", f"{section}.{name}") for section in _SECTIONS]
    texts = {new: own.texts.get(key, wording.texts[key]) for key, new in keys}
    by_country = {
        country: _renamed(theirs, ((key, new) for key, new in keys if key not in own.texts))
        for country, theirs in wording.by_country.items()
    }
    return Wording(wording.language, texts, by_country)


def _renamed(texts: Mapping[str, Forms], keys: Iterable[tuple[str, str]]) -> dict[str, Forms]:
    return {new: texts[key] for key, new in keys if key in texts}


def _row(catalog: Catalog, name: str) -> tuple[OwnStage, str]:
    table, where = catalog.row(KIND, name)
    if name in _OURS or not _NAME.fullmatch(name):
        what = f"{where}: {name!r} cannot name a stage of your own"
        raise SettingsError(what, "use small letters, digits and _, and none of the names " + ", ".join(_OURS))
    row = bind(OwnStage, table, where)
    one_of(row.like, _OURS, f"{where}: like")
    return row, where


_OURS = tuple(str(stage) for stage in (Stage.COURTESY_NOTE, *STAGES))
