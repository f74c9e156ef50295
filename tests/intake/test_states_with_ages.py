"""States with an age behind them, as aging lists write them: `Overdue 31-60`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken
from tests.intake.test_proved_columns import listed

from pastdue.intake.states.ages import state_with_age


def in_states(*words: str, header: str = "Status") -> str:
    return listed(f"Amount,Currency,{header}", "100,EUR,Paid", *(f'50,EUR,"{word}"' for word in words))


@pytest.mark.parametrize(
    "word",
    [
        "Vencida +90", "Vencida 61-90", "Vencida (61-90)", "Vencida 61 a 90 días", "Overdue 31-60", "Overdue 90+",
        "Überfällig > 30 Tage", "Überfällig seit 30 Tagen", "fällig: 30 Tage", "Échue 60 j", "échue 31 à 60 jours",
        "En retard de 30 jours", "Scaduta da 60 gg", "Scaduta oltre 90", "Vervallen 61–90 dagen", "Vervallen > 90",
        "Te laat 30 dagen", "Po terminie 31-60 dni", "Po terminie powyżej 90 dni", "przeterminowana 30 dni",
        "Por vencer 1-30", "Vencida hace 30 días", "Vencida 30 días de mora", "VENCIDA_61-90", "Vencida - 61-90",
        "Current 0-30", "Nicht fällig (bis 30 Tage)", "Not due <30",
    ],
)  # fmt: skip
def test_a_state_of_what_is_owed_with_an_age_behind_it_is_that_state(tmp_path: Path, word: str) -> None:
    assert opened(taken(tmp_path, in_states(word))) == {"F-1": "0.00", "F-2": "50.00"}


@pytest.mark.parametrize(
    "word",
    [
        "Vencida 90", "Vencida 61-90 pagada", "Vencida +90 abogado", "Abogado +90", "Pagada +90", "Partial 50-100",
        "Échue 60 j plan", "Vencida 61-90-120", "Vencida 90 EUR", "Vencida +9000", "Vencida 60%", "Vencida 90-61",
    ],
)  # fmt: skip
def test_where_word_or_age_is_not_wholly_understood_it_is_asked_about(tmp_path: Path, word: str) -> None:
    assert f"{word!r} in 1 row: is that owed or not?" in refusal(tmp_path, in_states(word))


def test_a_dispute_with_an_age_stays_a_dispute(tmp_path: Path) -> None:
    frame = taken(tmp_path, in_states("In dispute 31-60 days")).book.frame
    assert frame["disputed"].tolist() == [False, True]


def test_a_state_with_an_age_contradicts_that_it_is_paid(tmp_path: Path) -> None:
    text = listed("Amount,Currency,Estado,Payment", "100,EUR,Vencida +90,Paid", "50,EUR,Vencida 61-90,Unpaid")
    intake = taken(tmp_path, text, map={"status": "Estado + Payment"})
    assert [row.source.line for row in intake.rejected] == [2]


@pytest.mark.parametrize(("word", "asked"), [("Vencida +90", False), ("Abogado +90", True)])
def test_a_mark_of_what_is_paid_stands_beside_states_with_ages(tmp_path: Path, word: str, asked: bool) -> None:
    text = listed("Amount,Currency,Estado,Pagada", "100,EUR,Pagada,True", f"50,EUR,{word},False")
    if asked:
        assert f"{word!r} in 1 row" in refusal(tmp_path, text)
    else:
        assert opened(taken(tmp_path, text)) == {"F-1": "0.00", "F-2": "50.00"}


def test_an_unknown_header_above_states_with_ages_is_asked_about(tmp_path: Path) -> None:
    text = listed("Amount,Currency,Xyzzy", "100,EUR,Pagada", "50,EUR,Vencida +90", "60,EUR,Vencida 61-90")
    assert "Xyzzy: says 'Pagada' of invoices that are owed" in refusal(tmp_path, text)


def test_a_word_alone_is_no_state_with_an_age() -> None:
    assert [state_with_age(text) for text in ("Vencida", "90+", "Overdue 31-60", "Disputed > 90")] == [
        "", "", "open", "disputed",
    ]  # fmt: skip
