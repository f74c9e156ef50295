"""The official forms of a letter of claim: one PDF of the user's, cleaned and placed as copies are."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from pathlib import Path

from pastdue.model.errors import SettingsError
from pastdue.model.letters import ClaimForms, Letter
from pastdue.typeset.enclosed.boundary import as_recorded, read
from pastdue.typeset.enclosed.copies import cleaned
from pastdue.typeset.enclosed.extract import Leaves
from pastdue.typeset.enclosed.finding import SUFFIX, name_of
from pastdue.typeset.enclosed.placing import PageBox
from pastdue.typeset.enclosed.refusal import BadCopy, NoCopy
from pastdue.typeset.pdf.pdfa import Attached

WHAT = "Information Sheet, Reply Form and Financial Statement"


class FormsFile:
    """The forms, named as seen from the folder `home`, for letters that show them in `area` of their paper.

    They begin on a sheet of their own in `duplex`: what is filled in and sent back has nothing of the letter on it.
    """

    def __init__(self, home: Path, area: PageBox, duplex: bool) -> None:
        self._home, self._area, self._duplex = home, area, duplex

    def found(self, file: str, where: str) -> ClaimForms:
        """The forms in `file`, read and found fit; else refuses (SettingsError), naming the key `where`."""
        try:
            data = self._bytes(file)
            return ClaimForms(file, hashlib.sha256(data).hexdigest(), len(cleaned(data, self._area).forms))
        except BadCopy as error:
            absent = "put the official forms there, or leave the key out" if isinstance(error, NoCopy) else ""
            raise SettingsError(f"{where}: {self._home / file} {error.what}", error.remedy or absent) from None

    def leaves(self, letter: Letter) -> tuple[Leaves, ...]:
        """The pages that follow `letter`; refuses (InputError) forms that are not those the letter was made with."""
        if letter.enclosed.forms is None:
            return ()
        return (replace(cleaned(self._data(letter.enclosed.forms, letter.number), self._area), own_sheet=self._duplex),)

    def attached(self, letter: Letter) -> tuple[Attached, ...]:
        """The file itself, to be kept with `letter` behind its copies. Refuses as `leaves` does."""
        if letter.enclosed.forms is None:
            return ()
        name = f"{len(letter.enclosed.copies) + 1}-{name_of(Path(letter.enclosed.forms.file).stem)}{SUFFIX}"
        return (Attached(name, WHAT, self._data(letter.enclosed.forms, letter.number)),)

    def _data(self, forms: ClaimForms, letter: str) -> bytes:
        """The file as it was when the letter with this number was made."""
        taken = partial(self._bytes, forms.file)
        return as_recorded(self._home / forms.file, forms.sha256, taken, ("the claim forms", letter))

    def _bytes(self, file: str) -> bytes:
        try:
            return read((self._home / file).resolve())
        except (RuntimeError, ValueError):
            raise BadCopy("cannot be read") from None
