"""Cleaning a foreign PDF for the print file: only the drawing on its pages is taken over.

Nothing is removed from the file: its pages are rebuilt from what they draw with. So actions, scripts, attached files,
forms, links and whatever else a PDF can carry stay behind, whether we have heard of them or not.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, settings

from pastdue.typeset.enclosed.annotations import drawn_annotations
from pastdue.typeset.enclosed.extract import Extract, Leaves
from pastdue.typeset.enclosed.placing import Matrix, PageBox, placed
from pastdue.typeset.enclosed.refusal import BadCopy

PAGES_AT_MOST = 50
_UNPACKED_AT_MOST = 100_000_000
_SIDE_AT_MOST = 14_400
_GRAPHICS = ("/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/Shading", "/XObject")
_AGAIN = "print it to a PDF again"
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_OUTDATED = re.compile(rb"/LZW(?:Decode)?[\s/\]>]")
_MODERN = re.compile(rb"/(?:ObjStm|XRef)[\s/\]>]")
_BROKEN = (
    pikepdf.PdfError, pikepdf.DeletedObjectError, pikepdf.ForeignObjectError, ArithmeticError, AttributeError,
    LookupError, MemoryError, RecursionError, RuntimeError, TypeError, ValueError, zlib.error,
)  # fmt: skip
"""The exceptions pikepdf can raise while it reads a damaged PDF."""


def clean(data: bytes, area: PageBox, at_most: int = PAGES_AT_MOST) -> Leaves:
    """Every page of the PDF `data`, as it would be printed, placed in `area` of our paper (points).

    Refuses (BadCopy) what is no PDF, is damaged, encrypted or without pages, has more pages than `at_most`, hides
    layers, is a portfolio of files, or has a form whose look is left to the viewer.
    """
    if b"%PDF-" not in data[:1024]:
        raise BadCopy("is not a PDF")
    _refuse_mixture(data)
    with _reading(), Pdf.open(BytesIO(data), attempt_recovery=False, conversion_mode="implicit") as pdf:
        if pdf.is_encrypted:
            raise BadCopy("is encrypted", "save it without a password")
        count = len(pdf.pages)
        if not count:
            raise BadCopy("has no pages")
        if count > at_most:
            raise BadCopy(f"has {count:,} pages, more than {at_most:,}")
        _refuse_unsettled(pdf.Root)
        extract = Extract()
        return extract.leaves([_form(extract, page, area) for page in pdf.pages])


def _refuse_mixture(data: bytes) -> None:
    """Refuses a file that may pack its own structure in a way whose unpacked size has no bound.

    No program writes such: streams of objects came eight years after that way of packing had been given up.
    """
    names = _HEX.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), data)
    if _OUTDATED.search(names) and _MODERN.search(names):
        raise BadCopy("is packed in an outdated way", _AGAIN)


@contextmanager
def _reading() -> Iterator[None]:
    """Bounds what unpacking may take, and words whatever a damaged or hostile file makes of reading it."""
    limits = settings.set_qpdf_limits(
        flate_max_memory=_UNPACKED_AT_MOST, run_length_max_memory=_UNPACKED_AT_MOST,
        png_max_memory=_UNPACKED_AT_MOST, tiff_max_memory=_UNPACKED_AT_MOST, max_stream_filters=3,
    )  # fmt: skip
    try:
        yield
    except BadCopy:
        raise
    except pikepdf.PasswordError:
        raise BadCopy("is encrypted", "save it without a password") from None
    except _BROKEN:
        raise BadCopy("is damaged, or no PDF", _AGAIN) from None
    finally:
        settings.set_qpdf_limits(**limits)


def _refuse_unsettled(root: Any) -> None:
    """Refuses a document that does not say by itself what its pages look like, or whose pages are not what it is."""
    parts = root.get("/Collection")
    if parts is not None and str(parts.get("/View")) != "/H":
        raise BadCopy("is a portfolio: the invoice is one of the files in it", "save that file by itself")
    layers = root.get("/OCProperties")
    if layers is not None:
        usual = layers.get("/D", Dictionary())
        hidden = len(usual.get("/OFF", Array())) or str(usual.get("/BaseState")) == "/OFF"
        if hidden or any(_not_for_print(layer) for layer in layers.get("/OCGs", Array())):
            raise BadCopy("has layers that are switched off", _AGAIN)
    form = root.get("/AcroForm")
    if root.get("/NeedsRendering") is True or (form is not None and form.get("/NeedAppearances") is True):
        raise BadCopy("has a form that each viewer shows in its own way", _AGAIN)


def _not_for_print(layer: Any) -> bool:
    usage = layer.get("/Usage", Dictionary()).get("/Print", Dictionary())
    return str(usage.get("/PrintState")) == "/OFF"


def _form(extract: Extract, page: Page, area: PageBox) -> int:
    """One page as a form: a picture with its own means, cut to what the page shows and placed in `area`."""
    box = _visible(page)
    turn, unit = int(page.obj.get("/Rotate", 0)), float(page.obj.get("/UserUnit", 1))
    if turn % 90 or not 0 < unit <= 1000:
        raise BadCopy("has a page turned or measured in a way no PDF has", _AGAIN)
    if max(box.size) * unit > _SIDE_AT_MOST:
        raise BadCopy("has a page more than 5 metres long")
    inner = _drawing(extract, page, box)
    notes, names = drawn_annotations(extract, page)
    resources: list[bytes | int] = [b"<</XObject<</Page ", inner, *names, b">>>>"]
    return _form_object(extract, box, placed(box, turn, unit, area), resources, b"/Page Do\n" + notes)


def _form_object(extract: Extract, box: PageBox, matrix: Matrix, resources: list[bytes | int], code: bytes) -> int:
    head = f"<</Type/XObject/Subtype/Form/BBox[{_numbers(box)}]/Matrix[{_numbers(matrix)}]/Resources ".encode("ascii")
    return extract.add([head, *resources, b"/Length %d>>\nstream\n" % len(code), code, b"\nendstream"])


def _drawing(extract: Extract, page: Page, box: PageBox) -> int:
    """The page's own drawing as a form in the page's units; returns its object number."""
    head: list[bytes | int] = [f"<</Type/XObject/Subtype/Form/BBox[{_numbers(box)}]/Resources".encode("ascii")]
    head += _resources(extract, page.obj.get("/Resources", Dictionary()))
    if "/Group" in page.obj:
        head += [b"/Group ", *extract.value(page.obj.Group)]
    contents = page.obj.get("/Contents")
    if isinstance(contents, Stream):
        _unpacked(contents)
        data = contents.read_raw_bytes()
        head += extract.entries(_packing(contents))
    else:
        parts = contents if isinstance(contents, Array) else []
        data = zlib.compress(b"\n".join(_unpacked(part) for part in parts), 6)
        head.append(b"/Filter/FlateDecode")
    return extract.add([*head, b"/Length %d>>\nstream\n" % len(data), data, b"\nendstream"])


def _resources(extract: Extract, found: Any) -> list[bytes | int]:
    """The resources a page draws with; the properties of marked content are named, so that every reference has a
    target."""
    parts: list[bytes | int] = [b"<<"]
    for kind in _GRAPHICS:
        if kind in found:
            parts += [Name(kind).unparse(), b" ", *extract.value(found.get(kind)), b" "]
    named = (Name(key).unparse() + b"<<>>" for key in sorted(found.get("/Properties", Dictionary()).keys()))
    return [*parts, b"/Properties<<", *named, b">>>>"]


def _packing(contents: Any) -> Any:
    """The entries of a stream that say how it is compressed; refuses a stream whose data is in another file."""
    if "/F" in contents:
        raise BadCopy("keeps part of itself in another file", _AGAIN)
    return Dictionary({key: contents.get(key) for key in ("/Filter", "/DecodeParms") if key in contents})


def _unpacked(part: Any) -> bytes:
    """The operators in one of a page's streams; refuses what is damaged, and too much of them for any printer."""
    packing = _packing(part)
    if b"LZW" in packing.unparse() and len(part.read_raw_bytes()) > _UNPACKED_AT_MOST // 2000:
        raise BadCopy("is packed in an outdated way", _AGAIN)
    return bytes(part.read_bytes())


def _visible(page: Page) -> PageBox:
    """The part of the page a viewer shows: its crop box within its media box."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    left, bottom = max(media.left, crop.left), max(media.bottom, crop.bottom)
    shown = PageBox(left, bottom, min(media.right, crop.right), min(media.top, crop.top))
    if min(shown.size) <= 0:
        raise BadCopy("has a page without any area", _AGAIN)
    return shown


def _box(sides: Any) -> PageBox:
    a, b, c, d = (float(Decimal(side)) for side in sides)
    return PageBox(min(a, c), min(b, d), max(a, c), max(b, d))


def _numbers(values: Matrix | PageBox) -> str:
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in values)
