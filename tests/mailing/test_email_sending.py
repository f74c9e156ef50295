"""`pastdue mail`: drafts handed to a real mail server, each once, whatever the server or the machine does."""

from __future__ import annotations

import email
import email.policy
import json
import os
import shutil
import signal
import ssl
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
import trustme
from tests.cli.terminal import Terminal
from tests.command import pastdue
from tests.forked import begun, ended
from tests.mailing.email_firm import SETTINGS, drafts, row, sent
from tests.mailing.mail_firm import ON
from tests.mailing.mail_server import PASSWORD, Inbox, serving

from pastdue.ledger import EmailEvent, Ledger

RUN = f"{ON}-1"
ONE, TWO, THREE = "2026-00001", "2026-00002", "2026-00003"


@pytest.fixture(scope="module")
def run_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A firm with three letters to e-mail, the third of which is posted as well."""
    folder = tmp_path_factory.mktemp("office")
    sent(folder, row(1), row(2), row(3, "both"))
    return folder


@pytest.fixture
def office(run_office: Path, tmp_path: Path) -> Path:
    """A copy of that firm for one test."""
    return shutil.copytree(run_office, tmp_path, dirs_exist_ok=True)


def at(folder: Path, inbox: Inbox, more: str = 'tls = "none"\nhost = "127.0.0.1"\n') -> None:
    """The firm's mail server is the one of `inbox`."""
    (folder / "pastdue.toml").write_text(f"{SETTINGS}[email]\nport = {inbox.port}\n{more}", encoding="utf-8")


def mail(folder: Path, *words: str, code: int = 0) -> dict[str, Any]:
    """The state of each letter by number, as `pastdue mail` gives it; the exit code must be `code`."""
    done = pastdue(folder, "mail", RUN, "--as-of", "2026-11-24", "--format", "json", *words)
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return {one["letter"]: one for one in json.loads(done.stdout)["emails"]} if done.stdout else {"error": done.stderr}


def states(said: dict[str, Any]) -> list[str]:
    return [one["state"] for _, one in sorted(said.items())]


def test_each_letter_is_sent_once_to_its_customer_as_it_was_drafted(office: Path) -> None:
    with serving(Inbox()) as inbox:
        at(office, inbox)
        assert states(mail(office, "--dry-run")) == ["to be sent"] * 3 and not inbox.messages
        said = mail(office)
        assert states(said) == ["sent"] * 3 and said[ONE]["reply"] == "250 2.0.0 queued"
        assert states(mail(office)) == ["sent"] * 3
    assert [envelope.rcpt_tos for envelope in inbox.messages] == [[f"c{n}@customer.example"] for n in (1, 2, 3)]
    for envelope, draft in zip(inbox.messages, drafts(office).values(), strict=True):
        assert envelope.mail_from == "faktury@example.com" and isinstance(envelope.content, bytes)
        got = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert got["X-Unsent"] is None and parsedate_to_datetime(got["Date"]).year >= 2026
        kept = ("From", "To", "Subject", "Message-ID", "Content-Type")
        assert [got[name] for name in kept] == [draft[name] for name in kept]
        assert [part.get_content() for part in got.iter_parts()] == [part.get_content() for part in draft.iter_parts()]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("at_once", [False, True], ids=["starttls", "tls"])
def test_the_way_is_protected_and_the_password_is_the_environments(
    office: Path, at_once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, context = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(office / "ca.pem")
    with serving(Inbox(), context, at_once=at_once) as inbox:
        at(office, inbox, f'host = "localhost"\nuser = "office"\ntls = "{"tls" if at_once else "starttls"}"\n')
        monkeypatch.setenv("PASTDUE_SMTP_PASSWORD", PASSWORD)
        said = pastdue(office, "mail", RUN, "--as-of", "2026-11-24")
        assert said.returncode == 2 and "its certificate is not trusted" in said.stderr and not inbox.messages
        monkeypatch.setenv("SSL_CERT_FILE", str(office / "ca.pem"))
        monkeypatch.setenv("PASTDUE_SMTP_PASSWORD", "wrong")
        refused = pastdue(office, "mail", RUN, "--as-of", "2026-11-24")
        assert refused.returncode == 2 and "does not let office in" in refused.stderr and not inbox.messages
        assert "wrong" not in refused.stderr and "password made for programs" in refused.stderr
        assert states(mail(office, "--dry-run")) == ["to be sent"] * 3, "nothing was tried"
        monkeypatch.setenv("PASTDUE_SMTP_PASSWORD", PASSWORD)
        assert states(mail(office)) == ["sent"] * 3


def test_a_password_is_asked_of_the_keyring_too_and_its_want_is_told(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring

    asked = []
    monkeypatch.delenv("PASTDUE_SMTP_PASSWORD", raising=False)
    monkeypatch.setattr(keyring, "get_password", lambda service, user: asked.append((service, user)))
    at(office, Inbox(port=9), 'host = "localhost"\nuser = "office"\n')
    said = pastdue(office, "mail", RUN, "--as-of", "2026-11-24")
    assert said.returncode == 2 and asked == [("pastdue", "office")]
    assert "PASTDUE_SMTP_PASSWORD, or run `keyring set pastdue office`" in said.stderr


@pytest.mark.parametrize("key", ["password", "smtp_password", "passwd"])
def test_a_password_in_the_settings_is_refused_without_being_shown(office: Path, key: str) -> None:
    (office / "pastdue.toml").write_text(f'{SETTINGS}[email]\n{key} = "hush"\n', encoding="utf-8")
    said = pastdue(office, "mail", RUN)
    assert said.returncode == 2 and f"email: {key}: a password does not belong in this file" in said.stderr
    assert "hush" not in said.stderr and "PASTDUE_SMTP_PASSWORD" in said.stderr


def test_only_a_server_on_this_machine_is_spoken_to_in_the_clear(office: Path) -> None:
    at(office, Inbox(port=25), 'host = "mail.example.com"\ntls = "none"\n')
    said = pastdue(office, "mail", RUN)
    assert said.returncode == 2 and "unprotected to mail.example.com" in said.stderr


def test_one_refused_customer_does_not_stop_the_others_and_is_tried_again_only_when_named(office: Path) -> None:
    answers = {"c2@customer.example": "550 5.1.1 no such user"}
    with serving(Inbox(answers)) as inbox:
        at(office, inbox)
        said = mail(office, code=3)
        assert states(said) == ["sent", "refused", "sent"] and said[TWO]["reply"] == "550 5.1.1 no such user"
        assert states(mail(office, code=3)) == ["sent", "refused", "sent"] and len(inbox.messages) == 2
        inbox.answers = {}
        assert states(mail(office, "--only", TWO)) == ["sent"] * 3
        assert len(inbox.messages) == 3


@pytest.mark.parametrize("where", ["address", "text", "size"])
def test_what_the_server_puts_off_is_sent_by_the_next_call(office: Path, where: str) -> None:
    inbox = Inbox({"c2@customer.example": "451 4.7.1 greylisted"} if where == "address" else {})
    if where == "text":
        inbox.text = "452 4.3.1 no room"
    if where == "size":
        inbox.sender = "452 4.3.1 not now"
    with serving(inbox):
        at(office, inbox)
        first = states(mail(office, code=3))
        assert first == (["sent", "to be sent", "sent"] if where == "address" else ["to be sent"] * 3)
        inbox.answers, inbox.text, inbox.sender = {}, "250 OK", "250 OK"
        assert states(mail(office)) == ["sent"] * 3
    assert sorted(envelope.rcpt_tos[0][:2] for envelope in inbox.messages) == ["c1", "c2", "c3"]


def test_of_several_addresses_one_put_off_keeps_the_letter_and_one_refused_does_not(tmp_path: Path) -> None:
    sent(tmp_path, row(1).replace("c1@customer.example", "a@customer.example; b@customer.example"))
    with serving(Inbox({"b@customer.example": "450 later"})) as inbox:
        at(tmp_path, inbox)
        assert states(mail(tmp_path, code=3)) == ["to be sent"] and not inbox.messages
        inbox.answers = {"b@customer.example": "550 gone"}
        said = mail(tmp_path, code=3)
        assert states(said) == ["sent"] and said[ONE]["refused"] == ["b@customer.example"]
        assert inbox.messages[0].rcpt_tos == ["a@customer.example"]
        assert mail(tmp_path)[ONE]["reply"] == "250 2.0.0 queued; refused: b@customer.example"


def test_a_server_that_takes_nothing_from_the_sender_stops_it_all(office: Path) -> None:
    with serving(Inbox(sender="553 5.7.1 not yours")) as inbox:
        at(office, inbox)
        said = pastdue(office, "mail", RUN, "--as-of", "2026-11-24", "--format", "json")
        assert said.returncode == 2 and "takes nothing from faktury@example.com: 553" in said.stderr
        assert [one["state"] for one in json.loads(said.stdout)["emails"]] == ["to be sent"] * 3
        inbox.sender = "250 OK"
        assert states(mail(office)) == ["sent"] * 3


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
def test_a_connection_that_breaks_before_the_text_has_sent_nothing(office: Path, step: str) -> None:
    with serving(Inbox(drops=step)) as inbox:
        at(office, inbox)
        assert states(mail(office, code=3)) == ["to be sent"] * 3
        inbox.drops = ""
        assert states(mail(office)) == ["sent"] * 3
    assert len(inbox.messages) == 3


def test_a_connection_that_breaks_within_the_text_sends_no_letter_twice(office: Path) -> None:
    with serving(Inbox(drops="text")) as inbox:
        at(office, inbox)
        broken = states(mail(office, code=3))
        assert set(broken) <= {"to be sent", "perhaps sent"}, "how far the text came decides which of the two"
        inbox.drops = ""
        done = pastdue(office, "mail", RUN, "--as-of", "2026-11-24", "--format", "json")
        expected = ["sent" if state == "to be sent" else state for state in broken]
        assert [one["state"] for one in json.loads(done.stdout)["emails"]] == expected
    assert len(inbox.messages) == broken.count("to be sent")


def test_a_server_that_offers_no_protection_gets_no_letter(office: Path) -> None:
    with serving(Inbox()) as inbox:
        at(office, inbox, 'host = "127.0.0.1"\n')
        said = pastdue(office, "mail", RUN, "--as-of", "2026-11-24")
        assert said.returncode == 2 and "STARTTLS" in said.stderr and 'try tls = "tls"' in said.stderr
        assert not inbox.messages
    assert states(mail(office, "--dry-run")) == ["to be sent"] * 3


def test_lines_that_begin_with_a_point_arrive_as_they_are(tmp_path: Path) -> None:
    sent(tmp_path, row(1), settings=SETTINGS.replace("Studio Żółw, s.c.", ".NET Studio"))
    with serving(Inbox()) as inbox:
        at(tmp_path, inbox)
        assert states(mail(tmp_path)) == ["sent"]
    (draft,), content = drafts(tmp_path).values(), inbox.messages[0].content
    assert isinstance(content, bytes) and b"\r\n.NET Studio\r\n" in content
    got = email.message_from_bytes(content, policy=email.policy.default)
    assert [part.get_content() for part in got.iter_parts()] == [part.get_content() for part in draft.iter_parts()]


def test_a_server_that_is_not_there_or_breaks_off_at_once_leaves_all_to_be_sent(office: Path) -> None:
    with serving(Inbox(drops="ehlo")) as inbox:
        at(office, inbox)
        said = pastdue(office, "mail", RUN, "--as-of", "2026-11-24")
        assert said.returncode == 6 and "nothing was sent" in said.stderr
    said = pastdue(office, "mail", RUN, "--as-of", "2026-11-24")
    assert said.returncode == 6 and f"127.0.0.1:{inbox.port} cannot be used" in said.stderr
    assert states(mail(office, "--dry-run")) == ["to be sent"] * 3


def test_when_the_answer_to_the_text_is_lost_a_letter_was_perhaps_sent_and_only_a_person_can_say(office: Path) -> None:
    with serving(Inbox(drops="accepted")) as inbox:
        at(office, inbox)
        assert states(mail(office, "--only", ONE, code=3)) == ["perhaps sent", "to be sent", "to be sent"]
        inbox.drops = ""
        assert states(mail(office, code=3)) == ["perhaps sent", "sent", "sent"]
        assert len(inbox.messages) == 3, "what was perhaps sent is not sent again by itself"
        assert states(mail(office, "--only", ONE, code=3))[0] == "perhaps sent"
        assert states(mail(office, "--not-sent", ONE))[0] == "to be sent"
        assert states(mail(office)) == ["sent"] * 3
    assert len(inbox.messages) == 4


@pytest.mark.slow
def test_a_process_killed_between_acceptance_and_record_leaves_one_letter_perhaps_sent(office: Path) -> None:
    children: list[BaseProcess] = []

    def kill() -> None:
        if len(inbox.messages) == 2:
            children[0].kill()

    with serving(Inbox(then=kill)) as inbox:
        at(office, inbox)
        with Path(os.devnull).open("r+b") as nowhere:
            children.append(begun(office, "mail", RUN, "--as-of", "2026-11-24", streams=(nowhere.fileno(),) * 3))
        assert ended(children[0]) == -signal.SIGKILL
        assert states(mail(office, "--dry-run", code=3)) == ["sent", "perhaps sent", "to be sent"]
        said = mail(office, code=3)
        assert states(said) == ["sent", "perhaps sent", "sent"]
        assert states(mail(office, "--was-sent", TWO)) == ["sent"] * 3
    assert [envelope.rcpt_tos[0][:2] for envelope in inbox.messages] == ["c1", "c2", "c3"]


def test_what_was_voided_is_not_sent_and_what_was_sent_is_voided_only_on_purpose(office: Path) -> None:
    gone = pastdue(office, "void", "--letter", TWO, "--why", "paid", "--as-of", "2026-11-24")
    assert f"do not send out/{ON}/email/{TWO}-reminder.eml" in gone.stdout
    with serving(Inbox()) as inbox:
        at(office, inbox)
        assert states(mail(office)) == ["sent", "voided", "sent"] and len(inbox.messages) == 2
        assert pastdue(office, "mail", RUN, "--only", TWO).returncode == 0 and len(inbox.messages) == 2
    for words in (("void", "--letter", ONE, "--why", "x"), ("undo",)):
        said = pastdue(office, *words, "--as-of", "2026-11-25")
        assert said.returncode == 7 and f"letter {ONE} by e-mail on 2026-11-24" in said.stderr
    said = pastdue(office, "void", "--letter", ONE, "--why", "x", "--posted", "--as-of", "2026-11-25")
    assert said.returncode == 0 and "do not post" not in said.stdout and "tell the customer" in said.stderr


def test_history_says_which_letters_went_by_e_mail_and_when(office: Path) -> None:
    with serving(Inbox({"c2@customer.example": "550 no"})) as inbox:
        at(office, inbox)
        mail(office, code=3)
    rows = json.loads(pastdue(office, "history", "--format", "json").stdout)["rows"]
    assert [(one["emailed_on"], one["email"]) for one in rows] == [
        ("2026-11-24", "sent"), ("2026-11-24", "refused"), ("2026-11-24", "sent"),
    ]  # fmt: skip
    assert pastdue(office, "ledger", "check").returncode == 0


def test_an_altered_draft_is_not_sent_but_can_be_recorded_as_sent_by_hand(office: Path) -> None:
    draft = office / "out" / str(ON) / "email" / f"{ONE}-reminder.eml"
    draft.write_bytes(draft.read_bytes().replace(b"X-Unsent: 1\r\n", b""))
    with serving(Inbox()) as inbox:
        at(office, inbox)
        assert states(mail(office, code=3)) == ["altered", "sent", "sent"] and len(inbox.messages) == 2
        assert states(mail(office, "--was-sent", ONE)) == ["sent"] * 3
        for words in (("--was-sent", TWO), ("--not-sent", TWO)):
            assert pastdue(office, "mail", RUN, *words).returncode == 7, "the server itself said that it has it"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("mail", "nothing"), 7, "there is no run 'nothing'"),
        (("mail", RUN, "--only", "2026-00009"), 7, "no letter '2026-00009' that goes by e-mail"),
        (("mail", RUN, "--was-sent", ONE, "--not-sent", ONE), 2, "was it sent or not?"),
        (("mail", RUN, "--was-sent", ONE, "--dry-run"), 2, "give them alone"),
        (("mail", RUN), 2, 'host = "smtp.example.com"'),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_remedy(
    office: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    said = pastdue(office, *words, "--as-of", "2026-11-24")
    assert said.returncode == code and told in said.stderr


def test_the_ledger_takes_no_event_out_of_its_order(office: Path) -> None:
    from dataclasses import replace
    from datetime import date

    from pastdue.ledger import Emailed
    from pastdue.model.errors import LedgerError

    event = Emailed(ONE, EmailEvent.INTENT, date(2026, 11, 24), ("a@b.example",))
    with Ledger.open(office / "pastdue.ledger") as ledger:
        record: Callable[[EmailEvent], None] = lambda kind: ledger.emails.record(replace(event, event=kind))  # noqa: E731
        for refused in (EmailEvent.SENT, EmailEvent.REFUSED, EmailEvent.DEFERRED, EmailEvent.NOT_SENT):
            with pytest.raises(LedgerError):
                record(refused)
        for taken in ("intent", "deferred", "intent", "refused", "was_sent"):
            record(EmailEvent(taken))
        for refused in (EmailEvent.INTENT, EmailEvent.SENT, EmailEvent.WAS_SENT):
            with pytest.raises(LedgerError):
                record(refused)
        record(EmailEvent.NOT_SENT)
        record(EmailEvent.INTENT)
        assert ledger.emails.gone().keys() == {ONE} and ledger.emails.gone()[ONE].unsure


@pytest.mark.parametrize(
    ("word", "then", "messages"), [("yes", "sent", 1), ("no", "sent", 2), ("later", "perhaps sent", 1)]
)
def test_on_a_terminal_what_was_perhaps_sent_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, then: str, messages: int
) -> None:
    sent(tmp_path, row(1))
    with serving(Inbox(drops="accepted")) as inbox:
        at(tmp_path, inbox)
        assert states(mail(tmp_path, code=3)) == ["perhaps sent"]
        inbox.drops = ""
        monkeypatch.setattr("sys.stdin", Terminal(f"{word}\n"))
        assert states(mail(tmp_path, code=3 if word == "later" else 0)) == [then]
    assert len(inbox.messages) == messages


def test_a_task_says_of_each_letter_what_came_of_its_e_mail(tmp_path: Path) -> None:
    sent(tmp_path, row(1), row(2), row(3), row(4))

    def tasks() -> dict[str, tuple[str, str]]:
        done = pastdue(tmp_path, "tasks", "invoices.csv", "--as-of", "2026-11-24", "--format", "json")
        named = json.loads(done.stdout)["tasks"]
        return {one["letter"]: (one["action"], one["why"]) for one in named if one["id"].startswith("mail:")}

    assert len(set(tasks())) == 4 and all("nie zostało wysłane" in why for _, why in tasks().values())
    answers = {"c2@customer.example": "550 5.1.1 no such user", "c3@customer.example": "451 try later"}
    with serving(Inbox(answers)) as inbox:
        at(tmp_path, inbox)
        mail(tmp_path, "--only", ONE)
        mail(tmp_path, "--only", TWO, "--only", THREE, code=3)
        inbox.drops = "accepted"
        mail(tmp_path, "--only", "2026-00004", code=3)
    found = tasks()
    assert set(found) == {TWO, THREE, "2026-00004"}
    assert found[TWO] == (
        f"Poprawić adres i wysłać pismo {TWO} ponownie albo pocztą: pastdue mail, pastdue reprint.",
        f"Serwer poczty odrzucił pismo {TWO} z 23 listopada 2026 r.",
    )
    assert "nie zostało wysłane" in found[THREE][1] and "być może zostało wysłane" in found["2026-00004"][1]
    mail(tmp_path, "--was-sent", "2026-00004", code=3)
    assert set(tasks()) == {TWO, THREE}
