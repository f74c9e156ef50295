"""Late fees, dunning letters ready to post, and an aging report from a CSV of invoices.

A run is a straight line of values, and the rooms of this package are its steps:

    intake → book → charges → ladder → letters → typeset → mailing
                                 ↘ ledger: what was done   ↘ tasks: what a person does   ↘ reports: what is told

`run` puts the steps in a row, `firm` holds the user's rules, `cli` serves a shell, `model` has the nouns.

A room may import from the rooms on the lines below its own, and not from its neighbours on the same line:

    __main__
    cli
    run
    firm
    mailing
    reports
    intake, ladder, tasks, typeset, ledger
    book, charges, letters
    model

docs/architecture.md has a paragraph for each room, and what does not belong in it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

__version__ = "0.1.0"


def names_on_demand(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """The `__getattr__` of a `package` whose names stay in its modules until one is asked for; `homes` gives the names
    of each module. For what is imported by settings, options and help, which need few of them."""
    places = {name: f"{package}.{module}" for module, names in homes.items() for name in names}

    def found(name: str) -> object:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(places[name]), name)

    return found


def collect_garbage_rarely() -> None:
    """Let Python's cyclic garbage collector begin in this process, the run's own or a worker's, only when hundreds of
    thousands more objects live than before: a run makes that many small ones and next to no reference cycles, and with
    Python's own thresholds the collector takes a tenth of the time of its letters."""
    gc.set_threshold(200_000, 20, 100)
