"""Errors about one letter or one invoice, which is left out while the run goes on."""

from __future__ import annotations

from pastdue.model.errors import PastdueError
from pastdue.model.errors.problems import shown
from pastdue.model.messages import Text
from pastdue.model.wording import listed


class CannotPrint(PastdueError):
    """One letter cannot be set; the run goes on without it and names why (exit 3 at the end).

    `letter` is its number and `invoices` are those no reminder will go out for, where they are known. `said` is what is
    wrong and what to do, ready for other languages.

    >>> print(CannotPrint("the footer is too long", letter="2026-00001", invoices=("A", "B")))
    letter 2026-00001, invoices A, B: the footer is too long
    """

    def __init__(self, what: Text, remedy: Text = "", letter: str = "", invoices: tuple[str, ...] = ()) -> None:
        super().__init__(str(what), str(remedy))
        self.args = (what, remedy, letter, invoices)
        self.said, self.letter, self.invoices = (what, remedy), letter, invoices

    def of(self, letter: str, invoices: tuple[str, ...]) -> CannotPrint:
        """The same error, of the letter with this number over these invoices."""
        return CannotPrint(*self.said, letter, invoices)

    def __str__(self) -> str:
        where = f"letter {self.letter}{', ' if self.invoices else ': '}" if self.letter else ""
        return f"{where}{self._named()}{super().__str__()}"

    def _named(self) -> str:
        """The invoices as the beginning of a message, at most three of them by number."""
        if not self.invoices:
            return ""
        many = "s" if len(self.invoices) > 1 else ""
        return f"invoice{many} {listed([shown(number, 40) for number in self.invoices])}: "


class CannotCharge(PastdueError):
    """A policy cannot say what one invoice's lateness costs; the invoice is skipped with `why`.

    `said` is what is wrong and what to do, each on one line, ready for other languages.
    """

    def __init__(self, why: str, what: Text, remedy: Text = "") -> None:
        super().__init__(str(what), str(remedy))
        self.args = (why, what, remedy)
        self.why = why
        self.said = what, remedy
