"""The outbox: the files of a run, hidden until the run is recorded, each put in its place by one rename.

Files are laid aside in a staging folder inside OUT (so on the same disk), each written and synced. Release
renames them into the run's folder, in the order given, the last one only when the others are on the disk.
A kept file (a letter, a print file) is never overwritten by other bytes; any other is replaced.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pastdue.ledger import FileRow
from pastdue.ledger.disk import put_in_place, refuses_files, sha256_of, sync_file, sync_folder
from pastdue.model.errors import OutputError
from pastdue.model.errors.disk import write_fault
from pastdue.reports.formats.pieces import together

_PREFIX = ".pastdue-"
_PROBE = 64 * 1024
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}


def new_staging(out: Path, run_id: str) -> Path:
    """A name no other run has used for a staging folder inside `out`; nothing is made yet."""
    return out / f"{_PREFIX}{run_id}-{secrets.token_hex(4)}"


@dataclass(frozen=True, slots=True)
class Outbox:
    """The files of one run on their way to `folder` (`OUT/<as-of>`) through `staging` (from `new_staging`).

    `files` are those laid aside, in the order of their release. All errors are OutputError. A folder is tried once.
    """

    folder: Path
    staging: Path
    files: list[FileRow] = field(default_factory=list)
    _tried: set[Path] = field(default_factory=set)

    def begin(self) -> None:
        """Make the staging folder and try the disk: refuses, before any letter, an output that takes no files."""
        with _speaking_of(self.staging.parent):
            _make_folder(self.staging.parent)
            self.staging.mkdir()
            sync_folder(self.staging.parent)
            self._refuse_unreachable(self.folder / "probe")
            _write(self.staging / "probe", bytes(_PROBE))
            (self.staging / "probe").unlink()

    def lay_aside(self, name: str, data: bytes, *, kept: bool = True) -> FileRow:
        """Write `data` as `name` (relative to the run's folder, with `/`) into staging and return it once synced.

        Refuses a name that leads elsewhere or was laid aside before, and a kept file whose place holds other bytes.
        """
        _refuse_escape(name)
        laid = FileRow(name, hashlib.sha256(data).hexdigest(), kept)
        target = self.folder / name
        with _speaking_of(target):
            self._refuse_unreachable(target)
            if kept:
                _refuse_other_bytes(target, laid)
        waiting = self.staging / name
        with _speaking_of(waiting):
            try:
                _write(waiting, data)
            except FileNotFoundError:
                waiting.parent.mkdir(parents=True, exist_ok=True)
                _write(waiting, data)
        self.files.append(laid)
        return laid

    def lay_aside_written(self, name: str, write: Callable[[BinaryIO], object], *, kept: bool = True) -> FileRow:
        """As `lay_aside`, for a file too large to hold: `write` writes it into the file it is given."""
        _refuse_escape(name)
        target, waiting = self.folder / name, self.staging / name
        with _speaking_of(target):
            self._refuse_unreachable(target)
        with _speaking_of(waiting):
            waiting.parent.mkdir(parents=True, exist_ok=True)
            with waiting.open("xb") as file:
                write(file)
                file.flush()
                sync_file(file.fileno())
        laid = FileRow(name, sha256_of(waiting), kept)
        with _speaking_of(target):
            if kept:
                _refuse_other_bytes(target, laid)
        self.files.append(laid)
        return laid

    def keep(self, name: str, data: bytes) -> str:
        """Lay aside a file that no other bytes may ever replace; returns its sha256."""
        return self.lay_aside(name, data).sha256

    def put(self, name: str, data: str | bytes) -> None:
        """Lay aside a report, text as UTF-8; a later run of the day replaces it."""
        self.lay_aside(name, data.encode() if isinstance(data, str) else data, kept=False)

    def put_pieces(self, name: str, pieces: Iterable[str]) -> None:
        """As `put`, for a text too long to hold, which comes piece by piece."""
        whole = together(pieces)
        self.lay_aside_written(name, lambda file: file.writelines(piece.encode() for piece in whole), kept=False)

    def holds(self, name: str) -> bool:
        """True when an earlier run of the day has left a file of this name."""
        return (self.folder / name).is_file()

    def sync(self) -> None:
        """Return when the names of everything laid aside are on the disk; call it before recording."""
        with _speaking_of(self.staging):
            for folder, _, _ in os.walk(self.staging):
                sync_folder(Path(folder))

    def release(self, files: Sequence[FileRow], remake: Callable[[str], bytes | None] | None = None) -> tuple[str, ...]:
        """Put every recorded file in its place, as often as it takes; returns the names of those found nowhere.

        With `remake` (recovery) nothing is taken on trust: what waits is hashed, and what is missing is asked for.
        Without it a missing file is an error.
        """
        folders: set[Path] = set()
        lost = []
        for number, file in enumerate(files, 1):
            target = self.folder / file.name
            with _speaking_of(target):
                if number == len(files):
                    _sync_all(folders)
                waiting = self.staging / file.name
                if not _place(file, waiting, target, remake):
                    lost.append(file.name)
                folders |= {target.parent, waiting.parent}
        with _speaking_of(self.folder):
            _sync_all(folders)
        if lost and remake is None:
            raise OutputError(
                f"{self.staging / lost[0]}: was written for this run and is missing", "run again, and it is made again"
            )
        return tuple(lost)

    def discard(self) -> None:
        """Remove the staging folder and all in it; nothing happens when it is not there."""
        if not self.staging.name.startswith(_PREFIX) or self.staging.parent != self.folder.parent:
            raise OutputError(f"{self.staging}: is not a staging folder of pastdue and is left alone")
        with _speaking_of(self.staging):
            if self.staging.exists():
                shutil.rmtree(self.staging)
                sync_folder(self.staging.parent)

    def _refuse_unreachable(self, target: Path) -> None:
        """Refuse a place a rename from staging would not reach: under a file, unwritable, or on another disk."""
        if target.parent in self._tried:
            return
        nearest = target.parent
        while not os.path.lexists(nearest):
            nearest = nearest.parent
        _refuse_file(nearest)
        if nearest not in self._tried and (refused := refuses_files(nearest)):
            if refused.errno not in _FORBIDDEN:
                raise refused
            raise OutputError(f"{nearest}: cannot be written", "make it writable, or choose another --out")
        if nearest.stat().st_dev != self.staging.stat().st_dev:
            raise OutputError(f"{nearest}: is on another disk than {self.staging.parent}", "choose another --out")
        self._tried.update((nearest, target.parent))


def _place(file: FileRow, waiting: Path, target: Path, remake: Callable[[str], bytes | None] | None) -> bool:
    """Put `file` in its place, made anew by `remake` where it is gone or not as recorded; False when it is lost."""
    if waiting.exists() and (remake is None or sha256_of(waiting) == file.sha256):
        _move(file, waiting, target)
        return True
    if target.exists() and (not file.kept or sha256_of(target) == file.sha256):
        return True
    data = remake(file.name) if remake else None
    if data is None:
        return False
    waiting.parent.mkdir(parents=True, exist_ok=True)
    waiting.unlink(missing_ok=True)
    _write(waiting, data)
    _move(file, waiting, target)
    return True


def _move(file: FileRow, waiting: Path, target: Path) -> None:
    _make_folder(target.parent)
    if file.kept:
        _refuse_other_bytes(target, file)
    put_in_place(waiting, target)


def _sync_all(folders: set[Path]) -> None:
    for folder in sorted(folders):
        if folder.exists():
            sync_folder(folder)


def _refuse_file(folder: Path) -> None:
    if os.path.lexists(folder) and not folder.is_dir():
        raise OutputError(f"{folder}: is a file where a folder is needed", "move it away, or choose another --out")


def _make_folder(folder: Path) -> None:
    """Make `folder` and its parents where missing, each on the disk before the next."""
    if folder.is_dir():
        return
    _refuse_file(folder)
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def _write(path: Path, data: bytes) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(fd, rest) :]
        sync_file(fd)
    finally:
        os.close(fd)


def _refuse_other_bytes(target: Path, file: FileRow) -> None:
    if os.path.lexists(target) and (not target.is_file() or sha256_of(target) != file.sha256):
        raise OutputError(
            f"{target}: already exists with other content, and an issued letter is never overwritten",
            "move it away or choose another --out, then run again",
        )


def _refuse_escape(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or str(path) != name or name == ".":
        raise OutputError(f"{name!r}: is not a name for a file inside the output folder")


@contextmanager
def _speaking_of(path: Path) -> Iterator[None]:
    """Every error of the operating system within becomes an OutputError that names the file and says what to do."""
    try:
        yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else path
        if error.errno == errno.EEXIST:
            raise OutputError(f"{where}: two files of one run have this name") from error
        if error.errno in _FORBIDDEN:
            remedy = "make it writable (is it open in another program?), or choose another --out"
            raise OutputError(f"{where}: cannot be written: {error.strerror}", remedy) from error
        other = OutputError(f"{where}: cannot be written: {error.strerror}", "check --out and its disk")
        raise write_fault(where, error, other) from error
