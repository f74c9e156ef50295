"""Folders that a service copies to other computers, where a ledger may be damaged; known by their names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

_NAMES = {
    "OneDrive": r"onedrive( ?-.+)?",
    "Dropbox": r"dropbox( \(.+\))?",
    "Google Drive": r"google drive|googledrive-.+|my drive",
    "iCloud": r"icloud ?drive|mobile documents|com~apple~clouddocs",
    "Nextcloud": r"nextcloud",
}
_VARIABLES = {"OneDrive": ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")}
"""The environment variables in which Windows names the folders a service syncs, *Documents* and *Desktop* often among
them."""


def syncing_service(folder: PurePath, environment: Mapping[str, str]) -> str:
    """The service that syncs `folder` (absolute), by the names of the folders above it or by the `environment`; ""
    where neither tells.

    >>> syncing_service(PurePath("/home/ada/Dropbox/books"), {})
    'Dropbox'
    """
    for service, variables in _VARIABLES.items():
        roots = [environment[name] for name in variables if environment.get(name)]
        if any(folder.is_relative_to(root) for root in roots):
            return service
    for service, name in _NAMES.items():
        if any(re.fullmatch(name, part, re.IGNORECASE) for part in folder.parts):
            return service
    return ""
