"""The encoding that a remedy names first is the one that reads the file: told by the letters it then has."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, remedies, taken_from

HEAD = "Invoice No,Customer,Date,Due Date,Currency,Amount\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1250", "Řeřicha, Domů"), ("cp1252", "Åpne poster Nordlys Kafé"),
     ("cp1251", "Счет Иванов"), ("cp1253", "Παπαδόπουλος"), ("cp1254", "Kaya İnşaat, Müşteri"),
     ("cp1257", "Šiauliai, Žąsų"), ("koi8-r", "Счет Иванов"), ("cp852", "Łódź, zażółć gęślą")],
)  # fmt: skip
def test_the_encoding_of_the_files_letters_is_put_forward_first_and_reads_it(
    tmp_path: Path, encoding: str, name: str
) -> None:
    text = f'{HEAD}1,"{name}",2026-01-12,2026-02-12,EUR,100.00\n'
    (path := tmp_path / "list.csv").write_bytes(text.encode(encoding))
    with pytest.raises(Exception, match="is not utf-8 text") as refused:
        taken_from(path)
    answer, promise = remedies(str(refused.value))[0]
    assert answer["encoding"] == encoding and promise.startswith("it reads")
    intake = taken_from(path, **answer)
    assert intake.book.frame["customer"].tolist() == [name] and opened(intake) == {"1": "100.00"}


def test_a_file_that_all_likely_encodings_read_alike_is_read_without_a_question(tmp_path: Path) -> None:
    (path := tmp_path / "list.csv").write_bytes(f"{HEAD}1,Café,2026-01-12,2026-02-12,EUR,100.00\n".encode("cp1252"))
    assert taken_from(path).book.frame["customer"].tolist() == ["Café"]


@pytest.mark.parametrize("name", ["März/April", "Müller&Söhne", "Größe(n)", "für@Jörg", "Süd-Öl"])
def test_a_sign_that_is_alike_in_every_encoding_beside_a_letter_leaves_none_in_doubt(tmp_path: Path, name: str) -> None:
    (path := tmp_path / "list.csv").write_bytes(f"{HEAD}1,{name},2026-01-12,2026-02-12,EUR,100.00\n".encode("cp1252"))
    assert taken_from(path).book.frame["customer"].tolist() == [name]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1250", "Łódź, Gdańsk"), ("cp1252", "Åkeri Östra, Café"), ("cp1250", "Dvořák, Růžek")],
)
def test_letters_that_are_of_one_language_in_one_encoding_alone_prove_it(
    tmp_path: Path, encoding: str, name: str
) -> None:
    text = f'{HEAD}1,"{name}",2026-01-12,2026-02-12,EUR,100.00\n'
    (path := tmp_path / "list.csv").write_bytes(text.encode(encoding))
    intake = taken_from(path)
    assert intake.book.frame["customer"].tolist() == [name]
    assert f"read as {encoding}, because only so are all its letters those of one language" in intake.remarks


@pytest.mark.parametrize("name", ["Peñón, Peñón", "Café Élan à côté, Élodie"])
def test_letters_that_several_languages_have_in_their_encodings_prove_none(tmp_path: Path, name: str) -> None:
    text = f'{HEAD}1,"{name}",2026-01-12,2026-02-12,EUR,100.00\n'
    (path := tmp_path / "list.csv").write_bytes(text.encode("cp1252"))
    with pytest.raises(Exception, match="is not utf-8 text"):
        taken_from(path)


@pytest.mark.parametrize(
    ("encoding", "text", "name"),
    [
        ("cp932", "請求書番号,会社名,発行日,支払期限,合計金額\nS-1,青葉商事,2026/07/15,2026/08/14,100\n", "青葉商事"),
        ("cp1251", "Номер;Дата;Срок оплаты;Сумма;Покупатель\n1;17.07.2026;16.08.2026;9,20;ООО Дом\n", "ООО Дом"),
        ("cp1252", "Num. doc.;Cliente;Data fattura;Scadenza;Importo\n1;Àlvaro;17/07/2026;16/08/2026;9\n", "Àlvaro"),
        ("cp1252", f"{HEAD}1,Alder,2026-01-12,2026-02-12,GBP,£ 10\n", "Alder"),
    ],
)  # fmt: skip
def test_known_headers_their_language_or_signs_beside_figures_prove_the_encoding(
    tmp_path: Path, encoding: str, text: str, name: str
) -> None:
    (path := tmp_path / "list.csv").write_bytes(text.encode(encoding))
    assert taken_from(path).book.frame["customer"].tolist() == [name]


@pytest.mark.parametrize("name", ["Ł. Nowak", "L£K"])
def test_a_letter_that_may_be_a_sign_is_asked_about_where_no_figure_stands_beside_it(tmp_path: Path, name: str) -> None:
    (path := tmp_path / "list.csv").write_bytes(
        f"{HEAD}1,{name},2026-01-12,2026-02-12,EUR,9\n".encode("cp1250" if "Ł" in name else "cp1252")
    )
    with pytest.raises(Exception, match="is not utf-8 text"):
        taken_from(path)
