"""A ledger in a folder that a service syncs is remarked on, whatever the system writes the folder like."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from tests.cli.offices import office
from tests.command import pastdue

from pastdue.ledger.syncing import syncing_service


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PureWindowsPath(r"C:\Users\Ada\OneDrive\Documents\books"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Ada\OneDrive - Lane Ltd\books"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Ada\Dropbox (Personal)"), "Dropbox"),
        (PureWindowsPath(r"G:\My Drive\books"), "Google Drive"),
        (PureWindowsPath(r"C:\Users\Ada\iCloudDrive\books"), "iCloud"),
        (PurePosixPath("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/books"), "iCloud"),
        (PurePosixPath("/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.com/My Drive"), "Google Drive"),
        (PurePosixPath("/Users/ada/Library/CloudStorage/OneDrive-Personal/books"), "OneDrive"),
        (PurePosixPath("/home/ada/Nextcloud/books"), "Nextcloud"),
        (PurePosixPath("/home/ada/books"), ""),
        (PurePosixPath("/home/ada/dropbox-invoices/onedrives"), ""),
    ],
)
def test_a_service_is_known_by_the_names_of_its_folders(folder: PurePath, service: str) -> None:
    assert syncing_service(folder, {}) == service


def test_windows_says_itself_which_folders_are_in_onedrive() -> None:
    windows = {"OneDriveCommercial": r"D:\Cloud", "OneDrive": ""}
    assert syncing_service(PureWindowsPath(r"d:\cloud\Documents"), windows) == "OneDrive"
    assert syncing_service(PureWindowsPath(r"D:\Cloudless"), windows) == ""


def test_init_and_run_say_it_once_each_and_elsewhere_nothing(tmp_path: Path) -> None:
    synced, own = tmp_path / "Dropbox" / "books", tmp_path / "books"
    for folder, times in ((synced, 1), (own, 0)):
        folder.mkdir(parents=True)
        assert pastdue(folder, "init", "--name", "Ada Ltd").stderr.count("Dropbox syncs its folder") == times
        (folder / "pastdue.toml").unlink()
        office(folder)
        done = pastdue(folder, "run", "invoices.csv", "--as-of", "2026-10-30", "--yes")
        assert done.returncode in (0, 3), done.stderr
        assert done.stderr.count("Dropbox syncs its folder") == times
