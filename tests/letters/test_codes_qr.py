"""The modules of our QR codes are those of the standard: held against another encoder, version by version."""

from __future__ import annotations

import random

import pytest
import segno

from pastdue.letters.codes.qr import Level, modules

# ISO/IEC 18004:2015, table 7: how many bytes versions 1 to 25 hold.
HOLDS = {
    Level.L: (17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858,
              929, 1003, 1091, 1171, 1273),
    Level.M: (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
              711, 779, 857, 911, 997),
}  # fmt: skip
VERSIONS = range(1, 26)


def payload(length: int) -> bytes:
    """Bytes without any pattern, the same every time."""
    return random.Random(length).randbytes(length)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_full_code_is_module_for_module_that_of_another_encoder(version: int, level: Level) -> None:
    # Full ones, because that encoder fills up the others with a byte the standard does not have.
    data = payload(HOLDS[level][version - 1])
    theirs = segno.make_qr(data, error=level.value, mode="byte", mask=3, boost_error=False)
    assert theirs.version == version
    assert modules(data, level) == tuple(bytes(row) for row in theirs.matrix)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("version", VERSIONS)
def test_one_byte_more_takes_the_next_version_and_after_the_twenty_fifth_there_is_none(
    version: int, level: Level
) -> None:
    most = HOLDS[level][version - 1]
    fits, longer = modules(payload(most), level), modules(payload(most + 1), level)
    assert fits is not None and len(fits) == 17 + 4 * version
    assert (longer is None) if version == 25 else (longer is not None and len(longer) == 21 + 4 * version)


def test_every_row_is_as_long_as_the_code_is_tall_and_has_nothing_but_dark_and_light() -> None:
    rows = modules(b"BCD\n002", Level.M)
    assert rows is not None
    assert {len(row) for row in rows} == {len(rows)}
    assert set(b"".join(rows)) == {0, 1}


def test_the_same_data_make_the_same_code_and_other_data_another() -> None:
    assert modules(b"EUR1.00", Level.M) == modules(b"EUR1.00", Level.M) != modules(b"EUR1.01", Level.M)
    assert modules(b"EUR1.00", Level.L) != modules(b"EUR1.00", Level.M)
