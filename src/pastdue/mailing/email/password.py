"""The password of the mail server: from the environment or the system's keyring, never from a file of pastdue's."""

from __future__ import annotations

import os

from pastdue.model.errors import SettingsError

VARIABLE = "PASTDUE_SMTP_PASSWORD"
SERVICE = "pastdue"
"""The name under which the keyring has it, with the user's name."""


def password_of(user: str) -> str:
    """The password of `user`: the environment's, else the keyring's; refuses (SettingsError) when neither has one."""
    said = os.environ.get(VARIABLE, "")
    if said:
        return said
    found, why = _in_keyring(user)
    if found:
        return found
    raise SettingsError(
        f"there is no password for {user} at the mail server{why}",
        f"set the environment variable {VARIABLE}, or run `keyring set {SERVICE} {user}`",
    )


def _in_keyring(user: str) -> tuple[str, str]:
    """The keyring's password, "" for none, and why it could not be asked, in words that follow a sentence."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return "", " (a keyring is asked once pastdue[keyring] is installed)"
    try:
        return keyring.get_password(SERVICE, user) or "", ""
    except KeyringError as error:
        return "", f" (the keyring cannot be asked: {error})"
