"""Disks that only one process sees: small, or not to be written to, as Linux lets a user mount them."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

Mount = tuple[str, ...]
"""The arguments of a `mount`."""

_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x00020000
"""CLONE_NEWUSER and CLONE_NEWNS of Linux, sched.h."""


@cache
def can_mount() -> bool:
    """Whether this system lets a process mount a disk of its own."""
    if not shutil.which("unshare"):
        return False
    mount = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(mount, capture_output=True).returncode == 0


def mount_here(mounts: Sequence[Mount]) -> None:
    """Do the `mounts`, one after the other, for this process and its children alone, as `unshare -rm` does."""
    user, group, here = os.getuid(), os.getgid(), Path.cwd()
    system = ctypes.CDLL(None, use_errno=True)
    if system.unshare(_NEW_USER | _NEW_MOUNTS):
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {user} 1")
    Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    for mount in mounts:
        subprocess.run(["mount", *mount], check=True)
    os.chdir(here)  # what is mounted over the folder is seen by those who enter it anew
