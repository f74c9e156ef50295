"""Scans: a photograph or picture of a paper as a PDF of one page, so that it can stand among other pages."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from pastdue.typeset.enclosed.refusal import BadCopy

_A4 = (8.27, 11.69)
"""In inches."""


def scanned(data: bytes) -> bytes:
    """The picture `data` (PNG, JPEG, TIFF) as a PDF page, upright and no larger than A4; refuses (BadCopy) data that is
    not a picture, is damaged or too large to unpack."""
    try:
        with Image.open(BytesIO(data)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        raise BadCopy("is neither a PDF nor a picture", "save it as PDF, PNG or JPEG") from error
    dots = max(picture.width / _A4[0], picture.height / _A4[1], 72.0)
    target = BytesIO()
    picture.save(target, "PDF", resolution=dots, quality=90)
    return target.getvalue()
