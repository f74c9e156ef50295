"""A letter's archive copy: it claims PDF/A, and every part of the claim that can be checked here holds."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from page import validate_pdf_bytes
from pikepdf import Name, ObjectStreamMode, Pdf, Stream
from PIL import ImageCms
from tests.run.test_copies_run import ON, SETTINGS, copied, firm_in, out, put
from tests.typeset import copies_by_hand as hand
from tests.typeset.letters_by_hand import german_letter, polish_letter, us_letter

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.letters import Letter
from pastdue.run import send
from pastdue.typeset import Pages, Typesetter
from pastdue.typeset.enclosed.cleaning import clean
from pastdue.typeset.pdf.pdfa import Attached, archived

JAVA = Path("/usr/share/java")
JARS = (
    "preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "javax.activation", "jaxb-api", "commons-io"
)  # fmt: skip
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}
LETTERS = {"de": german_letter, "pl": polish_letter, "en": us_letter}


def set_letter(letter: Letter) -> Pages:
    return Typesetter(load_layout(Catalog(), "din-b")).set(letter)


def kept(letter: Letter, *attached: Attached) -> bytes:
    pages = set_letter(letter)
    return archived(pages.pdf, pages.own, ON, attached)


def packet_of(pdf: Pdf) -> ElementTree.Element:
    return ElementTree.fromstring(pdf.Root.Metadata.read_bytes().decode("utf-8-sig"))


def said(packet: ElementTree.Element, name: str) -> str:
    found = packet.find(f".//{name}", NAMES)
    assert found is not None, name
    return "".join(found.itertext()).strip()


@pytest.mark.parametrize("language", LETTERS)
def test_it_says_what_it_is_in_both_places_alike(language: str) -> None:
    letter = LETTERS[language]()
    with Pdf.open(BytesIO(kept(letter))) as pdf:
        packet = packet_of(pdf)
        assert (said(packet, "pdfaid:part"), said(packet, "pdfaid:conformance")) == ("2", "B")
        assert str(pdf.Root.Lang) == letter.language == said(packet, "dc:language")
        facts = {key: str(pdf.docinfo[key]) for key in pdf.docinfo}
    assert facts["/Title"] == said(packet, "dc:title") == (letter.title or letter.number)
    assert facts["/Author"] == said(packet, "dc:creator") == letter.author
    assert facts["/Subject"] == said(packet, "dc:description") == letter.subject
    assert facts["/Producer"] == said(packet, "pdf:Producer") and facts["/Creator"] == said(packet, "xmp:CreatorTool")
    assert facts["/CreationDate"] == facts["/ModDate"] == "D:20261030000000Z"
    assert said(packet, "xmp:CreateDate") == said(packet, "xmp:ModifyDate") == "2026-10-30T00:00:00Z"
    assert set(facts) == {"/Title", "/Author", "/Subject", "/Producer", "/Creator", "/CreationDate", "/ModDate"}


def test_each_schema_has_a_description_of_its_own() -> None:
    with Pdf.open(BytesIO(kept(german_letter()))) as pdf:
        found = packet_of(pdf).findall(".//rdf:Description", NAMES)
        assert "/Filter" not in pdf.Root.Metadata
    spaces = [{child.tag.split("}")[0] for child in description} for description in found]
    assert len(spaces) == 4 and all(len(space) == 1 for space in spaces)


def test_markup_in_a_name_is_text_in_the_packet() -> None:
    title = 'Mahnung <x> & "y" – Ćwikła'
    with Pdf.open(BytesIO(kept(replace(german_letter(), title=title)))) as pdf:
        assert said(packet_of(pdf), "dc:title") == title == str(pdf.docinfo.Title)


@pytest.mark.parametrize("language", LETTERS)
def test_a_validator_of_the_very_parts_we_claim_has_nothing_against_them(language: str) -> None:
    letter = LETTERS[language]()
    for profile, data in (("2b", kept(letter)), ("3b", kept(letter, Attached("a.pdf", "A", b"%PDF-1.4")))):
        assert [one.message for one in validate_pdf_bytes(data, profile=profile).failures] == []
    assert validate_pdf_bytes(set_letter(letter).pdf, profile="2b").failures


def test_red_green_and_blue_are_those_of_srgb() -> None:
    with Pdf.open(BytesIO(kept(german_letter()))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == Name.GTS_PDFA1 and intent.DestOutputProfile.N == 3
        profile = ImageCms.ImageCmsProfile(BytesIO(intent.DestOutputProfile.read_bytes()))
    assert "sRGB" in ImageCms.getProfileDescription(profile)


def test_every_face_is_embedded_and_no_colour_needs_another_profile() -> None:
    with Pdf.open(BytesIO(kept(polish_letter()))) as pdf:
        fonts = [o for o in pdf.objects if getattr(o, "get", None) and o.get("/Type") == Name.Font]
        assert fonts and all("/FontFile2" in font.FontDescriptor and "/ToUnicode" in font for font in fonts)
        code = b"\n".join(page.Contents.read_bytes() for page in pdf.pages)
        assert not re.search(rb"(?<![\w.])[kK]\s", code)
        assert pdf.pdf_version == "1.7" and not pdf.is_encrypted
        assert "/Trapped" not in pdf.docinfo and len(pdf.trailer.ID) == 2


def test_every_stream_ends_on_a_line_of_its_own() -> None:
    data = kept(polish_letter(), Attached("a.pdf", "A", b"ends in a line break\n"))
    with Pdf.open(BytesIO(data)) as pdf:
        streams = [o.read_raw_bytes() for o in pdf.objects if isinstance(o, Stream)]
    assert len(streams) > 5 and all(stream + b"\nendstream" in data for stream in streams)


def test_the_pages_are_the_letters_own() -> None:
    pdfium = pytest.importorskip("pypdfium2")
    pages = set_letter(us_letter())
    before, after = (pdfium.PdfDocument(x) for x in (pages.pdf, archived(pages.pdf, pages.own, ON)))
    assert len(before) == len(after) == pages.count
    for one, other in zip(before, after, strict=True):
        assert (one.render(scale=1).to_numpy() == other.render(scale=1).to_numpy()).all()
        assert one.get_textpage().get_text_bounded() == other.get_textpage().get_text_bounded()


def test_the_same_letter_is_kept_in_the_same_bytes_and_another_day_in_others() -> None:
    pages, file = set_letter(german_letter()), Attached("1-a.pdf", "A", b"%PDF-")
    first = archived(pages.pdf, pages.own, ON, [file])
    assert first == archived(pages.pdf, pages.own, ON, [file])
    assert first != archived(pages.pdf, pages.own, date(2026, 10, 31), [file])


def test_an_invoice_is_attached_as_it_was_and_its_pages_are_not_claimed() -> None:
    invoice = hand.scripted()
    pages = Typesetter(load_layout(Catalog(), "din-b")).set(german_letter(), lambda _: [clean(invoice, hand.A4)])
    data = archived(pages.pdf, pages.own, ON, [Attached("1-fv-1.pdf", "FV/1", invoice)])
    with Pdf.open(BytesIO(data)) as pdf:
        assert said(packet_of(pdf), "pdfaid:part") == "3"
        assert len(pdf.pages) == pages.own == pages.count - 1
        (specification,) = pdf.Root.AF
        assert specification.AFRelationship == Name.Supplement and str(specification.UF) == "1-fv-1.pdf"
        assert specification.EF.F.read_bytes() == invoice and specification.EF.F.Subtype == Name("/application/pdf")
        assert int(specification.EF.F.Params.Size) == len(invoice) and "/ModDate" in specification.EF.F.Params
        assert list(pdf.attachments) == ["1-fv-1.pdf"]
        assert not any("/XObject" in page.Resources and "/Copy" in page.Resources.XObject for page in pdf.pages)


def test_a_run_keeps_each_letter_beside_it_when_told_to(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV-1": "", "FV-2": ""}, "archive = true\n")
    put(tmp_path, "FV-1.pdf", hand.invoice())
    done = send(job)
    assert copied(done) == {"FV-1": ["FV-1.pdf"], "FV-2": []}
    parts = {}
    for letter in done.letters:
        path = out(tmp_path) / letter.file.replace("letters/", "archive/")
        with Pdf.open(path) as pdf:
            parts[letter.draft.notices[0].invoice.number] = said(packet_of(pdf), "pdfaid:part")
            assert len(pdf.pages) == letter.pages - len(letter.draft.copies)
    assert parts == {"FV-1": "3", "FV-2": "2"}
    letters, archive = ({p.name for p in out(tmp_path).glob(f"{f}/*")} for f in ("letters", "archive"))
    assert letters == archive


def test_a_run_keeps_nothing_when_not_told_to(tmp_path: Path) -> None:
    send(firm_in(tmp_path, {"FV-1": ""}, settings=SETTINGS.replace("append", "off")))
    assert not (out(tmp_path) / "archive").exists() and (out(tmp_path) / "letters").exists()


def test_the_profile_we_ship_is_the_one_its_licence_speaks_of() -> None:
    folder = Path(__file__).parents[2] / "src/pastdue/data/icc"
    digest = hashlib.sha256((folder / "sRGB.icc").read_bytes()).hexdigest()
    assert digest == "2a92d4bae450b76d8b0aa42193df974d75f62738ecebf74f01c5e75b12a95796"
    assert "zlib/libpng" in (folder / "LICENSE.txt").read_text(encoding="utf-8")


def twin(data: bytes) -> bytes:
    """The same as part 1b, which is what preflight knows; attached files are not allowed there."""
    with Pdf.open(BytesIO(data)) as pdf:
        packet = re.sub(rb"<pdfaid:part>\d<", b"<pdfaid:part>1<", pdf.Root.Metadata.read_bytes())
        pdf.Root.Metadata = Stream(pdf, packet, Type=Name.Metadata, Subtype=Name.XML)
        for key in ("/AF", "/Names"):
            if key in pdf.Root:
                del pdf.Root[key]
        target = BytesIO()
        pdf.save(
            target, force_version="1.4", object_stream_mode=ObjectStreamMode.disable, deterministic_id=True,
            fix_metadata_version=False,
        )  # fmt: skip
        return target.getvalue()


def preflight(path: Path) -> str:
    jars = [JAVA / f"{name}.jar" for name in JARS]
    if shutil.which("java") is None or not all(jar.exists() for jar in jars):
        pytest.skip("PDFBox preflight is not installed (Debian: libpdfbox2-java and a JRE)")
    command = ["java", "-cp", ":".join(map(str, jars)), "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.mark.parametrize("language", LETTERS)
def test_preflight_finds_the_twin_valid(language: str, tmp_path: Path) -> None:
    path = tmp_path / "twin.pdf"
    path.write_bytes(twin(kept(LETTERS[language](), Attached("a.pdf", "A", hand.invoice()))))
    assert "is a valid PDF/A-1b file" in preflight(path)


def test_preflight_would_find_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    path.write_bytes(set_letter(german_letter()).pdf)
    assert "is not a valid PDF/A-1b file" in preflight(path)


@pytest.mark.parametrize("language", LETTERS)
def test_qpdf_has_nothing_to_say_against_it(language: str, tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    path = tmp_path / "kept.pdf"
    path.write_bytes(kept(LETTERS[language](), Attached("a.pdf", "A", hand.invoice())))
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
