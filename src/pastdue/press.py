"""How does a group of notices become a set letter? Words from the firm's wording, pages in the firm's look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from pastdue.errors import CannotPrint, SettingsError
from pastdue.layout_rows import load_layout
from pastdue.letters.compose import Composition, compose
from pastdue.letters.letter import Draft, Letter
from pastdue.letters.typeset import Look, MergedLetter, Pages, Typesetter
from pastdue.letters.words import Wording
from pastdue.model import Notice
from pastdue.money import Money
from pastdue.rulebook import Rulebook
from pastdue.settings import Firm
from pastdue.wording_rows import load_wording


class Press:
    """Composes and sets this firm's letters. Refuses, at once, a layout, typeface or own wording it cannot use."""

    def __init__(self, firm: Firm, rulebook: Rulebook, draft_mark: str = "") -> None:
        self._firm, self._rulebook = firm, rulebook
        own = firm.settings.letters
        self._wordings: dict[str, Wording] = {}
        self._wording(firm.creditor.party.language)
        look = Look(typeface=own.typeface, accent=own.accent, draft_mark=draft_mark)
        self._typesetter = Typesetter(load_layout(firm.catalog, firm.layout), look)

    def letter(self, draft: Draft) -> Letter:
        """The draft in words; refuses a language there are no words for."""
        try:
            wording: Mapping[str, Wording] = {draft.language: self._wording(draft.language)}
        except SettingsError as error:
            raise CannotPrint(f"letter {draft.number}: {error.what}", error.remedy) from None
        clauses = self._firm.settings.letters.clauses
        return compose(draft, Composition(self._firm.creditor_for(draft.currency), wording, clauses, self._daily))

    @property
    def home(self) -> str:
        """The country letters are posted in."""
        return self._firm.creditor.party.country

    def sheets(self, pages: int) -> int:
        """How many sheets of paper `pages` take, printed on both sides or on one."""
        return (pages + 1) // 2 if self._firm.settings.letters.duplex else pages

    def print_file(self, drafts: Iterable[Draft], target: BinaryIO) -> list[MergedLetter]:
        """All letters in one PDF written to `target`, each on sheets of its own; returns where each lies."""
        letters = (self.letter(draft) for draft in drafts)
        return self._typesetter.merge(letters, target, self._firm.settings.letters.duplex, _bookmark)

    def set(self, letter: Letter) -> Pages:
        """The letter's pages as a PDF of its own; refuses what cannot be printed whole."""
        return self._typesetter.set(letter)

    def _wording(self, language: str) -> Wording:
        if language not in self._wordings:
            self._wordings[language] = load_wording(self._firm.catalog, language)
        return self._wordings[language]

    def _daily(self, notice: Notice) -> Money | None:
        """What each further day costs; nothing where nothing was charged, as when the charges were waived."""
        if not notice.charges:
            return None
        return self._rulebook.policy_of(notice.invoice).daily(notice.overdue, notice.earlier)


def _bookmark(letter: Letter) -> str:
    return f"{letter.number} – {letter.recipient[0]} – {letter.stage.replace('_', ' ')}"
