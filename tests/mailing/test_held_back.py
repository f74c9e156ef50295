"""Letters that have not left the house when a payment, a hold or a later run overtakes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.offices import office
from tests.command import pastdue
from tests.mailing.email_firm import HEADER, SETTINGS, row
from tests.mailing.mail_firm import ON
from tests.mailing.mail_server import Inbox, serving

RUN = f"{ON}-1"
CHARGED = SETTINGS.replace('policy = "none"', 'policy = "twenty"')
POLICY = 'title = "Twenty"\nsource = "contract"\n[[charge]]\nrule = "flat"\namount = ["20 PLN"]\n'
AFTER, LAST, OVER = "2026-11-30", "2026-12-03", "2026-12-04"
"""A day after the run, the letters' day to pay by, and the day after it."""


def firm(folder: Path, letters: int) -> None:
    """A run whose letters, each of one invoice, go by e-mail and by post."""
    (folder / "pastdue.toml").write_text(CHARGED, encoding="utf-8")
    policies = folder / "pastdue.d" / "policies"
    policies.mkdir(parents=True)
    (policies / "twenty.toml").write_text(POLICY, encoding="utf-8")
    export(folder, *(row(n, "both") for n in range(1, letters + 1)))
    done(folder, "run", "invoices.csv", day=ON.isoformat())


def export(folder: Path, *rows: str) -> None:
    (folder / "invoices.csv").write_text(HEADER + "".join(rows), encoding="utf-8")


def done(folder: Path, *words: str, day: str = AFTER, code: int = 0) -> str:
    said = pastdue(folder, *words, "--as-of", day)
    assert said.returncode == code, (words, said.returncode, said.stdout, said.stderr)
    return said.stdout + said.stderr


def kept_in(folder: Path, *words: str, day: str = AFTER, code: int = 3) -> dict[int, str]:
    """Why letters are held back, by the number of their invoice and customer."""
    said = pastdue(folder, "mail", RUN, "--as-of", day, "--format", "json", *(words or ("--dry-run",)))
    assert said.returncode == code, said.stderr
    emails = json.loads(said.stdout)["emails"]
    return {int(one["customer_id"][1:]): one["reply"] for one in emails if one["state"] == "held back"}


def letter(number: int) -> str:
    return f"2026-{number:05}"


def test_money_that_is_taken_back_after_the_run_that_counted_it_holds_its_letters_back(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    export(tmp_path, *(row(n, "both") for n in range(1, 6)))
    done(tmp_path, "paid", "A-4", "40.00 PLN", "--on", "2026-10-25")
    done(tmp_path, "paid", "A-4", "40.00 PLN", "--on", "2026-10-25", "--undo")
    paid = [("A-1", ""), ("", "C2"), ("", "C3")]
    lines = [f"{invoice},{customer},2026-10-25,40.00,PLN\n" for invoice, customer in paid]
    (tmp_path / "payments.csv").write_text("".join(["invoice,customer_id,on,amount,currency\n", *lines]), "utf-8")
    done(tmp_path, "run", "invoices.csv", "--payments", "payments.csv", day=ON.isoformat())
    assert kept_in(tmp_path, code=0) == {}, "what was taken back before the run was not counted by it"
    done(tmp_path, "paid", "A-1", "40.00", "--on", "2026-10-25", "--undo")
    done(tmp_path, "paid", "--customer", "C2", "40.00 PLN", "--on", "2026-10-25", "--undo")
    done(tmp_path, "paid", "A-5", "40.00", "--on", "2026-11-25")
    done(tmp_path, "paid", "A-5", "40.00", "--on", "2026-11-25", "--undo")
    assert kept_in(tmp_path) == {1: "A-1: 40.00 PLN taken back since", 2: "40.00 PLN on account taken back since"}
    printed = pastdue(tmp_path, "print", RUN, "--as-of", AFTER, "--dry-run")
    assert "40.00 PLN on account taken back since" in printed.stdout + printed.stderr


def test_what_is_entered_after_the_run_holds_its_letters_back(tmp_path: Path) -> None:
    firm(tmp_path, 12)
    assert kept_in(tmp_path, code=0) == {} == kept_in(tmp_path, day=LAST, code=0)
    done(tmp_path, "paid", "A-1", "100.00", "--on", "2026-11-25")
    done(tmp_path, "paid", "A-2", "0.01", "--on", "2026-11-20")
    done(tmp_path, "paid", "--customer", "C3", "5.00 PLN", "--on", "2026-11-25")
    done(tmp_path, "hold", "A-4", "--why", "asks for a copy")
    done(tmp_path, "dispute", "A-5", "--why", "wrong goods")
    done(tmp_path, "promise", "A-6", "--until", AFTER, "--why", "by phone")
    done(tmp_path, "hold", "--customer", "C7", "--why", "a talk")
    done(tmp_path, "waive", "A-8", "--why", "a good customer")
    done(tmp_path, "waive", "A-9", "--component", "fee", "--amount", "20.00 PLN", "--why", "as it is")
    done(tmp_path, "waive", "A-10", "--component", "fee", "--amount", "5.00 PLN", "--why", "half of it")
    assert kept_in(tmp_path) == {
        1: "A-1: 100.00 PLN paid since",
        2: "A-2: 0.01 PLN paid since",
        3: "5.00 PLN paid on account since",
        4: "A-4: on hold",
        5: "A-5: in dispute",
        6: f"A-6: payment promised until {AFTER}",
        7: "A-7: on hold",
        8: "A-8: its charges are waived",
        10: "A-10: fee set to 5.00 PLN",
    }
    printing = done(tmp_path, "print", RUN, "--dry-run")
    assert f"not to be posted as they are: {letter(1)}: A-1: 100.00 PLN paid since" in printing
    # A-11, A-12 and A-9: letters are numbered in the order of their customers' numbers.
    as_they_are = letter(3), letter(4), letter(12)
    assert [letter(n) for n in range(1, 13) if letter(n) not in printing] == [*as_they_are]

    # What is taken back, or was not kept, holds no letter back.
    done(tmp_path, "paid", "A-1", "100.00", "--on", "2026-11-25", "--undo")
    done(tmp_path, "lift", "A-4", "--why", "has the copy")
    done(tmp_path, "waive", "A-8", "--undo", "--why", "not so good")
    assert set(kept_in(tmp_path, day="2026-12-01")) == {2, 3, 5, 7, 10}

    # The last day to pay by is a day on which a letter may go; the next is not.
    assert set(kept_in(tmp_path, day=LAST)) == {2, 3, 5, 7, 10}
    assert kept_in(tmp_path, day=OVER)[12] == f"the day to pay by was {LAST}"
    assert f"{letter(11)}, {letter(12)}: the day to pay by was {LAST}" in done(
        tmp_path, "print", RUN, "--dry-run", day=OVER
    )


def test_what_later_runs_saw_holds_earlier_letters_back(tmp_path: Path) -> None:
    firm(tmp_path, 5)
    paid, part, same, gone = "A-1", "A-2", "A-3", "A-5"
    rows = [row(n, "both") for n in range(1, 5)]
    rows[0] = rows[0].replace("100.00,PLN", "0.00,PLN")
    rows[1] = rows[1].replace("100.00,PLN", "60.00,PLN")
    rows[3] = rows[3].replace("100.00,PLN", "140.00,PLN")
    export(tmp_path, *rows)
    (tmp_path / "payments.csv").write_text(f"invoice,date,amount\n{same},2026-11-28,10.00\n", encoding="utf-8")
    done(tmp_path, "run", "invoices.csv", "--payments", "payments.csv", code=3)
    assert kept_in(tmp_path) == {
        1: f"{paid}: 0.00 PLN open since, not 100.00 PLN",
        2: f"{part}: 60.00 PLN open since, not 100.00 PLN",
        3: f"{same}: 10.00 PLN paid since",
        5: f"{gone}: missing from the export since",
    }
    done(tmp_path, "close", gone, "--why", "paid")
    assert kept_in(tmp_path)[5] == f"{gone}: closed since as paid"


def test_a_letter_waits_no_more_once_a_later_one_asks_for_its_invoice(tmp_path: Path) -> None:
    firm(tmp_path, 1)
    done(tmp_path, "run", "invoices.csv", day="2026-12-14")
    assert kept_in(tmp_path, day="2026-12-14")[1].endswith(f"A-1: letter {letter(2)} of 2026-12-14 is about it")


def test_only_a_letter_named_with_only_is_sent_all_the_same(tmp_path: Path) -> None:
    firm(tmp_path, 2)
    done(tmp_path, "paid", "A-1", "40.00", "--on", "2026-11-25")
    with serving(Inbox()) as inbox:
        server = f'[email]\nport = {inbox.port}\ntls = "none"\nhost = "127.0.0.1"\n'
        (tmp_path / "pastdue.toml").write_text(CHARGED + server, encoding="utf-8")
        assert set(kept_in(tmp_path, "--quiet")) == {1}
        assert [envelope.rcpt_tos for envelope in inbox.messages] == [["c2@customer.example"]]
        assert kept_in(tmp_path, "--only", letter(1), code=0) == {}
        assert [envelope.rcpt_tos for envelope in inbox.messages[1:]] == [["c1@customer.example"]]


def test_a_letter_taken_back_is_voided_and_no_longer_kept_in(tmp_path: Path) -> None:
    firm(tmp_path, 1)
    done(tmp_path, "paid", "A-1", "40.00", "--on", "2026-11-25")
    done(tmp_path, "void", "--letter", letter(1), "--why", "paid in part")
    assert kept_in(tmp_path, code=0) == {}
    assert "not to be posted" not in done(tmp_path, "print", RUN, "--dry-run")


@pytest.mark.parametrize("paid", [True, False])
def test_letters_about_two_invoices_of_one_number_are_told_each_of_its_own(tmp_path: Path, paid: bool) -> None:
    ours = {"customer_id": "C-1"}
    firm_ = office(tmp_path, {"invoice": "17"} | ours, {"invoice": "18"} | ours)
    assert firm_.runs(on="2026-10-01").code == 0
    other = {"invoice": "17", "customer_id": "C-2", "customer": "Bo", "issued": "2026-06-01", "due": "2026-06-20"}
    firm_.write(other, {"invoice": "18"} | ours)
    assert firm_.runs("invoices.csv", "--approve", "17", on="2026-10-05").code == 0
    if paid:
        assert firm_.says("paid", "17", "50", "--on", "2026-10-05", "--as-of", "2026-10-05").code == 0
    said = firm_.says("tasks", "invoices.csv", "--as-of", "2026-10-05")
    told = [line.partition(": should not be posted or sent as it is: ")[2].partition(";")[0]
            for line in said.err.splitlines() if "should not be posted" in line]  # fmt: skip
    assert told == ["17: another invoice has its number in the export since", *(["17: 50.00 EUR paid since"] * paid)]


@pytest.mark.parametrize("paid", [True, False])
def test_a_task_to_post_a_letter_is_none_once_it_asks_for_too_much(tmp_path: Path, paid: bool) -> None:
    firm(tmp_path, 1)
    if paid:
        done(tmp_path, "paid", "A-1", "40.00", "--on", "2026-11-25")
    said = done(tmp_path, "tasks", "invoices.csv")
    assert (f"{letter(1)}: should not be posted or sent as it is: A-1: 40.00 PLN paid since" in said) == paid
    assert ("post" in said.partition("remark")[0].casefold()) != paid
