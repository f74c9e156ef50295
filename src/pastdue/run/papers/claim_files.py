"""The files of a claim: the bundle with its exhibits, the court's form, the table and the JSON; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pastdue.firm import Firm
from pastdue.firm.look import heads_of, layout_of, look_of, voice_of
from pastdue.firm.rows.courts import GENERAL, court_of, load_court
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.language.voice import Voice
from pastdue.model.errors import SettingsError
from pastdue.model.wording import listed
from pastdue.reports.claims.court import CourtForm, CourtSheet, filled
from pastdue.reports.claims.general import general_form
from pastdue.reports.claims.pack import ClaimPack
from pastdue.reports.claims.page import ClaimPaper
from pastdue.reports.claims.tables import claim_json, claim_table
from pastdue.reports.formats.csv import csv_file
from pastdue.reports.formats.json import json_text
from pastdue.run.papers.claims import Claims, ClaimWishes
from pastdue.run.papers.evidence import Evidences
from pastdue.typeset.document import DocumentSetter
from pastdue.typeset.document.bundle import BundledPages, Bundler

BUNDLE, JSON, CSV, COURT = "claim.pdf", "claim.json", "claim.csv", "court-form.txt"


@dataclass(frozen=True, slots=True)
class MadeClaim:
    """A claim made: the pack, and its files by name, the bundle last."""

    pack: ClaimPack
    files: Mapping[str, bytes]


def made_claim(claims: Claims, currency: str, number: str, wishes: ClaimWishes) -> MadeClaim:
    """The claim in `currency`, all its files made and nothing written."""
    firm = claims.opened.job.firm
    pack = claims.pack(currency, number, wishes)
    _check_proofs(pack, wishes)
    voice, bundler = voice_of(firm), Bundler(DocumentSetter(layout_of(firm), look_of(firm)))
    evidences = Evidences(firm, bundler, claims.opened.numbers)
    found = evidences.of(pack.letters, pack.invoices, wishes.proofs)
    pack = replace(
        pack, exhibits=tuple(one.exhibit for one in found), missing=(*pack.missing, *evidences.missing)
    )  # fmt: skip
    sheet = _sheet(firm, pack, wishes.court)
    paper = ClaimPaper(voice, sheet)
    bundled = [BundledPages(paper.exhibit(n, one.exhibit), one.leaves) for n, one in enumerate(found, 1)]

    def placed(firsts: list[int]) -> ClaimPack:
        exhibits = (replace(one, first=first) for one, first in zip(pack.exhibits, firsts, strict=True))
        return replace(pack, exhibits=tuple(exhibits))

    pdf, firsts = bundler.bundle(lambda at: paper.document(pack, placed(list(at)).exhibits), bundled)
    pack = placed(firsts)
    files = {one.exhibit.file: one.data for one in found}
    files |= {COURT: _court_text(sheet, voice).encode(), CSV: csv_file(claim_table(pack), heads_of(firm)).encode()}
    files |= {JSON: json_text(claim_json(pack, sheet)).encode(), BUNDLE: pdf}
    return MadeClaim(pack, files)


def _check_proofs(pack: ClaimPack, wishes: ClaimWishes) -> None:
    known = [sent.letter.number for sent in pack.letters]
    for letter in wishes.proofs:
        if letter not in known:
            raise SettingsError(
                f"--proof {letter}: this letter is not in the claim", f"its letters: {listed(known) or 'none'}"
            )


def _sheet(firm: Firm, pack: ClaimPack, wanted: str) -> CourtSheet:
    """The court's form filled in: the one that is wanted, else that of the country both parties are in."""
    country = firm.creditor.party.country
    name = wanted or court_of(firm.catalog, country, pack.customer.country)
    if name == GENERAL:
        voice = voice_of(firm)
        return filled(name, general_form(voice), pack, voice)
    form: CourtForm = load_court(firm.catalog, name)
    return filled(name, form, pack, Voice.of(load_wording(firm.catalog, form.language), country))


def _court_text(sheet: CourtSheet, voice: Voice) -> str:
    """The form as text, to copy from."""
    lines = [sheet.title, "=" * len(sheet.title), ""]
    for label, value in sheet.fields:
        lines += [label, f"    {value}", ""]
    if sheet.particulars:
        title = voice.say("claims.particulars", count=len(sheet.particulars))
        lines += [title, "-" * len(title), "", sheet.particulars, ""]
    return "\n".join(lines)
