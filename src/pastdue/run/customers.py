"""Customers and invoices that settings or options name and the file lacks: refused, or remarked on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pastdue.firm import Firm
from pastdue.model.errors import SettingsError
from pastdue.model.errors.problems import shown
from pastdue.model.kept import Selection
from pastdue.model.messages import Message
from pastdue.model.names import NearNames
from pastdue.model.remarks import Remark

_SHOWN = 10


def check_customers(firm: Firm, ids: frozenset[str]) -> None:
    """Refuses a customer of the settings whose id the file has with another case, other spaces or dashes: their
    settings would not apply."""
    alike = {_bare(id_): id_ for id_ in sorted(ids)}
    for named in firm.settings.customers:
        meant = alike.get(_bare(named))
        if named not in ids and meant is not None:
            raise SettingsError(
                f"{firm.file}: customers.{named}: no customer has this id; the file has {meant!r}",
                f'write it as the file does, as [customers."{meant}"]',
            )


def check_selection(selection: Selection, numbers: frozenset[str], ids: frozenset[str]) -> None:
    """Refuses a name of `--only` or `--without` that the file does not have, or that is both an invoice and a
    customer."""
    known = {*numbers, *ids, *(f"invoice:{number}" for number in numbers), *(f"customer:{id_}" for id_ in ids)}
    for option, names in (("--only", selection.only), ("--without", selection.without)):
        for name in names:
            if name not in known:
                near = NearNames((*numbers, *ids)).near(name, 1)
                remedy = f"did you mean {near[0]}?" if near else "write it as the file does"
                raise SettingsError(f"{option}: no invoice and no customer is called {name!r}", remedy)
            if name in numbers and name in ids:
                remedy = f"write invoice:{name} or customer:{name}"
                raise SettingsError(f"{option}: {name!r} is an invoice and a customer", remedy)


def strangers(firm: Firm, ids: frozenset[str]) -> Iterator[Remark]:
    """A remark for each of the first ten customers of the settings who are not in the file, with an id that is spelled
    much the same, and one remark that counts the others, whose ids were compared with none."""
    absent, spelled = sorted(set(firm.settings.customers) - ids), NearNames(ids)
    for named in absent[:_SHOWN]:
        near = spelled.near(named, 1)
        remedy = Message.of("did_you_mean", name=near[0]) if near else Message.of("holds_later")
        yield Remark(Message.of("strange_id"), about=f"[customers.{named}]", remedy=remedy)
    if len(absent) > _SHOWN:
        what = Message.of("more_strange_ids", count=len(absent) - _SHOWN, last=shown(repr(absent[-1])))
        yield Remark(what, remedy=Message.of("not_compared"))


def _bare(id_: str) -> str:
    """The id without case, spaces and marks; itself where nothing else is left."""
    return re.sub(r"[\W_]+", "", id_.casefold()) or id_
