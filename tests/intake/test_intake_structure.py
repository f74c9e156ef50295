"""A file is cut into records and lines as Python's csv module cuts it, by the quick way and the slow one."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import tried

from pastdue.book import columns
from pastdue.intake.file import cells as file_cells
from pastdue.intake.file import decoding
from pastdue.intake.file import structure as file_structure
from pastdue.intake.file.cells import Cells
from pastdue.intake.file.decoding import PAD, load
from pastdue.intake.file.odd_quotes import parse
from pastdue.intake.file.records import Records, cut
from pastdue.intake.file.structure import scan
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import BadInput

PIECES = ['"', '""', ",", ",", "\n", "\r\n", "\r", "a", "bc", " ", "Ł", "12345678", "x" * 30]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
AS_FEW_AND_AS_MANY = (64, 0)
"""How many rows are few: a column is read as one of few rows, and as one of many."""


def written(folder: Path, text: str) -> Path:
    path = folder / "in.csv"
    path.write_bytes(text.encode())
    return path


def all_records(records: Records) -> list[tuple[int, list[str]]]:
    return [(records.line(n), list(records.fields(n))) for n in range(len(records))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("structure")


@pytest.mark.slow
@given(TEXTS)
@tried(1500)
def test_the_quick_way_and_the_csv_module_see_the_same_records(folder: Path, text: str) -> None:
    try:
        loaded = load(written(folder, text), "utf-8")
    except InputError:
        return
    for size in (1, 5, 1 << 20):
        with mock.patch.object(file_structure, "_CHUNK", size):
            if scan(loaded, ",") is not None:
                assert all_records(cut(load(folder / "in.csv", ""), ",", 0)) == list(parse(loaded, ","))


@pytest.mark.slow
@given(TEXTS)
@tried(1500)
def test_columns_and_records_hold_the_same_texts(folder: Path, text: str) -> None:
    try:
        records = cut(load(written(folder, text), ""), ",", 0)
    except InputError:
        return
    for width in set(records.counts.tolist()):
        rows = np.flatnonzero(records.counts == width)
        for place in range(width):
            expected = [records.fields(int(row))[place] for row in rows]
            for few in AS_FEW_AND_AS_MANY:
                with mock.patch.object(file_cells, "_FEW", few):
                    cells = records.column(rows, place)
                    assert cells.texts() == expected
                    assert cells.coded().all() == expected
                    assert cells.coded().texts == list(dict.fromkeys(expected))


@given(st.lists(st.integers(0, 12), max_size=40), st.sampled_from((1, 3, 8, 100)))
@tried(300)
def test_keys_are_numbered_in_the_order_of_their_first_rows(keys: list[int], size: int) -> None:
    with mock.patch.object(columns, "_CHUNK", size):
        codes, first = columns.numbered(np.array(keys, np.int64))
    order = list(dict.fromkeys(keys))
    assert codes.tolist() == list(map(order.index, keys))
    assert first.tolist() == list(map(keys.index, order))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_every_kind_of_line_end_gives_the_same_records(tmp_path: Path, end: str, last: bool) -> None:
    text = end.join(["a,b", '"1",2', "", "3,4"]) + (end if last else "")
    records = all_records(cut(load(written(tmp_path, text), ""), ",", 0))
    assert records == [(1, ["a", "b"]), (2, ["1", "2"]), (3, [""]), (4, ["3", "4"])]


def test_lines_are_counted_through_newlines_inside_quotes(tmp_path: Path) -> None:
    records = all_records(cut(load(written(tmp_path, 'a,b\n"1\n\r\n2",x\n3,"4\r5"\n6,7'), ""), ",", 0))
    assert [line for line, _ in records] == [1, 2, 5, 7]


def test_a_stray_quote_is_text(tmp_path: Path) -> None:
    records = all_records(cut(load(written(tmp_path, 'a,b\n5" pipe,"say ""x"""\n'), ""), ",", 0))
    assert records[1] == (2, ['5" pipe', 'say "x"'])


def test_a_stray_quote_that_swallows_lines_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"in\.csv:3: a quote is opened here"):
        cut(load(written(tmp_path, 'a,b\n1,2\n3,"4\n5,"6"\n'), ""), ",", 0)


def test_a_field_larger_than_the_csv_modules_limit_is_read(tmp_path: Path) -> None:
    big = "x" * 200_000
    assert all_records(cut(load(written(tmp_path, f'a,b"\n1,{big}\n'), ""), ",", 0))[1][1][1] == big
    cells = cut(load(tmp_path / "in.csv", ""), ",", 0).column(np.array([0, 1]), 1)
    for few in AS_FEW_AND_AS_MANY:
        with mock.patch.object(file_cells, "_FEW", few):
            assert cells.coded().all() == ['b"', big]


def test_doubled_quotes_are_single_ones_in_every_part_of_a_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_cells, "_CHUNK", 2)
    lines = ['"a ""b""",x', "c,y", '"""d",z', '"e","""f"""', ",", '"g""""h",""', 'i,"j""k"']
    records = cut(load(written(tmp_path, "\n".join(lines)), ""), ",", 0)
    for rows in (np.arange(7), np.array([0, 2, 3, 6]), np.array([1, 4])):
        for place in (0, 1):
            expected = [records.fields(int(row))[place] for row in rows]
            assert records.column(rows, place).texts() == expected
            assert records.column(rows, place).coded().all() == expected


def collision() -> tuple[bytes, bytes]:
    """Two texts of sixteen bytes that the column's hash cannot tell apart, found by undoing its first step."""
    mix, mask = 0x9E3779B97F4A7C15, (1 << 64) - 1

    def step(word: int) -> int:
        mixed = (word * mix) & mask
        return mixed ^ (mixed >> 29)

    one, second = b"customer", int.from_bytes(b"aaaaaaaa", "little")
    for number in range(10**6):
        other = f"{number:08d}".encode()
        tail = step(int.from_bytes(one, "little")) ^ step(int.from_bytes(other, "little")) ^ second
        if tail & 0x8080808080808080 == 0 and 10 not in tail.to_bytes(8, "little"):
            return one + b"aaaaaaaa", other + tail.to_bytes(8, "little")
    raise AssertionError("no collision found")


def test_values_with_one_hash_are_still_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = collision()
    body = np.frombuffer(bytes(PAD) + one + other + one + bytes(PAD), np.uint8)
    monkeypatch.setattr(file_cells, "_FEW", 0)
    cells = Cells(body, np.array([PAD, PAD + 16, PAD + 32]), np.array([16, 16, 16]))
    hashes = cells.hashed([])
    assert hashes[0] == hashes[1]
    assert cells.coded().all() == [one.decode(), other.decode(), one.decode()]


@given(
    st.lists(
        st.sampled_from([b"a", b"\n", *(bytes([n]) for text in "ż€𝄞" for n in text.encode()), b"\xff"]), max_size=12
    )
)
def test_a_file_is_utf8_exactly_when_all_of_it_is_wherever_a_piece_ends(parts: list[bytes]) -> None:
    raw = b"".join(parts)
    try:
        raw.decode("utf-8")
        expected = True
    except UnicodeDecodeError:
        expected = False
    for size in (1, 3, 100):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(decoding, "_CHUNK", size)
            try:
                decoding.check_utf8("in.csv", np.frombuffer(raw, np.uint8))
                accepted = True
            except BadInput:
                accepted = False
        assert accepted == expected, (raw, size)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1250", "iso8859-2"])
def test_other_encodings_are_read_when_said(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("numer,nabywca\n1,Żółć Łódź\n".encode(encoding))
    assert cut(load(path, encoding), ",", 0).fields(1) == ("1", "Żółć Łódź")


def test_a_byte_order_mark_is_no_part_of_the_first_header(tmp_path: Path) -> None:
    assert cut(load(written(tmp_path, "\ufeffa,b\n1,2\n"), ""), ",", 0).fields(0) == ("a", "b")


@pytest.mark.slow
def test_records_are_whole_where_the_pass_goes_from_one_piece_to_the_next(tmp_path: Path) -> None:
    row = 'INV-{0},"a ""quoted"" name,\r\nof {0}",plain,"",{0}\r\n'
    text = "".join(row.format(number) for number in range(80_000))
    path = written(tmp_path, text)
    assert len(text) > 3 * 2**20
    assert all_records(cut(load(path, ""), ",", 0)) == list(parse(load(path, "utf-8"), ","))
