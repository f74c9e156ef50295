"""Two pages of a claim on paper: what was agreed on each invoice, and the court's form filled in."""

from __future__ import annotations

from collections.abc import Iterator

from pastdue.letters.language.voice import Voice
from pastdue.letters.parts.annex_law import grounds
from pastdue.reports.claims.court import CourtSheet
from pastdue.reports.claims.pack import ClaimPack
from pastdue.typeset.document import DataTable, Heading, KeyValues, Paragraph, Tone
from pastdue.typeset.document.document import DocumentPart


def contract(pack: ClaimPack, voice: Voice) -> Iterator[DocumentPart]:
    """The contract behind each invoice, with its project where one has any, and the grounds of the charges."""
    say, write = voice.say, voice.written
    yield Heading(say("claims.contract"))
    projects = any(one.notice.invoice.project for one in pack.invoices)
    rows = []
    for one in pack.invoices:
        invoice = one.notice.invoice
        made = write.short_day(invoice.contract_date) if invoice.contract_date else say("claims.unknown")
        issued = write.short_day(invoice.issued) if invoice.issued else say("claims.unknown")
        project = (invoice.project,) if projects else ()
        rows.append((one.number, *project, made, issued, write.short_day(invoice.due)))
    named = ("grid.invoice", *(("grid.project",) if projects else ()), "claims.contracted", "grid.issued", "grid.due")
    weights = (2.4, 3.2, 1.6, 1.5, 1.5) if projects else (2.4, 1.6, 1.5, 1.5)
    yield DataTable(tuple(say(name) for name in named), tuple(rows), "l" * len(named), weights=weights)
    said = grounds([charge for one in pack.invoices for charge in one.notice.charges], voice)
    if said:
        yield Paragraph(say("claims.grounds", {"grounds": voice.apart(said)}))


def court(sheet: CourtSheet, pack: ClaimPack, voice: Voice) -> Iterator[DocumentPart]:
    """The form's fields and particulars on a page of their own."""
    say = voice.say
    yield Heading(say("claims.court", {"form": sheet.title}), new_page=True)
    also = f" {say('claims.court_set_off')}" if sheet.set_off else ""
    yield Paragraph(say("claims.court_intro", {"date": voice.written.day(pack.as_of)}) + also, Tone.QUIET)
    yield KeyValues(sheet.fields)
    if sheet.particulars:
        yield Heading(say("claims.particulars", count=len(sheet.particulars)), 2)
        yield Paragraph(sheet.on_paper)
