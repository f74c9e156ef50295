"""The exports of these tests with the options they need and what is open of them, worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tests.intake import test_presets as shapes
from tests.intake import test_presets_exports as further
from tests.intake import test_presets_ledgers as ledgers
from tests.intake import test_presets_of_three as three
from tests.intake import test_presets_programs as programs


@dataclass(frozen=True)
class Export:
    """An export as its program writes it, the options it is read with, and the open amount of each invoice."""

    data: bytes
    options: Mapping[str, object]
    left: Mapping[str, Decimal]

    @property
    def words(self) -> list[str]:
        """The options as the command line takes them."""
        found = []
        for name, value in self.options.items():
            pairs = [f"{key}={said}" for key, said in value.items()] if isinstance(value, Mapping) else [str(value)]
            found += [word for pair in pairs for word in (f"--{name}", pair)]
        return found


def _rows(test: Callable[..., None]) -> Iterator[Export]:
    """The parameters of a test that ends with a text, its options, and the amounts in cents or as text."""
    for *_, text, options, left in next(mark.args[1] for mark in test.pytestmark if mark.name == "parametrize"):  # type: ignore[attr-defined]
        data = text.encode() if isinstance(text, str) else text
        amounts = {n: Decimal(a) if isinstance(a, str) else Decimal(a).scaleb(-2) for n, a in left.items()}
        yield Export(data, options, amounts)


EXPORTS = [
    export
    for test in (
        shapes.test_an_export_is_recognised_and_its_balances_are_those_of_the_vendor,
        further.test_what_is_open_is_what_the_vendor_says_is_open,
        ledgers.test_what_is_open_is_what_the_books_say,
        three.test_such_an_export_gives_what_is_open,
        programs.test_a_documented_export_gives_what_is_open,
        programs.test_a_likely_export_without_a_preset_of_its_own_is_read_right,
    )
    for export in _rows(test)
]
