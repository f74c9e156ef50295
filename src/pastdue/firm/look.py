"""The look of a firm's letters: their place on paper, typeface, colours and pictures; and its own voice."""

from __future__ import annotations

from collections.abc import Iterator

from pastdue.firm.firm import Firm
from pastdue.firm.rows.languages import KIND, SPARE, load_wording
from pastdue.firm.rows.layouts import chosen_layout
from pastdue.letters.language.voice import Voice
from pastdue.model.choices import Heads
from pastdue.reports.formats.heads import BY_KEY, FileHeads
from pastdue.typeset import Artwork, Look, read_artwork, read_fallback
from pastdue.typeset.ink.face import Face
from pastdue.typeset.layouts import Layout


def layout_of(firm: Firm) -> Layout:
    """The layout of this firm's letters; refuses a layout or window of its own that cannot be set."""
    own = firm.settings.letters
    return chosen_layout(firm.catalog, "" if own.window else firm.layout, own.window)


def voice_of(firm: Firm) -> Voice:
    """The voice for texts the firm itself reads: its own language, as its country writes it."""
    party = firm.creditor.party
    return Voice.of(load_wording(firm.catalog, party.language), party.country)


def english_voice_of(firm: Firm) -> Voice:
    """The voice for the terminal: English, whatever the firm's language, with the numbers of its country."""
    return Voice.of(load_wording(firm.catalog, SPARE), firm.creditor.party.country)


def heads_of(firm: Firm) -> FileHeads:
    """The heads of the CSV files that this firm's runs and commands write, as `[reports] csv_heads` says."""
    return FileHeads(voice_of(firm)) if firm.settings.reports.csv_heads is Heads.FIRM else BY_KEY


def heads_ever(firm: Firm) -> Iterator[FileHeads]:
    """All the heads a file of pastdue's can have, whatever the settings were when it was written: the keys, then those
    of each language, the firm's own first."""
    yield BY_KEY
    country, own = firm.creditor.party.country, firm.creditor.party.language
    for name in sorted(firm.catalog.names(KIND), key=lambda name: name != own):
        yield FileHeads(Voice.of(load_wording(firm.catalog, name), country))


def draft_mark_of(firm: Firm) -> str:
    """The mark across a page that is a draft, in this firm's language."""
    return voice_of(firm).say("report.draft")


def look_of(firm: Firm, draft_mark: str = "") -> Look:
    """The pictures, fonts and colours of this firm's letters; refuses a picture or font that cannot be used, naming the
    file."""
    own = firm.settings.letters

    def picture(file: str, name: str, key: str) -> Artwork | None:
        return read_artwork(firm.folder / file, name, f"letters.{key}:") if file else None

    return Look(
        typeface=own.typeface,
        accent=own.accent,
        draft_mark=draft_mark,
        sheet_mark=firm.settings.mail.sheet_mark,
        qr_bill=own.qr_bill,
        tagged=own.tagged,
        logo=picture(own.logo, "Logo", "logo"),
        signature=picture(own.signature_image, "Signature", "signature_image"),
        fallback=fallback_of(firm),
    )


def fallback_of(firm: Firm) -> Face | None:
    """The firm's own face for characters that ours lack, if it has one; refuses one that cannot be used."""
    file = firm.settings.letters.fallback_font
    return read_fallback(firm.folder / file, "letters.fallback_font:") if file else None
