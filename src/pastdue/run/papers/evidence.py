"""The evidence of a claim: letters byte for byte as they were sent, copies of invoices, proofs of posting."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from pastdue.firm import Firm
from pastdue.letters.saved import letter_from_json
from pastdue.mailing.reprints import copy_of
from pastdue.model import Invoice
from pastdue.model.errors import InputError, PastdueError, SettingsError
from pastdue.model.letters import InvoiceCopy
from pastdue.reports.claims.pack import ClaimedInvoice, ClaimedLetter, Exhibit, ExhibitKind, Lacking, Missing
from pastdue.run.letters import LetterMaker
from pastdue.typeset.document.bundle import Bundler
from pastdue.typeset.enclosed.boundary import read
from pastdue.typeset.enclosed.copies import CopyFolder
from pastdue.typeset.enclosed.extract import Leaves
from pastdue.typeset.enclosed.finding import Finder, name_of
from pastdue.typeset.enclosed.refusal import BadCopy
from pastdue.typeset.enclosed.scans import scanned

_PDF = b"%PDF-"
_PAPER = (Decimal(210), Decimal(297))
"""The paper (width and height in mm) that a folder of copies places its pages on; not used for exhibits."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exhibit with its bytes, which go beside the bundle as they are, and its pages for the bundle."""

    exhibit: Exhibit
    data: bytes
    leaves: Leaves


class Evidences:
    """Gathers a claim's exhibits in their order: letters, copies of invoices, proofs of posting; `missing` says what
    was not there. `numbers` are all invoices of the export, so that no other invoice's copy is taken."""

    def __init__(self, firm: Firm, bundler: Bundler, numbers: Sequence[str]) -> None:
        self._firm, self._bundler = firm, bundler
        self._maker = LetterMaker(firm)
        self._numbers = numbers
        self.missing: list[Missing] = []
        self._count = 0

    def of(
        self, letters: Sequence[ClaimedLetter], invoices: Sequence[ClaimedInvoice], proofs: Mapping[str, Path]
    ) -> list[Evidence]:
        """Every exhibit. Refuses (LedgerError) a letter that cannot be had as it was sent, and (SettingsError) a proof
        that cannot be used."""
        found = [self._letter(sent) for sent in letters]
        found += self._copies(letters, invoices)
        for sent in letters:
            number = sent.letter.number
            if number in proofs:
                found.append(self._proof(number, proofs[number]))
            elif sent.posting is not None or sent.emailed is None:
                self.missing.append(Missing(Lacking.PROOF if sent.posting else Lacking.POSTING, number))
        return found

    def _letter(self, sent: ClaimedLetter) -> Evidence:
        row = sent.letter
        _, data = copy_of(row, lambda: self._maker.set(letter_from_json(row.content)).pdf)
        exhibit = self._exhibit(ExhibitKind.LETTER, row.number, data, ".pdf")
        leaves = self._bundler.pages(data)
        return Evidence(_with(exhibit, leaves, row.stage.value, row.on), data, leaves)

    def _copies(self, letters: Sequence[ClaimedLetter], invoices: Sequence[ClaimedInvoice]) -> Iterator[Evidence]:
        """The copy of each invoice as it followed its letter, else as it lies in the folder of copies."""
        enclosed = {
            copy.invoice: (copy, sent.letter.number)
            for sent in letters for copy in letter_from_json(sent.letter.content).enclosed.copies
        }  # fmt: skip
        taken: set[str] = set()
        for one in invoices:
            found = self._copy(one.notice.invoice, enclosed)
            if found is None or (sha256 := hashlib.sha256(found).hexdigest()) in taken:
                continue
            try:
                leaves = self._bundler.pages(found)
            except BadCopy:
                self.missing.append(Missing(Lacking.INVOICE_COPY, one.number))
                continue
            taken.add(sha256)
            exhibit = self._exhibit(ExhibitKind.INVOICE, one.number, found, ".pdf")
            yield Evidence(_with(exhibit, leaves), found, leaves)

    def _copy(self, invoice: Invoice, enclosed: Mapping[str, tuple[InvoiceCopy, str]]) -> bytes | None:
        folder = self._firm.copies_folder
        if invoice.number in enclosed:
            copy, letter = enclosed[invoice.number]
            try:
                return CopyFolder(folder, _PAPER).data(copy, letter)
            except InputError:
                self.missing.append(Missing(Lacking.COPY_CHANGED, invoice.number))
                return None
        if folder.is_dir():
            try:
                return read(folder / Finder(folder, self._firm.folder, self._numbers).find(invoice))
            except BadCopy:
                pass
        self.missing.append(Missing(Lacking.INVOICE_COPY, invoice.number))
        return None

    def _proof(self, letter: str, path: Path) -> Evidence:
        try:
            data = path.read_bytes()
            leaves = self._bundler.pages(data if _PDF in data[:1024] else scanned(data))
        except OSError as error:
            raise SettingsError(
                f"--proof {letter}={path}: cannot be read: {error.strerror}", "check its name"
            ) from None
        except PastdueError as error:
            raise SettingsError(f"--proof {letter}={path}: {error.what}", error.remedy) from None
        exhibit = self._exhibit(ExhibitKind.PROOF, letter, data, path.suffix.lower())
        return Evidence(_with(exhibit, leaves), data, leaves)

    def _exhibit(self, kind: ExhibitKind, about: str, data: bytes, suffix: str) -> Exhibit:
        self._count += 1
        file = f"exhibits/{self._count:02d}-{kind.value}-{name_of(about)}{suffix}"
        return Exhibit(kind, about, file, hashlib.sha256(data).hexdigest(), 0)


def _with(exhibit: Exhibit, leaves: Leaves, stage: str = "", on: date | None = None) -> Exhibit:
    return replace(exhibit, pages=len(leaves.forms), stage=stage, on=on)
