"""The meaning of the columns as all parts of an export prove it together, for each part to be read by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pastdue.intake.export.opening import joined_texts
from pastdue.intake.export.sheet import ColumnProofs, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.model.messages import Text


@dataclass(frozen=True, slots=True)
class KnownColumns:
    """The columns of a sheet at one step of its reading: the field of each, what is proved of them, the remarks on
    that, and the currency of all rows where no column has it."""

    places: Mapping[str, int]
    added: Mapping[str, tuple[int, ...]]
    proofs: ColumnProofs
    said: tuple[Text, ...]
    currency: str = ""
    joined: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Sheet, before: int) -> KnownColumns:
        """The columns of the sheet, with the remarks after the first `before`."""
        codes = sheet.text("currency").used if "currency" not in sheet.header.places else []
        code = codes[0] if len(codes) == 1 else ""
        header, said = sheet.header, tuple(sheet.said[before:])
        return cls(header.places, header.added, sheet.proofs, said, code, header.joined)

    @staticmethod
    def are_of_file(sheet: Sheet) -> bool:
        """True where no text was made of the rows, which those of a part could not have: but the one currency of all,
        and numbers made of several columns."""
        made = {field for field in sheet.fields if field not in sheet.header.places} - {*sheet.header.joined}
        return made <= {"currency"} and (not made or len(sheet.text("currency").used) == 1)

    def lay(self, sheet: Sheet) -> None:
        """Let the sheet of a part have these columns."""
        sheet.rename(replace(sheet.header, places=self.places, added=self.added, joined=self.joined))
        sheet.proofs = self.proofs
        if self.currency and not sheet.has("currency"):
            sheet.put("currency", Coded(np.zeros(len(sheet), np.int64), [self.currency]))
        for name, places in self.joined.items():
            if not sheet.has(name):
                sheet.put(name, joined_texts(sheet, places))
        for remark in self.said:
            sheet.tell(remark)


@dataclass(frozen=True, slots=True)
class Settled:
    """The columns as they are once the file is opened, once their contents are judged, and once its rows are sorted;
    the remarks of the last judgement; and the invoices whose due day is not known."""

    opened: KnownColumns
    fitted: KnownColumns
    sorted_: KnownColumns
    judged: tuple[Text, ...] = ()
    undated: frozenset[str] = frozenset()

    def with_answer(self, remark: Text, undated: frozenset[str]) -> Settled:
        """The same with an answer that was given, on which the due days of some invoices depend."""
        return replace(self, judged=(*self.judged, remark), undated=undated)

    def missing(self, sheet: Sheet, missing: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
        """None of the `missing` fields: what headers lack, all parts together have in the columns that are laid."""
        self.opened.lay(sheet)
        return missing[:0]
