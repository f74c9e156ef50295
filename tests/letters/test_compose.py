"""The text of every letter, stage by stage and language by language."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import LANGUAGES, STAGES, as_text, draft, letter, notices, plain

from pastdue.letters.language.vocabulary import KEYS, values_of
from pastdue.letters.language.wording import Wording
from pastdue.model import Stage
from pastdue.model.letters import Letter

EVERY = [(language, stage) for language in LANGUAGES for stage in STAGES]

TITLES = {
    "en": ("Payment reminder", "Second notice", "Third notice", "Final demand (letter before action)"),
    "pl": (
        "Przypomnienie o płatności",
        "Wezwanie do zapłaty",
        "Ponowne wezwanie do zapłaty",
        "Ostateczne przedsądowe wezwanie do zapłaty",
    ),
    "de": ("Zahlungserinnerung", "1. Mahnung", "2. Mahnung", "Letzte Mahnung vor gerichtlichem Mahnverfahren"),
    "fr": ("Rappel de paiement", "Deuxième relance", "Dernière relance", "MISE EN DEMEURE DE PAYER"),
    "es": (
        "Recordatorio de pago",
        "Segundo aviso",
        "Tercer aviso",
        "Requerimiento de pago previo a la vía judicial",
    ),
    "it": (
        "Promemoria di pagamento",
        "Sollecito di pagamento",
        "Secondo sollecito di pagamento",
        "Diffida e messa in mora",
    ),
    "nl": ("Betalingsherinnering", "Aanmaning", "Tweede aanmaning", "Laatste aanmaning en ingebrekestelling"),
}
LAST_LETTER = {
    "en": ("This is our last letter", "court proceedings"),
    "pl": ("ostatnie pismo", "na drogę sądową", "próbą pozasądowego rozwiązania sporu", "mediacji"),
    "de": ("unser letztes Schreiben", "gerichtliche Mahnverfahren"),
    "fr": ("Ce courrier est le dernier", "procédure judiciaire", "mise en demeure"),
    "es": ("nuestra última carta", "vía judicial", "proceso monitorio", "Ley Orgánica 1/2025"),
    "it": ("nostra ultima lettera", "vie legali", "decreto ingiuntivo", "1219 del codice civile"),
    "nl": ("onze laatste brief", "dagvaarden", "in verzuim"),
}


def body(made: Letter) -> str:
    return "\n".join((*made.opening, *made.closing, made.payment.pay_line))


@pytest.mark.parametrize(("language", "stage"), EVERY)
def test_the_letter_is_the_golden_one(language: str, stage: Stage) -> None:
    kept = (cases.GOLDEN / f"{language}-{stage.value}.txt").read_text(encoding="utf-8")
    assert cases.golden(language, stage) == kept, "python -m tests.letters.letter_cases writes them anew"


@pytest.mark.parametrize(("language", "stage"), EVERY)
def test_the_subject_is_the_stages_title_and_the_invoice(language: str, stage: Stage) -> None:
    subject = plain(letter(draft(language, stage)).subject)
    assert subject.startswith(TITLES[language][STAGES.index(stage)])
    assert subject.endswith(" 2026-101")


@pytest.mark.parametrize(("language", "stage"), EVERY)
def test_every_required_fact_is_in_the_letter(language: str, stage: Stage) -> None:
    own = draft(language, stage)
    made = letter(own, daily=cases.daily_interest)
    notice, write = own.notices[0], cases.Conventions.of(cases.WORDING[language], cases.HOMES[language][0])
    text, late = as_text(made), notice.overdue
    facts = {
        "letter number": own.number,
        "date": write.day(own.on),
        "recipient": "Greta's <Shop>\n1 High Road\nTOWN",
        "invoice": notice.invoice.number,
        "project": "Website",
        "issued": write.short_day(notice.invoice.issued or own.on),
        "due": write.short_day(notice.invoice.due),
        "original due date in words": write.day(notice.invoice.due),
        "days overdue": f"| {late.days} ",
        "amount": write.amount(notice.invoice.total),
        "paid": write.amount(notice.invoice.paid(own.on)),
        "open": write.money(late.open),
        "charges": write.amount(notice.charged),
        "total": write.money(own.total),
        "pay by": write.day(own.pay_by),
        "iban": "PL61 1090 1014 0000 0712 1981 2874",
        "reference": f"{own.number} / {notice.invoice.number}",
        "whom to ask": "Anna\xa0Nowak",
        "number to call": "+44\xa0113\xa0496\xa00000",
        "address to write to": "office@example.com.",
        "calendar": write.country("GB").replace(" ", "\xa0"),
    }
    assert {name: fact for name, fact in facts.items() if fact not in text} == {}
    assert write.money(own.total) in made.payment.pay_line
    assert write.day(own.pay_by) in made.payment.pay_line
    assert write.day(late.as_of) in made.closing[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_final_demand_is_the_last_letter_and_names_the_step(language: str) -> None:
    made = letter(draft(language, Stage.FINAL_DEMAND))
    assert [words for words in LAST_LETTER[language] if words not in body(made)] == []
    assert "123 (87)" in made.grid.rows[0]


@pytest.mark.parametrize(("language", "stage"), [e for e in EVERY if e[1] is not Stage.FINAL_DEMAND])
def test_no_earlier_letter_speaks_of_courts_or_of_being_the_last(language: str, stage: Stage) -> None:
    text = body(letter(draft(language, stage)))
    courts = ("court", "legal", "sąd", "gericht", "judici", "monitorio", "demeure", "giudizi", "rechter", "dagvaard")
    assert [word for word in (*courts, LAST_LETTER[language][0]) if word in text] == []


@pytest.mark.parametrize("count", [1, 2, 5, 22])
@pytest.mark.parametrize(("language", "stage"), EVERY)
def test_any_number_of_invoices_fits_the_text(language: str, stage: Stage, count: int) -> None:
    made = letter(draft(language, stage, *notices(stage, count)))
    named = [f"2026-{101 + n}" for n in range(min(3, count))]
    assert [number for number in named if number not in made.subject] == []
    assert "2026-104" not in made.subject
    assert len(made.grid.rows) == count
    if count > 1:
        assert str(count) in made.opening[0]
    if count > 3:
        assert str(count - 3) in made.subject


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "faktura nr 2026-101"), (2, "2 faktury"), (5, "5 faktur"), (12, "12 faktur"), (22, "22 faktury")],
)
def test_polish_counts_invoices_as_a_pole_does(count: int, words: str) -> None:
    for stage in STAGES[:3]:
        assert re.search(rf"{words}\b", plain(letter(draft("pl", stage, *notices(stage, count))).opening[0]))


def test_german_invoices_agree_in_number() -> None:
    assert letter(draft("de", Stage.REMINDER)).subject == "Zahlungserinnerung: Rechnung 2026-101"
    two = letter(draft("de", Stage.REMINDER, *notices(Stage.REMINDER, 2)))
    assert two.subject == "Zahlungserinnerung: Rechnungen 2026-101 und 2026-102"


@pytest.mark.parametrize(("language", "stage"), EVERY)
def test_no_text_of_ours_is_left_with_a_brace(language: str, stage: Stage) -> None:
    every_clause = ("work_suspended", "rights_reserved", "governing_law", "instalment_offer")
    made = letter(draft(language, stage), clauses=every_clause, daily=cases.daily_interest)
    assert not re.search("[{}]", as_text(made))
    assert made.page_label.count("{page}") == made.page_label.count("{pages}") == 1


@pytest.mark.parametrize("name", ["{total}", "%s %(total)s", "{{x}} {0}", "\\g<0> $total", "<b>Ltd</b>"])
def test_a_customers_name_stays_as_it_is(name: str) -> None:
    to = cases.customer(name=name)
    made = letter(draft("en", Stage.REMINDER, cases.notice(Stage.REMINDER, to=to)))
    assert made.head.recipient[0] == name
    assert made.title == f"Payment reminder 2026-0017 – {name}"
    assert made.continued_label == f"Letter 2026-0017 – {name}"


def test_a_number_and_a_project_that_look_like_values_stay_as_they_are() -> None:
    own = cases.notice(Stage.FINAL_DEMAND, number="{pay_by}")
    late = replace(own.overdue, invoice=replace(own.overdue.invoice, project="{total}"))
    made = letter(draft("en", Stage.FINAL_DEMAND, replace(own, overdue=late)))
    assert "Invoice {pay_by} (project: {total}) was due" in made.opening[0]
    assert made.grid.rows[0][0] == "{pay_by}"
    both = letter(draft("en", Stage.FINAL_DEMAND, replace(own, overdue=late), cases.notice(Stage.FINAL_DEMAND)))
    assert both.grid.rows[0][:2] == ("{pay_by}", "{total}")


def test_every_text_is_given_every_value_it_may_insert() -> None:
    texts = {key: {"other": " ".join(f"{{{p}}}" for p in sorted(values_of(key)))} for key in KEYS}
    everything = Wording("en", texts, {})
    for stage in STAGES:
        own = draft("en", stage, *notices(stage, 5), credits_=(("CN-1", cases.money("5", "GBP")),))
        composition = cases.Composition(cases.creditor(), {"en": everything})
        assert cases.compose(cases.growing(own, cases.daily_interest), composition).subject


def test_a_letter_holds_a_value_in_every_field() -> None:
    made = letter(draft("en", Stage.FINAL_DEMAND), services={"final_demand": "registered"})
    wished = ("code", "stub", "qr_bill", "copies", "forms", "email")
    values = (made, made.head, made.payment, made.annex, made.enclosed)
    assert [f.name for of in values for f in fields(of) if not getattr(of, f.name) and f.name not in wished] == []
