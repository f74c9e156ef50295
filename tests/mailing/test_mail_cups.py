"""The output of a real CUPS: its own scheduler and filters, started for the test, print into a file."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import numpy as np
import pytest
from tests.command import pastdue
from tests.mailing.mail_firm import LETTERS, ON, export, pack, run

pdfium = pytest.importorskip("pypdfium2")

_CUPSD = shutil.which("cupsd", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin")))
_PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_TOOLS = ("lp", "lpstat", "lpadmin", "gs")
_PATIENCE = 60.0

pytestmark = pytest.mark.skipif(
    sys.platform == "win32"
    or _CUPSD is None
    or not _PPD.exists()
    or not all(map(shutil.which, _TOOLS))
    or os.geteuid() != 0,
    reason="needs CUPS with its PDF printer, Ghostscript, and to be root",
)

_SCHEDULER = """
Listen 127.0.0.1:{port}
Browsing No
PreserveJobFiles Yes
DirtyCleanInterval 0
<Location />
  Allow all
</Location>
<Location /admin>
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {home}
RequestRoot {home}/spool
CacheDir {home}/cache
StateDir {home}/state
AccessLog {home}/access
ErrorLog {home}/error
PageLog {home}/page
FileDevice Yes
User lp
Group lp
SystemGroup root
"""


@pytest.fixture
def cups() -> Iterator[tuple[Path, dict[str, str]]]:
    """The folder of a scheduler of our own, whose only printer OFFICE prints to `paper`, and how to reach it."""
    with tempfile.TemporaryDirectory() as made, socket.create_server(("127.0.0.1", 0)) as free:
        home, port = Path(made), free.getsockname()[1]
        home.chmod(0o755)  # the filters run as another user
        free.close()
        (home / "cupsd.conf").write_text(_SCHEDULER.format(port=port))
        (home / "files.conf").write_text(_FILES.format(home=home))
        for name in ("spool", "cache", "state"):
            (home / name).mkdir()
        command = [str(_CUPSD), "-f", "-c", str(home / "cupsd.conf"), "-s", str(home / "files.conf")]
        scheduler = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        environment = {**os.environ, "CUPS_SERVER": f"127.0.0.1:{port}", "LC_ALL": "C"}
        try:
            wait_for(environment, "scheduler is running", "lpstat", "-r")
            printer = ("-p", "OFFICE", "-E", "-v", f"file:{home}/paper", "-P", str(_PPD))
            subprocess.run(["lpadmin", *printer], env=environment, check=True, capture_output=True)
            yield home, environment
        finally:
            scheduler.terminate()
            scheduler.wait(_PATIENCE)


def wait_for(environment: dict[str, str], text: str, *command: str) -> None:
    """Ask until the answer has `text`."""
    end = monotonic() + _PATIENCE
    while text not in subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout:
        assert monotonic() < end, f"{' '.join(command)} never says {text!r}"
        sleep(0.1)


def inked(pdf: Path) -> list[tuple[int, ...]]:
    """From where to where each page has ink, in pixels of a 150th of an inch: left, right, top, bottom. A blank page
    has nothing."""
    found = []
    for page in pdfium.PdfDocument(pdf):
        dark = page.render(scale=150 / 72).to_numpy().min(axis=2) < 128
        across, down = (np.flatnonzero(dark.any(axis=axis)) for axis in (0, 1))
        ends = [(int(on[0]), int(on[-1])) for on in (across, down) if on.size]
        found.append(tuple(end for pair in ends for end in pair))
    return found


def test_letters_come_out_at_actual_size_in_their_place_with_the_sides_asked_for(
    cups: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    home, environment = cups
    run(tmp_path, invoices=export(LETTERS[:2]))
    (file,) = pack(tmp_path).glob("*.pdf")
    done = pastdue(tmp_path, "print", f"{ON}-1", "--printer", "OFFICE", environment=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"queued {file} on OFFICE: request id is OFFICE-1 (1 file(s))\n"
    wait_for(environment, "OFFICE-1", "lpstat", "-W", "completed", "-o")
    ticket = (home / "spool" / "c00001").read_bytes()
    assert all(word in ticket for word in (b"two-sided-long-edge", b"print-scaling", b"Letters 1 of 1"))
    assert b"Zebra" not in ticket and b"reminder" not in ticket
    seen = tmp_path / "seen.pdf"
    subprocess.run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-o", seen, home / "paper"], check=True)
    ours, theirs = inked(file), inked(seen)
    assert len(ours) == len(theirs) == 4 and not ours[1] and not theirs[1]
    for page, other in zip(ours, theirs, strict=True):
        assert page == pytest.approx(other, abs=1)


def test_a_printer_cups_does_not_know_and_a_cups_that_rests_are_said(
    cups: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    _, environment = cups
    run(tmp_path, invoices=export(LETTERS[:1]))
    unknown = pastdue(tmp_path, "print", f"{ON}-1", "--printer", "ATTIC", environment=environment)
    assert (unknown.returncode, "there is no printer 'ATTIC'\n  known: OFFICE" in unknown.stderr) == (6, True)
    resting = pastdue(tmp_path, "print", f"{ON}-1", environment={**environment, "CUPS_SERVER": "127.0.0.1:1"})
    assert resting.returncode == 6 and "scheduler is not running" in resting.stderr
    assert "open letters.pdf" in resting.stderr
