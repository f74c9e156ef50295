"""A logo and a signature: which files are taken, how they are embedded, and where they stand."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms
from tests.typeset.letters_by_hand import german_letter, polish_letter, us_letter
from tests.typeset.pages_seen import Ink, pages_of
from tests.typeset.pictures_made import BLUE, RED, picture, turned

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import Annex, Letter
from pastdue.typeset import Artwork, Look, Typesetter, read_artwork
from pastdue.typeset.layouts import Layout

LAYOUTS = Catalog().names("layouts")
SHAPES = {"wide": (1200, 300), "square": (400, 400), "tall": (150, 600), "line": (3000, 40)}
POINTS = 72 / 25.4


def layout(name: str) -> Layout:
    return load_layout(Catalog(), name)


def read(path: Path) -> Artwork:
    return read_artwork(path, "Logo", "letters.logo:")


def refused(path: Path) -> str:
    with pytest.raises(SettingsError) as error:
        read(path)
    assert str(path) in error.value.what
    assert error.value.remedy
    return error.value.what


def images(pdf: bytes) -> list[pikepdf.Stream]:
    with pikepdf.open(BytesIO(pdf)) as file:
        found = [o for o in file.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        return [pikepdf.Stream(pikepdf.new(), o.read_raw_bytes(), **dict(_plain(o))) for o in found]


def _plain(stream: pikepdf.Stream) -> dict[str, object]:
    return {key[1:]: value for key, value in stream.items() if key in ("/Width", "/Height", "/ColorSpace", "/Filter")}


def seen_pixels(pdf: bytes) -> Image.Image:
    """The one picture of a PDF, decoded by pikepdf."""
    with pikepdf.open(BytesIO(pdf)) as file:
        (stream,) = [o for o in file.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        picture: Image.Image = pikepdf.PdfImage(stream).as_pil_image().copy()
        return picture


def set_with(logo: Path | None = None, sign: Path | None = None, letter: Letter | None = None) -> bytes:
    signature = read_artwork(sign, "Signature", "letters.signature_image:") if sign else None
    look = Look(logo=read(logo) if logo else None, signature=signature)
    return Typesetter(layout("din-b"), look).set(letter or german_letter(1)).pdf


def near(one: object, other: tuple[int, ...], off: int = 12) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) <= off for a, b in zip(one, other, strict=True))


# What is taken


@pytest.mark.parametrize(
    ("name", "mode", "colour", "shown"),
    [
        ("rgb.png", "RGB", RED, RED),
        ("rgb.jpg", "RGB", RED, RED),
        ("grey.png", "L", 90, (90, 90, 90)),
        ("grey.jpg", "L", 90, (90, 90, 90)),
        ("palette.png", "P", 0, (0, 0, 0)),
        ("bits.png", "1", 1, (255, 255, 255)),
        ("deep.png", "I;16", 90 * 257, (90, 90, 90)),
        ("clear.png", "RGBA", (*RED, 0), (255, 255, 255)),
        ("half.png", "RGBA", (200, 0, 0, 128), (227, 127, 127)),
        ("clear-grey.png", "LA", (0, 0), (255, 255, 255)),
        ("print.jpg", "CMYK", (0, 255, 255, 0), (255, 0, 0)),
    ],
)
def test_every_kind_of_png_and_jpeg_is_shown_as_it_looks_on_paper(
    tmp_path: Path, name: str, mode: str, colour: object, shown: tuple[int, int, int]
) -> None:
    pdf = set_with(picture(tmp_path / name, (300, 200), mode, colour))
    pixels = seen_pixels(pdf)
    assert pixels.mode in ("L", "RGB")
    assert near(pixels.convert("RGB").getpixel((20, 20)), shown)
    with pikepdf.open(BytesIO(pdf)) as file:
        assert all("/SMask" not in o for o in file.objects if isinstance(o, pikepdf.Stream))


def test_a_photograph_is_shown_as_it_was_held(tmp_path: Path) -> None:
    upright = seen_pixels(set_with(turned(tmp_path / "a.jpg", (400, 200), 1)))
    assert upright.width > upright.height
    assert near(upright.getpixel((5, 5)), RED)
    held = seen_pixels(set_with(turned(tmp_path / "b.jpg", (400, 200), 6)))
    assert held.width < held.height
    assert near(held.getpixel((5, 5)), RED)
    assert near(held.getpixel((5, held.height - 5)), BLUE)


def test_colours_are_turned_into_srgb_by_the_profile_that_comes_along(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    bad = picture(tmp_path / "bad.png", (50, 50), icc_profile=b"nonsense")
    assert "colour profile" in refused(bad)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    good = picture(tmp_path / "good.png", (50, 50), "RGBA", (*RED, 255), icc_profile=srgb)
    assert near(seen_pixels(set_with(good)).getpixel((5, 5)), RED, 3)
    assert "colour profile" in refused(picture(tmp_path / "lab.png", (50, 50), icc_profile=profile))


def test_nothing_of_the_file_but_its_pixels_is_embedded(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Secret place"
    path = picture(tmp_path / "a.jpg", (300, 200), exif=exif, comment=b"Secret word")
    assert b"Secret" in path.read_bytes()
    assert b"Secret" not in set_with(path)


# What is refused


def test_other_formats_are_refused_whatever_they_are_called(tmp_path: Path) -> None:
    Image.new("RGB", (20, 20)).save(tmp_path / "a.gif")
    (tmp_path / "a.gif").rename(tmp_path / "a.png")
    assert "neither a PNG nor a JPEG" in refused(tmp_path / "a.png")
    (tmp_path / "a.svg").write_text("<svg/>")
    assert "neither a PNG nor a JPEG" in refused(tmp_path / "a.svg")
    (tmp_path / "empty.png").write_bytes(b"")
    assert "neither" in refused(tmp_path / "empty.png")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refused(tmp_path / "none.png")
    assert "cannot be read" in refused(tmp_path)


def test_five_megabytes_are_taken_and_a_byte_more_is_not(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.jpg", (30, 20))
    small = path.read_bytes()
    path.write_bytes(small + b"\0" * (5_000_000 - len(small)))
    assert read(path).aspect == 1.5
    path.write_bytes(small + b"\0" * (5_000_001 - len(small)))
    assert "larger than 5 MB" in refused(path)


def test_twenty_million_pixels_are_taken_and_more_are_not(tmp_path: Path) -> None:
    assert read(picture(tmp_path / "a.png", (5000, 4000), "1", 1)).aspect == 1.25
    assert "more than 20 million" in refused(picture(tmp_path / "b.png", (5000, 4001), "1", 1))


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_picture_that_unpacks_to_gigabytes_is_refused_by_its_head(tmp_path: Path, side: int) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(_png(side, side, b"\0" * 100))
    assert any(words in refused(path) for words in ("more than 20 million", "is damaged"))


def _png(wide: int, high: int, pixels: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["png", "jpg"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_file_cut_short_is_refused(tmp_path: Path, kind: str, part: float) -> None:
    noise = Image.effect_noise((200, 200), 80)
    noise.save(tmp_path / f"a.{kind}")
    data = (tmp_path / f"a.{kind}").read_bytes()
    (tmp_path / f"a.{kind}").write_bytes(data[: int(len(data) * part)])
    assert "damaged" in refused(tmp_path / f"a.{kind}")


def test_a_file_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    data = bytearray(picture(tmp_path / "a.png", (200, 200)).read_bytes())
    data[data.index(b"IDAT") + 8] ^= 0xFF
    (tmp_path / "a.png").write_bytes(bytes(data))
    assert "damaged" in refused(tmp_path / "a.png")


# How it is embedded


def test_the_same_picture_makes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.png", "a.jpg"):
        path = picture(tmp_path / name, (900, 300))
        assert set_with(path, path) == set_with(path, path)


def test_a_picture_has_at_most_300_dots_an_inch_and_is_never_enlarged(tmp_path: Path) -> None:
    large = read(picture(tmp_path / "a.png", (2000, 1000))).within(144, 144)
    assert (large.width, large.height) == (144, 72)
    assert b"/Width 600 /Height 300 " in large.body
    small = read(picture(tmp_path / "b.png", (60, 30))).within(144, 144)
    assert (small.width, small.height) == (144, 72)
    assert b"/Width 60 /Height 30 " in small.body


def test_drawings_stay_sharp_and_photographs_stay_small(tmp_path: Path) -> None:
    assert b"/FlateDecode" in read(picture(tmp_path / "a.png", (900, 300))).within(200, 100).body
    assert b"/DCTDecode" in read(picture(tmp_path / "a.jpg", (900, 300))).within(200, 100).body
    Image.effect_noise((1500, 900), 90).convert("RGB").save(tmp_path / "noise.png")
    body = read(tmp_path / "noise.png").within(180, 108).body
    assert b"/DCTDecode" in body
    assert len(body) < 700_000


def test_letters_of_one_file_share_their_pictures(tmp_path: Path) -> None:
    look = Look(
        logo=read(picture(tmp_path / "a.png", (900, 300))),
        signature=read_artwork(picture(tmp_path / "s.png", (300, 90), colour=BLUE), "Signature", "x"),
    )
    setter = Typesetter(layout("din-b"), look)

    def merged(count: int) -> tuple[int, int]:
        target = BytesIO()
        letters = (replace(german_letter(1), number=f"A-{n}") for n in range(count))
        setter.merge([setter.draw(letter, letter.number) for letter in letters], target, True)
        with pikepdf.open(BytesIO(target.getvalue())) as file:
            kinds = [o for o in file.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
            pages = [page for page in file.pages if "/XObject" in page.Resources]
            assert not file.check_pdf_syntax()
        assert len(pages) >= count
        return len(kinds), len(target.getvalue())

    one, some, many = merged(1), merged(11), merged(21)
    assert one[0] == some[0] == many[0] == 2
    assert abs((many[1] - some[1]) - (some[1] - one[1])) < 600


def test_a_letter_without_pictures_names_none(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(set_with())) as file:
        assert all("/XObject" not in page.Resources for page in file.pages)
    with pikepdf.open(BytesIO(set_with(picture(tmp_path / "a.png", (90, 30))))) as file:
        assert ["/XObject" in page.Resources for page in file.pages] == [True] + [False] * (len(file.pages) - 1)


# Where it stands


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_logo_of_any_shape_keeps_to_its_frame_and_to_itself(tmp_path: Path, name: str, shape: str) -> None:
    row = layout(name)
    look = Look(logo=read(picture(tmp_path / "a.png", SHAPES[shape])))
    for letter in (us_letter(), german_letter(1), polish_letter(1)):
        page = pages_of(Typesetter(row, look).set(letter).pdf)[0]
        (logo,) = [ink for ink in page if ink.picture]
        assert logo.within(row.logo, -0.01)
        assert not any(logo.touches(zone) for zone in row.exposed_frames)
        aspect = SHAPES[shape][0] / SHAPES[shape][1]
        assert (logo.right - logo.left) / (logo.bottom - logo.top) == pytest.approx(aspect, rel=0.02)
        assert max(logo.right - logo.left, logo.bottom - logo.top) > 8
        for ink in page:
            if ink is not logo:
                assert not _overlap(ink, logo), (name, shape, ink)
        words = " ".join(ink.text for ink in page)
        assert all(line in words for line in letter.head.sender)


def _overlap(one: Ink, other: Ink) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def test_a_sender_too_long_to_stand_by_a_logo_is_refused(tmp_path: Path) -> None:
    look = Look(logo=read(picture(tmp_path / "a.png", (400, 400))))
    long = replace(
        german_letter(1),
        head=replace(german_letter(1).head, sender=("Gesellschaft für Beratung " * 12, *["Straße 1"] * 6)),
    )
    with pytest.raises(CannotPrint, match="invoice RE-2026/311: sender does not fit its place"):
        Typesetter(layout("din-b"), look).set(long)


@pytest.mark.parametrize("lines", range(1, 16))
@pytest.mark.parametrize("shape", ["wide", "square"])
def test_a_signature_stands_between_farewell_and_name_however_close_the_letter_is_set(
    tmp_path: Path, shape: str, lines: int
) -> None:
    sign = picture(tmp_path / "s.png", SHAPES[shape], colour=BLUE)
    letter = replace(german_letter(1), annex=Annex(), closing=tuple(f"Absatz {n}." for n in range(lines)))
    pages = pages_of(set_with(None, sign, letter))
    (page,) = [page for page in pages if any(ink.picture for ink in page)]
    (signature,) = [ink for ink in page if ink.picture]
    farewell = next(ink for ink in page if ink.text == "Mit freundlichen Grüßen")
    name = max((ink for ink in page if ink.text == "Jörg Größ"), key=lambda ink: ink.baseline)
    assert farewell.baseline < signature.top
    assert signature.bottom < name.baseline - 1.5
    assert signature.left == pytest.approx(name.left, abs=0.01)
    assert 8 < signature.bottom - signature.top <= 11.01
    assert signature.right - signature.left <= 55.01
