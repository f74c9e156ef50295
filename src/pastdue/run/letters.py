"""The making of one letter: a draft's words, its pages in the look of the firm, and its enclosures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from pastdue.firm import Firm
from pastdue.firm.clauses import clauses_of
from pastdue.firm.look import heads_of, layout_of, look_of
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.codes.aids import aids_on
from pastdue.letters.compose import Composition, compose
from pastdue.letters.language.voice import Voice
from pastdue.letters.language.wording import Wording
from pastdue.letters.parts.heads import INTERNATIONAL
from pastdue.letters.short import ShortLetter, compose_resend, compose_short
from pastdue.mailing.classes import Mailroom
from pastdue.model.choices import Copies
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import Draft, Letter
from pastdue.run.email.drafts import sender_of
from pastdue.typeset import (
    Drawn,
    LaidOut,
    MergedLetter,
    Pages,
    PlacedLetter,
    Typesetter,
)

if TYPE_CHECKING:
    from pastdue.typeset.enclosed.copies import CopyFolder
    from pastdue.typeset.enclosed.enclosures import Enclosures
    from pastdue.typeset.enclosed.extract import Leaves
    from pastdue.typeset.enclosed.forms import FormsFile

CLEAR_OF_MARK = 19
"""The millimetres on the left of an invoice's copy that stay free for the sheet mark."""


class LetterMaker:
    """Composes and sets this firm's letters, with all that follows them; `numbers` are all invoices of the export,
    without which nothing is looked for that could follow a draft.

    Refuses, at once, a layout, typeface, own wording, folder of copies or claim forms it cannot use.
    """

    def __init__(self, firm: Firm, draft_mark: str = "", numbers: Iterable[str] | None = None) -> None:
        self._firm = firm
        self._wordings: dict[str, Wording] = {}
        self._compositions: dict[tuple[str, str, str], Composition] = {}
        self._countries_in = (firm.creditor.party.language, INTERNATIONAL)
        self._wording(firm.creditor.party.language)
        layout = layout_of(firm)
        self._aids = aids_on(firm.aids, layout.paper, layout.folds)
        self._paper = layout.paper
        self._typesetter = Typesetter(layout, look_of(firm, draft_mark))
        self.heads = heads_of(firm)
        self._enclosures = None if numbers is None else self._read_enclosures(numbers)

    def letter(self, draft: Draft) -> Letter:
        """The draft in words; refuses a language there are no words for."""
        try:
            with_ = self._composition(draft)
        except SettingsError as error:
            raise CannotPrint(error.what, error.remedy, draft.number) from None
        return compose(draft, with_)

    def resent(self, draft: Draft) -> Letter:
        """The draft's invoices again, in words: no letter of the ladder."""
        return compose_resend(draft, self._composition(draft))

    def short(self, note: ShortLetter) -> Letter:
        """The note in words."""
        wording = self._wordings_for(note.language)
        return compose_short(note, Composition(self._firm.creditor, wording))

    def _composition(self, draft: Draft) -> Composition:
        """The facts that letters of the draft's stage, currency and language need besides the draft."""
        kind = draft.stage, draft.currency, draft.language
        if kind not in self._compositions:
            creditor, wordings = self._firm.creditor_for(draft.currency), self._wordings_for(draft.language)
            clauses, services = clauses_of(self._firm, draft.stage), self.mailroom.registered
            self._compositions[kind] = Composition(creditor, wordings, clauses, self._aids, services)
        return self._compositions[kind]

    def _wordings_for(self, language: str) -> dict[str, Wording]:
        return {each: self._wording(each) for each in (language, *self._countries_in)}

    def enclosed(self, draft: Draft) -> Draft:
        """The draft with all that follows it in its envelope; refuses (CannotPrint) one held for want of a copy."""
        return draft if self._enclosures is None else self._enclosures.added(draft)

    def _read_enclosures(self, numbers: Iterable[str]) -> Enclosures | None:
        """The enclosures to add to drafts; None where nothing is enclosed."""
        own, folder = self._firm.settings.letters, self._firm.copies_folder
        if own.invoice_copies is Copies.OFF and not own.claim_forms:
            return None
        from pastdue.typeset.enclosed.enclosures import Copying, Enclosures
        from pastdue.typeset.enclosed.finding import Finder

        where = f"{self._firm.file}: letters: claim_forms"
        forms = self._forms.found(own.claim_forms, where) if own.claim_forms else None
        if own.invoice_copies is Copies.OFF:
            return Enclosures(None, forms)
        if not folder.is_dir():
            remedy = 'put the copies there, or set invoice_copies = "off"'
            raise SettingsError(f"letters.copies_folder: {folder} is not a folder", remedy)
        copying = Copying(self._copies, Finder(folder, self._firm.folder, numbers), own.copies_when_bad)
        return Enclosures(copying, forms)

    @property
    def mailroom(self) -> Mailroom:
        """The firm's postal bands and services."""
        return self._firm.mailroom

    def sheets(self, pages: int) -> int:
        """The number of sheets of paper for `pages`, printed on both sides or on one."""
        return (pages + 1) // 2 if self._firm.settings.letters.duplex else pages

    def print_file(
        self, letters: Iterable[Drawn], target: BinaryIO, title: str = "Letters to print"
    ) -> list[MergedLetter]:
        """All letters in one PDF with that title, written to `target`, each on sheets of its own; returns where each
        lies."""
        return self._typesetter.merge(letters, target, self._firm.settings.letters.duplex, title)

    def draw(self, letter: Letter) -> Drawn:
        """The letter's pages, and its invoices', for a print file alone; refuses what `set` refuses."""
        return self._typesetter.draw(letter, self._bookmark(letter), self._following)

    def set(self, letter: Letter) -> Pages:
        """The letter's pages, and its invoices', as a PDF of its own; refuses what cannot be printed whole, and a copy
        of an invoice that is no longer what it was."""
        return self._typesetter.set(letter, self._following)

    def placed(self, letter: Letter) -> PlacedLetter:
        """The marks of the letter's pages, and its invoices'; refuses what `set` refuses."""
        return self._typesetter.placed(letter, self._following)

    def laid_out(self, placed: PlacedLetter) -> LaidOut:
        """The pages of a letter as drawn."""
        return self._typesetter.laid_out(placed)

    def filed(self, laid_out: LaidOut) -> Pages:
        """The pages of a letter as a PDF of its own."""
        return self._typesetter.filed(laid_out)

    def drawn(self, laid_out: LaidOut) -> Drawn:
        """The pages of a letter as a print file takes them."""
        return self._typesetter.drawn(laid_out, self._bookmark(laid_out.letter))

    def archived(self, letter: Letter, pages: Pages) -> bytes:
        """The letter as PDF/A, its invoices' files attached; `pages` are what `set` made of it."""
        from pastdue.typeset.pdf.pdfa import archived
        from pastdue.typeset.pdf.xmp import UNDATED

        copies = self._copies.attached(letter) if letter.enclosed.copies else ()
        files = (*copies, *(self._forms.attached(letter) if letter.enclosed.forms else ()))
        return archived(pages.pdf, pages.own, letter.on or UNDATED, files)

    def email(self, letter: Letter, pdf: bytes) -> bytes:
        """The draft of the e-mail that carries `letter`, whose file is `pdf`, with its invoices' copies as files."""
        from pastdue.mailing.email.drafts import Enclosed, draft, draft_bytes

        own = letter.enclosed.copies
        copies = [Enclosed(copy.invoice, self._copies.data(copy, letter.number)) for copy in own]
        return draft_bytes(draft(letter, sender_of(self._firm), pdf, copies))

    def _following(self, letter: Letter) -> Sequence[Leaves]:
        copies = self._copies.leaves(letter) if letter.enclosed.copies else ()
        return (*copies, *self._forms.leaves(letter)) if letter.enclosed.forms else copies

    @cached_property
    def _copies(self) -> CopyFolder:
        """The copies of invoices; reading PDFs is loaded only by those who want it."""
        from pastdue.typeset.enclosed.copies import CopyFolder

        return CopyFolder(self._firm.copies_folder, self._paper, self._clear)

    @cached_property
    def _forms(self) -> FormsFile:
        """The forms of letters of claim."""
        from pastdue.typeset.enclosed.copies import area_of
        from pastdue.typeset.enclosed.forms import FormsFile

        return FormsFile(self._firm.folder, area_of(self._paper, self._clear), self._firm.settings.letters.duplex)

    @property
    def _clear(self) -> int:
        """The millimetres on the left of a foreign page that stay free."""
        return CLEAR_OF_MARK if self._firm.settings.mail.sheet_mark else 0

    def _wording(self, language: str) -> Wording:
        if language not in self._wordings:
            self._wordings[language] = load_wording(self._firm.catalog, language)
        return self._wordings[language]

    def _bookmark(self, letter: Letter) -> str:
        """The letter in a print file's list of contents, in the firm's language."""
        stage = self.voice(self._firm.creditor.party.language).stage(letter.stage)
        return f"{letter.number} – {letter.head.recipient[0]} – {stage}"

    def voice(self, language: str) -> Voice:
        """`language` as this firm's country writes it."""
        return Voice.of(self._wording(language), self._firm.creditor.party.country)
