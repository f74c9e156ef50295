"""Letters by e-mail: the drafts a run leaves, and that print files and manifest know how each letter goes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.command import pastdue
from tests.languages import LANGUAGES
from tests.mailing.email_firm import HEADER, SETTINGS, drafts, row, sent
from tests.mailing.mail_firm import ON, pack, rows_of
from tests.typeset.pages_seen import text_of

from pastdue.firm import read_firm
from pastdue.ledger import Ledger, Lock
from pastdue.letters.saved import letter_from_json
from pastdue.model.errors import SettingsError
from pastdue.run.letters import LetterMaker
from pastdue.run.recovery import recover

COLON = {"fr": "\u00a0: "}


def plain(text: str) -> str:
    """The text with simple spaces, as subjects and names of files have them."""
    return text.replace("\u00a0", " ")


def test_a_draft_says_what_the_letter_says_in_every_language(tmp_path: Path) -> None:
    done = sent(tmp_path, *(row(n, language=language) for n, language in enumerate(LANGUAGES, 1)))
    with Ledger.open(tmp_path / "pastdue.ledger") as ledger:
        letters = {row.number: letter_from_json(row.content) for row in ledger.letters()}
    found = drafts(tmp_path)
    assert found.keys() == letters.keys() and len(found) == len(LANGUAGES) == len(done.emailed)
    for number, draft in found.items():
        letter, defects = letters[number], [part.defects for part in draft.walk()]
        assert not any(defects) and draft["X-Unsent"] == "1"
        assert draft["From"].addresses[0].display_name == "Studio Żółw, s.c."
        assert plain(letter.subject) in draft["Subject"] and number in draft["Subject"]
        assert parsedate_to_datetime(draft["Date"]).date() == ON
        assert draft["Message-ID"].startswith(f"<{number}.") and draft["Message-ID"].endswith("@example.com>")
        body = draft.get_body()
        assert body is not None and body["Content-Language"] == letter.locale
        text = body.get_content()
        assert (
            tuple(text.splitlines()[: len(letter.head.sender)]) == letter.head.sender
        )  # the letter says "at the address above"
        for said in (letter.salutation, *letter.opening, letter.payment.pay_line, *letter.closing, letter.farewell):
            assert said in text
        for label, value in (
            *letter.payment.rows,
            *letter.grid.totals,
            *zip(letter.grid.headings, letter.grid.rows[0], strict=True),
        ):
            assert f"{label}{COLON.get(letter.language, ': ')}{value}" in text
        (attached,) = draft.iter_attachments()
        assert attached.get_content_type() == "application/pdf" and letter.email is not None
        assert attached.get_filename() == f"{plain(letter.email.file)}.pdf" and letter.email.file in letter.title
        (file,) = (tmp_path / "out" / ON.isoformat() / "letters").glob(f"{number}-*.pdf")
        assert attached.get_content() == file.read_bytes()
    assert len({draft["Message-ID"] for draft in found.values()}) == len(LANGUAGES)
    covering = Counter(letter.email.covering for letter in letters.values() if letter.email)
    assert set(covering.values()) == {1}, "each language has its own words"


def test_drafts_are_plain_ascii_and_the_same_bytes_for_the_same_letters(tmp_path: Path) -> None:
    kept = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        sent(tmp_path / name, row(1), row(2, "both", "de"))
        kept.append([file.read_bytes() for file in sorted((tmp_path / name).rglob("*.eml"))])
    assert kept[0] == kept[1] and len(kept[0]) == 2
    for data in kept[0]:
        assert data.isascii() and max(map(len, data.split(b"\r\n"))) <= 78 and b"\n" not in data.replace(b"\r\n", b"")


def test_what_goes_by_e_mail_alone_is_in_no_print_file_and_the_manifest_says_how_letters_go(
    tmp_path: Path,
) -> None:
    sent(tmp_path, row(1), row(2, "both"), row(3, "post"))
    rows = rows_of(pack(tmp_path) / "manifest.csv")
    assert [(r["customer_id"], r["delivery"], r["email"], r["print_file"]) for r in rows] == [
        ("C2", "both", "c2@customer.example", "print/letters.pdf"),
        ("C3", "post", "", "print/letters.pdf"),
        ("C1", "email", "c1@customer.example", ""),
    ]
    printed = "".join(text_of((pack(tmp_path) / "letters.pdf").read_bytes()))
    assert "Firma 2" in printed and "Firma 3" in printed and "Firma 1" not in printed
    said = json.loads((pack(tmp_path).parent / "run.json").read_text(encoding="utf-8"))["letters"]
    assert [(one["delivery"], one["email_file"], one["envelope_class"]) for one in said] == [
        ("email", "email/2026-00001-reminder.eml", None),
        ("both", "email/2026-00002-reminder.eml", "standard-home"),
        ("post", None, "standard-home"),
    ]
    assert drafts(tmp_path).keys() == {"2026-00001", "2026-00002"}


def test_only_a_letter_that_goes_both_ways_says_so(tmp_path: Path) -> None:
    sent(tmp_path, row(1, language="en"), row(2, "both", "en"))
    texts = [body.get_content() for draft in drafts(tmp_path).values() if (body := draft.get_body())]
    assert ["by post as well" in text for text in texts] == [False, True]


def test_a_run_of_e_mails_alone_has_no_print_file(tmp_path: Path) -> None:
    sent(tmp_path, row(1))
    assert [path.name for path in pack(tmp_path).iterdir()] == ["manifest.csv"]
    again = pastdue(tmp_path, "print", f"{ON}-1", "--dry-run")
    assert again.returncode == 6 and "has no letters to print" in again.stderr


def test_the_post_office_is_not_asked_for_what_went_by_e_mail(tmp_path: Path) -> None:
    sent(tmp_path, row(1), row(2, "both"))
    said = pastdue(tmp_path, "posted", str(pack(tmp_path) / "manifest.csv"), "--on", str(ON), "--as-of", str(ON))
    assert "recorded 1 posted, 0 known already, 0 not posted yet" in said.stdout


def test_copies_of_the_invoices_are_attached_as_the_archive_has_them(tmp_path: Path) -> None:
    (tmp_path / "invoices").mkdir()
    canvas = Canvas(str(tmp_path / "invoices" / "A-1.pdf"))
    canvas.drawString(100, 700, "Invoice A-1")
    canvas.save()
    sent(tmp_path, row(1), settings=SETTINGS + '[letters]\ninvoice_copies = "append"\n')
    _, copy = drafts(tmp_path)["2026-00001"].iter_attachments()
    assert copy.get_filename() == "A-1.pdf"
    assert copy.get_content() == (tmp_path / "invoices" / "A-1.pdf").read_bytes()


def test_answers_go_where_the_settings_say(tmp_path: Path) -> None:
    own = '[email]\nfrom = "Łucja <lucja@studio.example>"\nreply_to = "biuro@studio.example"\n'
    sent(tmp_path, row(1), settings=SETTINGS + own)
    (draft,) = drafts(tmp_path).values()
    assert str(draft["From"]) == "Łucja <lucja@studio.example>" and str(draft["Reply-To"]) == "biuro@studio.example"
    assert draft["Message-ID"].endswith("@studio.example>")


def test_nothing_is_e_mailed_from_nobody(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="from which address"):
        sent(tmp_path, row(1), settings=SETTINGS.replace('email = "faktury@example.com"\n', ""))
    assert not (tmp_path / "out").exists()
    sent(tmp_path, row(1, "post"), settings=SETTINGS.replace('email = "faktury@example.com"\n', ""))


def test_a_sender_that_would_add_a_header_is_refused(tmp_path: Path) -> None:
    own = '[email]\nfrom = "Anna <a@b.example>\\nBcc: all@c.example"\n'
    with pytest.raises(SettingsError, match=r"email: from: .* line break"):
        sent(tmp_path, row(1), settings=SETTINGS + own)


def test_unknown_ways_of_delivery_are_named_with_their_line_and_mail_is_one_of_them(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    rows = [row(n, word) for n, word in enumerate(("pocztą", "mail", "per E-Mail", "DHL"), 1)]
    (tmp_path / "invoices.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    said = pastdue(tmp_path, "plan", "invoices.csv", "--as-of", str(ON), "--format", "json")
    assert said.returncode == 3
    assert [one["delivery"] for one in json.loads(said.stdout)["letters"]] == ["post", "email"]
    assert "invoices.csv:3: delivery: is not a way for letters to go\n  | mail\n" in said.stderr
    assert "invoices.csv:5: delivery: is not a way" in said.stderr and "use post, email, both" in said.stderr


def test_a_draft_lost_before_it_was_released_is_made_again_with_the_same_bytes(tmp_path: Path) -> None:
    sent(tmp_path, row(1, "both"))
    folder = tmp_path / "out" / ON.isoformat()
    (draft,) = (folder / "email").iterdir()
    before = hashlib.sha256(draft.read_bytes()).hexdigest()
    path, maker = tmp_path / "pastdue.ledger", LetterMaker(read_firm(None, tmp_path))
    unreleased(path)
    shutil.rmtree(folder / "email")
    with Lock(path), Ledger.open(path) as ledger:
        (ended,) = recover(
            ledger,
            lambda letter: maker.set(letter_from_json(letter.content)).pdf,
            lambda letter, pdf: maker.email(letter_from_json(letter.content), pdf),
        )
    assert not ended.lost and hashlib.sha256(draft.read_bytes()).hexdigest() == before


def unreleased(path: Path) -> None:
    """The ledger as a kill before the end of the release leaves it."""
    import sqlite3

    with sqlite3.connect(path) as db:
        (guard,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'run_events_undeleted'").fetchone()
        db.execute("DROP TRIGGER run_events_undeleted")
        db.execute("DELETE FROM run_events WHERE event = 'released'")
        db.execute(guard)
    db.close()
