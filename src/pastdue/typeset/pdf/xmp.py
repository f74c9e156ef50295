"""The metadata of a PDF: title, author, language and day, in its information dictionary and again as XMP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

PRODUCER = "pastdue"


UNDATED = date(2000, 1, 1)
"""The day of a file that has none of its own: equal pages make equal bytes, whenever they are made."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The metadata of a file. `part` is that of PDF/A: 2, or 3 when files are attached, or 0 for a plain PDF;
    `accessible` says that it is PDF/UA-1."""

    title: str
    author: str = PRODUCER
    subject: str = ""
    language: str = ""
    on: date = UNDATED
    part: int = 0
    accessible: bool = False

    @property
    def facts(self) -> dict[str, str]:
        """The entries of the old list of facts, none of them empty."""
        facts = {
            "/Title": self.title, "/Author": self.author, "/Subject": self.subject, "/Creator": PRODUCER,
            "/Producer": PRODUCER, "/CreationDate": self.moment, "/ModDate": self.moment,
        }  # fmt: skip
        return {key: text for key, text in facts.items() if text}

    @property
    def moment(self) -> str:
        """The letter's day as PDF writes a moment."""
        return f"D:{self.on:%Y%m%d}000000Z"


def packet(about: FileFacts) -> bytes:
    """The XMP packet, read-only; equal for equal letters."""
    moment = f"{about.on.isoformat()}T00:00:00Z"
    archival = _described("pdfaid", "http://www.aiim.org/pdfa/ns/id/",
                          _item("pdfaid:part", str(about.part)) + _item("pdfaid:conformance", "B"))  # fmt: skip
    universal = _described("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", _item("pdfuaid:part", "1"))
    parts = [
        *([archival] if about.part else []),
        *([universal] if about.accessible else []),
        *([_UA_IN_AN_ARCHIVE] if about.accessible and about.part else []),
        _described("dc", "http://purl.org/dc/elements/1.1/", _dublin_core(about)),
        _described("xmp", "http://ns.adobe.com/xap/1.0/",
                   _item("xmp:CreatorTool", PRODUCER) + _item("xmp:CreateDate", moment)
                   + _item("xmp:ModifyDate", moment) + _item("xmp:MetadataDate", moment)),
        _described("pdf", "http://ns.adobe.com/pdf/1.3/", _item("pdf:Producer", PRODUCER)),
    ]  # fmt: skip
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'{"".join(parts)}</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


_UA_IN_AN_ARCHIVE = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\n'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\n'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\n'
    "<pdfaProperty:name>part</pdfaProperty:name>\n<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>The part of ISO 14289</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n"
)
"""PDF/A asks a file to describe the properties it uses of other standards, as of PDF/UA."""


def _dublin_core(about: FileFacts) -> str:
    text = _item("dc:format", "application/pdf") + _in_language("dc:title", about.title)
    if about.subject:
        text += _in_language("dc:description", about.subject)
    if about.author:
        text += f"<dc:creator><rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq></dc:creator>\n"
    if about.language:
        text += f"<dc:language><rdf:Bag><rdf:li>{escape(about.language)}</rdf:li></rdf:Bag></dc:language>\n"
    return text


def _described(prefix: str, namespace: str, text: str) -> str:
    return f'<rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">\n{text}</rdf:Description>\n'


def _item(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>\n"


def _in_language(name: str, text: str) -> str:
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>\n'
