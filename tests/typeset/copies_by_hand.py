"""PDFs that pretend to be copies of invoices: good ones, odd ones and hostile ones, made object by object."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from pastdue.typeset.enclosed.placing import PageBox

A4 = PageBox(0, 0, 595.2756, 841.8898)
MARK = b"1 0 0 rg 0 0 60 30 re f 0 0 1 rg 535 812 60 30 re f"
"""A red block in the lower left corner of an A4 page and a blue one in the upper right corner."""


def invoice(
    text: str = "INVOICE", pages: int = 1, change: Callable[[Pdf], None] = lambda _: None, **page: object
) -> bytes:
    """A PDF whose pages show `text` and the blocks of `MARK`; `page` overrides entries of each page."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        code = MARK + b" BT 0 g /F1 24 Tf 100 700 Td (" + text.encode("latin-1") + b") Tj ET"
        for _ in range(pages):
            entries: dict[str, object] = {
                "/Type": Name.Page, "/MediaBox": Array([0, 0, 595, 842]), "/Contents": Stream(pdf, code),
                "/Resources": Dictionary(Font=Dictionary(F1=font)),
            }  # fmt: skip
            entries |= {f"/{key}": value for key, value in page.items()}
            pdf.pages.append(pikepdf.Page(Dictionary(entries)))
        change(pdf)
        target = BytesIO()
        pdf.save(target, deterministic_id=True)
        return target.getvalue()


def scripted() -> bytes:
    """Opens with a script, starts a program from a link and on closing, carries a file, and hides a form's script."""

    def arm(pdf: Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('pwned')"))
        launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 595, 842]), F=4, A=launch)
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("total"), V=String("1"), F=4,
            AA=Dictionary(K=script), Rect=Array([100, 600, 200, 620]),
            AP=Dictionary(N=look(pdf, b"0 1 0 rg 0 0 100 20 re f")),
        )  # fmt: skip
        page = pdf.pages[0].obj
        page.Annots = Array([pdf.make_indirect(link), pdf.make_indirect(field)])
        page.AA = Dictionary(O=script, C=launch)
        # A font that leads back to the page, and so to all of the above.
        page.Resources.Font.F1.Back = page
        pdf.Root.OpenAction = script
        pdf.Root.AA = Dictionary(WC=launch)
        pdf.Root.AcroForm = Dictionary(Fields=Array([page.Annots[1]]), CO=Array([page.Annots[1]]))
        pdf.attachments["virus.exe"] = b"MZ virus"
        pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("run"), script]))

    return invoice(change=arm)


def look(pdf: Pdf, code: bytes, size: tuple[int, int] = (100, 20)) -> pikepdf.Object:
    """The appearance of an annotation."""
    box = Array([0, 0, *size])
    return pdf.make_indirect(Stream(pdf, code, Type=Name.XObject, Subtype=Name.Form, BBox=box))


def noted(flags: int, **entries: object) -> bytes:
    """With a green stamp, 100 by 20, at (300, 400)."""

    def stamp(pdf: Pdf) -> None:
        shown = Dictionary(N=look(pdf, b"0 1 0 rg 0 0 100 20 re f"))
        note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([300, 400, 400, 420]), F=flags, AP=shown)
        for key, value in entries.items():
            note[f"/{key}"] = value
        pdf.pages[0].obj.Annots = Array([note])

    return invoice(change=stamp)


def encrypted(password: str) -> bytes:
    """Opened with `password`, which may be empty."""
    with Pdf.open(BytesIO(invoice())) as pdf:
        target = BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(owner="secret", user=password))
        return target.getvalue()


def layered(**usual: object) -> bytes:
    """With one layer, shown as the entries of the usual configuration say."""

    def layer(pdf: Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        entries = {f"/{key}": Array([group]) if value is Ellipsis else value for key, value in usual.items()}
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(entries))
        page = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(MC0=group)
        page.Contents = Stream(pdf, b"/OC /MC0 BDC 1 0 1 rg 200 200 50 50 re f EMC")

    return invoice(change=layer)


def raw(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A PDF of these objects, with a table of places."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(out + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start))


def stream(head: bytes, data: bytes) -> bytes:
    """The body of a stream object."""
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (head, len(data), data)


def page_of(contents: bytes, *more: tuple[int, bytes], entries: bytes = b"") -> bytes:
    """One A4 page whose /Contents is `contents`, with more objects from number 4 on."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %b %b >>" % (contents, entries)
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return raw({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: pages, 3: page, **dict(more)})


def looping_table() -> bytes:
    """Its table of places says that an earlier one is itself."""
    data = page_of(b"4 0 R", (4, stream(b"", MARK)))
    start = data.rindex(b"startxref\n") + len(b"startxref\n")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % int(data[start:].split()[0]))


def looping_pages() -> bytes:
    """Its tree of pages has itself as a branch."""
    return raw({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})


def bomb(filters: int = 1) -> bytes:
    """Operators in two parts, which unpack to 120 MB of blanks: more than a copy may be."""
    packed = _squeezed(120_000_000)
    for _ in range(filters - 1):
        packed = zlib.compress(packed, 9)
    head = b"/Filter [%b]" % (b" /FlateDecode" * filters)
    return page_of(b"[4 0 R 5 0 R]", (4, stream(head, packed)), (5, stream(b"", MARK)))


def bomb_of_objects() -> bytes:
    """A stream of objects, the page tree among them, that unpacks to 120 MB: more than a copy may be."""
    data = _squeezed(120_000_000, b"2 0 << /Type /Pages /Kids [3 0 R] /Count 1 >>")
    bodies = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        4: stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", data),
    }
    out, places = bytearray(b"%PDF-1.7\n"), {2: 4}
    for number, body in bodies.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    places[5] = len(out)
    rows = b"".join(
        bytes([0 if not n else 2 if n == 2 else 1]) + places.get(n, 0).to_bytes(4) + b"\0" for n in range(6)
    )
    table = stream(b"/Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R", rows)
    return bytes(out + b"5 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, places[5]))


def _squeezed(blanks: int, head: bytes = b"") -> bytes:
    """`head` and that many blanks, packed. A million of them are packed once: behind a full flush they are the same
    bytes wherever they stand."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    chunk, times = b" " * 1_000_000, blanks // 1_000_000
    begun = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    check = zlib.adler32(head)
    for _ in range(times):
        check = zlib.adler32(chunk, check)
    return b"\x78\xda" + begun + again * times + packer.flush() + check.to_bytes(4)
