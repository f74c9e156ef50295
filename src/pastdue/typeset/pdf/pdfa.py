"""Letters for the archive: the same pages as PDF/A-2b; with their invoices attached, as PDF/A-3b."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from io import BytesIO

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, StreamDecodeLevel, String

from pastdue.typeset.pdf.xmp import FileFacts, packet


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to keep with a letter, byte for byte: its name, its description, its bytes."""

    name: str
    what: str
    data: bytes


def archived(letter: bytes, pages: int, on: date, attached: Sequence[Attached] = ()) -> bytes:
    """The PDF `letter` dated `on` as PDF/A, the first `pages` pages only: those of the letter itself.

    `attached` files make it PDF/A-3b, else it is 2b. Title, author, subject and language are the letter's. Equal
    letters make equal bytes. Nothing is checked: our own pages embed every face and use RGB and grey only.
    """
    with Pdf.open(BytesIO(letter)) as pdf:
        del pdf.pages[pages:]
        title, author, subject = (str(pdf.docinfo.get(key, "")) for key in ("/Title", "/Author", "/Subject"))
        language, tagged = str(pdf.Root.get("/Lang", "")), "/StructTreeRoot" in pdf.Root
        about = FileFacts(title, author, subject, language, on, 3 if attached else 2, accessible=tagged)
        _describe(pdf, about)
        _declare_colours(pdf)
        _attach(pdf, attached, about)
        target = BytesIO()
        pdf.save(
            target, deterministic_id=True, object_stream_mode=ObjectStreamMode.disable, force_version="1.7",
            fix_metadata_version=False, compress_streams=False, stream_decode_level=StreamDecodeLevel.none,
        )  # fmt: skip
        return target.getvalue()


def _describe(pdf: Pdf, about: FileFacts) -> None:
    """Say the same in the XMP packet and in the old list of facts, which may not differ."""
    facts = {key: String(text) for key, text in about.facts.items()}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(facts))
    pdf.Root.Metadata = Stream(pdf, packet(about), Type=Name.Metadata, Subtype=Name.XML)


def _declare_colours(pdf: Pdf) -> None:
    """Say which red, green and blue are meant: those of sRGB."""
    profile = Stream(pdf, _srgb(), N=3, Alternate=Name.DeviceRGB, Filter=Name.FlateDecode)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _attach(pdf: Pdf, files: Sequence[Attached], about: FileFacts) -> None:
    specifications = Array()
    names = Array()
    for file in sorted(files, key=lambda f: f.name):
        params = Dictionary(Size=len(file.data), CreationDate=String(about.moment), ModDate=String(about.moment))
        embedded = Stream(pdf, file.data, Type=Name.EmbeddedFile, Subtype=Name("/application/pdf"), Params=params)
        specification = Dictionary(
            Type=Name.Filespec,
            F=String(file.name),
            UF=String(file.name),
            Desc=String(file.what),
            AFRelationship=Name.Supplement,
            EF=Dictionary(F=(place := pdf.make_indirect(embedded)), UF=place),
        )
        specifications.append(pdf.make_indirect(specification))
        names.extend([String(file.name), specifications[len(specifications) - 1]])
    if files:
        pdf.Root.AF = specifications
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))


@cache
def _srgb() -> bytes:
    """The profile, packed."""
    return zlib.compress((resources.files("pastdue") / "data" / "icc" / "sRGB.icc").read_bytes(), 9)
