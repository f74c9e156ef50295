"""Logos and signatures: the pictures allowed on a letter, and their form in the PDF. The only home of Pillow.

A logo or a signature is a foreign file and is treated as such: examined before it is loaded, decoded once, and
written anew. Nothing of the file itself reaches a letter: no metadata, no profile, no transparency.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from pastdue.model.errors import SettingsError
from pastdue.typeset.ink.named_file import named_file

_BYTES_AT_MOST = 5_000_000
_PIXELS_AT_MOST = 20_000_000
_DPI = 300
_DOTS_AT_MOST = 2400
_JPEG_QUALITY = 90
_LOSSLESS_AT_MOST = 150_000
_FORMATS = ("PNG", "JPEG")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture ready to be embedded: the body of its PDF object, and its size on paper in points."""

    name: str
    width: float
    height: float
    body: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Artwork:
    """A decoded picture on white, upright, grey or RGB. `photo`: it came as a JPEG and may become one again."""

    name: str
    pixels: Image.Image
    photo: bool

    @property
    def aspect(self) -> float:
        """The width divided by the height."""
        return self.pixels.width / self.pixels.height

    def within(self, width: float, height: float) -> Picture:
        """The picture as large as `width` x `height` points allow, at 300 dots an inch or less."""
        wide = min(width, height * self.aspect)
        high = wide / self.aspect
        dots = max(1, ceil(wide / 72 * _DPI)), max(1, ceil(high / 72 * _DPI))
        pixels = self.pixels
        if dots[0] < pixels.width and dots[1] < pixels.height:
            pixels = pixels.resize(dots, Image.Resampling.LANCZOS)
        name = f"{self.name}{pixels.width}x{pixels.height}"
        return Picture(name, wide, high, _object(pixels, self.photo))


def read_artwork(path: Path, name: str, setting: str) -> Artwork:
    """The picture in the file `path`, called `name` in the PDF; `setting` names it in messages.

    Refuses what is no PNG or JPEG, more than 5 MB or 20 megapixels, and damaged files, each with what to do.
    """
    where = f"{setting} {str(path)!r}"
    data = named_file(path, where, _BYTES_AT_MOST, "save it smaller; 300 dots an inch are enough")
    with _decoding(where):
        kind, size = _looked_at(data)
    if size[0] * size[1] > _PIXELS_AT_MOST:
        raise SettingsError(
            f"{where}: {size[0]} x {size[1]} pixels are more than 20 million", "save it smaller; 2000 across are enough"
        )
    with _decoding(where):
        pixels = _on_white(ImageOps.exif_transpose(_opened(data)))
    pixels.info.clear()
    pixels.thumbnail((_DOTS_AT_MOST, _DOTS_AT_MOST), Image.Resampling.LANCZOS)
    return Artwork(name, pixels, kind == "JPEG")


@contextmanager
def _decoding(where: str) -> Iterator[None]:
    """Turns whatever a damaged picture makes Pillow raise into a message, and keeps its warnings off the terminal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except ImageCms.PyCMSError:
        raise SettingsError(f"{where}: its colour profile is damaged", "save it without one, in sRGB") from None
    except UnidentifiedImageError:
        raise SettingsError(f"{where}: is neither a PNG nor a JPEG", "save it as a PNG") from None
    except _BROKEN as error:
        raise SettingsError(f"{where}: is damaged: {error}", "save it again as a PNG") from None


def _opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data), formats=_FORMATS)


def _looked_at(data: bytes) -> tuple[str, tuple[int, int]]:
    """Format and size, from the head of the file alone; refuses a file whose checksums are wrong."""
    image = _opened(data)
    found = image.format or "", image.size
    if image.width * image.height <= _PIXELS_AT_MOST:
        image.verify()
    return found


def _on_white(image: Image.Image) -> Image.Image:
    """`image` as grey or sRGB without transparency, as it looks on paper."""
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.convert("I").point(lambda value: value / 257).convert("L")
    image = _in_srgb(image)
    grey = image.mode in ("1", "L", "LA", "La")
    if not image.has_transparency_data:
        return image.convert("L" if grey else "RGB")
    see_through = image.convert("RGBA")
    paper = Image.new("RGBA", see_through.size, "white")
    return Image.alpha_composite(paper, see_through).convert("L" if grey else "RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    """`image` with its colours, by the profile it brings along, turned into sRGB ones."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image if alpha is None else image.convert("RGB")
    try:
        made = ImageCms.profileToProfile(
            colours, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except OSError as error:
        raise ImageCms.PyCMSError(error) from None
    assert made is not None
    if alpha is not None:
        made.putalpha(alpha)
    return made


def _object(pixels: Image.Image, photo: bool) -> bytes:
    """The body of a PDF image object: a JPEG for photographs and for drawings too large when packed without loss."""
    packed, how = (b"", "") if photo else _lossless(pixels)
    if photo or len(packed) > _LOSSLESS_AT_MOST:
        target = BytesIO()
        pixels.save(target, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=True)
        packed, how = target.getvalue(), "/Filter /DCTDecode"
    space = "/DeviceGray" if pixels.mode == "L" else "/DeviceRGB"
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {pixels.width} /Height {pixels.height} /ColorSpace {space} "
        f"/BitsPerComponent 8 /Interpolate false {how} /Length {len(packed)} >>\nstream\n"
    )
    return head.encode("ascii") + packed + b"\nendstream"


def _lossless(pixels: Image.Image) -> tuple[bytes, str]:
    """The pixels packed as in a PNG, whose lines PDF can read, and PDF's parameters for that."""
    target = BytesIO()
    pixels.save(target, "PNG", optimize=True)
    colours = len(pixels.getbands())
    parameters = f"/Predictor 15 /Colors {colours} /BitsPerComponent 8 /Columns {pixels.width}"
    return b"".join(_chunks(target.getvalue())), f"/Filter /FlateDecode /DecodeParms << {parameters} >>"


def _chunks(png: bytes) -> Iterator[bytes]:
    """The pieces of a PNG that hold its pixels."""
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            yield png[at + 8 : at + 8 + length]
        at += 12 + length
