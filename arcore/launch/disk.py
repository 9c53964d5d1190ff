"""A full disk is refused before anything slow, and named when it happens anyway."""

import errno
import shutil
from pathlib import Path

from arcore.launch.refusal import LaunchRefused

FIRST_START_MIB = 1200  # packages, their download cache, database with the demo company
LATER_START_MIB = 200
FULL = ("No space left on device", "Disk quota exceeded", "os error 28", "os error 122")


def refuse_full_disk(folder: Path, needed_mib: int) -> None:
    """Refuse when the folder's disk has less than needed_mib mebibytes free."""
    free_mib = shutil.disk_usage(folder).free // 2**20
    if free_mib < needed_mib:
        raise LaunchRefused(
            f"The disk that holds {folder} has {free_mib} MiB free and arcore needs "
            f"{needed_mib} MiB to start. Make room on it, or move the folder to another disk."
        )


def disk_full(folder: Path) -> LaunchRefused:
    """The refusal for a write that the disk did not take."""
    return LaunchRefused(
        f"The disk is full: a file below {folder} could not be written. Nothing is lost; make "
        "room on the disk and start again."
    )


def is_disk_full(trouble: OSError | str) -> bool:
    """Whether an error, or what a tool printed, says that the disk or its quota is used up."""
    if isinstance(trouble, OSError) and trouble.errno in {errno.ENOSPC, errno.EDQUOT}:
        return True
    return any(words in str(trouble) for words in FULL)  # copying a tree gathers many
