"""The contacts file: its rows, with the number and the name each customer is known by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from pastdue.intake.customers.customers import others_than
from pastdue.intake.customers.people import people
from pastdue.intake.export.choices import Proofs, SharedRows
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import ADDRESS_LINES, CONTACTS, FileKind
from pastdue.intake.export.headers import normal
from pastdue.intake.export.opening import open_sheet
from pastdue.intake.export.recognition import MARKS
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.export.vendor_rows import sort_rows
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.listed import Readable
from pastdue.intake.values.countries import parse_country
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.words import parse_delivery, parse_kind, parse_language
from pastdue.model import CustomerKind
from pastdue.model.errors.problems import BadInput, Problem, Source
from pastdue.model.messages import Message

PLACE = (*ADDRESS_LINES, "postcode", "city", "region", "country")
REACHED_BY = ("email", "phone", "delivery", "language", "customer_type", "tax_id")


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """The rows of a contacts file, and for each the customer's number, "" for none, and the name."""

    sheet: Sheet
    numbers: list[str]
    names: list[str]

    def details(self, rows: list[int]) -> tuple[Sheet, dict[str, Coded]]:
        """A sheet of `rows` alone, which rise, with their cells; those that cannot be used are noted as problems."""
        keep = np.zeros(len(self.sheet), np.bool_)
        keep[rows] = True
        sheet = self.sheet.only(keep)
        columns = {name: sheet.checked(name) for name in ("customer_id", "customer") if sheet.has(name)}
        columns["attention"] = self._attention(sheet, rows)
        columns |= {name: sheet.checked(name) for name in (*PLACE, "email", "phone", "tax_id") if sheet.has(name)}
        kinds = {normal(word): kind for kind, words in sheet.preset.customer_types.items() for word in words}
        parsers = {
            "country": parse_country,
            "language": parse_language,
            "delivery": parse_delivery,
            "customer_type": lambda text: kinds.get(normal(text)) or parse_kind(text),
        }
        for name, parse in parsers.items():
            if sheet.has(name):
                column, words = sheet.parsed(name, parse, "")
                said = {
                    text for text in column.used if name == "customer_type" and kinds.get(normal(text), text) != text
                }
                for text in sorted(said):
                    head, kind = repr(sheet.header.name(name)), CustomerKind(kinds[normal(text)])
                    sheet.tell(Message.of("kind_read_as", column=head, text=repr(text), kind=kind))
                columns[name] = Coded(column.codes, words).merged()
        return sheet, columns

    def _attention(self, sheet: Sheet, rows: list[int]) -> Coded:
        """The person to open the letter: the column for it, else the contact person, where that is not the customer."""
        said = sheet.checked("attention").all()
        persons = people(sheet)
        texts = [one or other for one, other in zip(said, persons, strict=True)]
        names = [self.names[row] for row in rows]
        each = np.arange(len(rows))
        return others_than(Coded(each, names), Coded(each, texts)).merged()


def read_contacts(path: Readable, dialect: Dialect, invoices: Sheet | None = None) -> Contacts:
    """The contacts of the file at `path`; raises InputError where it cannot be read as one.

    A row without a number and a name is noted. A contact without a company goes by the person's name.
    """
    sheet = open_beside(path, dialect, CONTACTS)
    if invoices is not None:
        _check_mapping(sheet, invoices)
    sorted_ = sort_rows(sheet)
    sheet = sorted_.sheet
    for remark in sorted_.remarks:
        sheet.tell(remark)
    names = [name or person for name, person in zip(sheet.text("customer").all(), people(sheet), strict=True)]
    numbers = sheet.text("customer_id").all()
    for row, (number, name) in enumerate(zip(numbers, names, strict=True)):
        if not (number or name):
            sheet.note(row, "customer", "", Flaw(Message.of("row_without_customer"), Message.of("number_or_name")))
    return Contacts(sheet, numbers, names)


def open_beside(path: Readable, dialect: Dialect, kind: FileKind, rows: SharedRows | None = None) -> Sheet:
    """The rows of a file that goes with the invoices, and may come from another program than they do.

    Its preset, header and delimiter are its own, unless that is an odd one; the encoding that is said for the invoices
    holds only where the file is not UTF-8. Of the `rows` of a part the others are left out.
    """
    own = replace(
        dialect, preset="", skip_rows=None, sheet="", delimiter="" if dialect.separator in MARKS else dialect.delimiter,
        proved=rows.proved if rows else Proofs(),
    )  # fmt: skip
    if dialect.encoding and isinstance(path, Path) and path.is_file() and _is_utf8(path):
        own = replace(own, encoding="")
    sheet = open_sheet(path, own, kind)
    return sheet if rows is None else sheet.among(rows.records)


def same(name: str) -> str:
    """`name` as two files compare it: without case, each run of blanks one space.

    >>> same(" ADA  Ltd") == same("Ada Ltd")
    True
    """
    return " ".join(name.split()).casefold()


def _is_utf8(path: Path) -> bool:
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _check_mapping(contacts: Sheet, invoices: Sheet) -> None:
    """Refuse a mapping of a field that both files may have to a header that neither has."""
    header = contacts.header
    keys = {normal(name) for names in (header.names, invoices.header.names) for name in names}
    wrong = [
        Problem(Source(header.file, header.line), field, "", f"no column of either file is named {name!r}")
        for field, name in contacts.dialect.map.items() if field in CONTACTS.shared and normal(name) not in keys
    ]  # fmt: skip
    if wrong:
        raise BadInput(wrong)
