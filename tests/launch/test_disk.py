import errno
import shutil

import pytest

from arcore.launch.disk import is_disk_full, refuse_full_disk
from arcore.launch.refusal import LaunchRefused


def test_too_little_room_is_refused_with_both_figures(tmp_path):
    with pytest.raises(LaunchRefused, match=r"MiB free and arcore needs 999999999 MiB"):
        refuse_full_disk(tmp_path, 999_999_999)


def test_room_enough_is_fine(tmp_path):
    refuse_full_disk(tmp_path, 0)


@pytest.mark.parametrize(
    ("trouble", "full"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (shutil.Error([("a", "b", "[Errno 28] No space left on device: 'a'")]), True),
        ("initdb: error: could not write: No space left on device", True),
        ("error: failed to write (os error 28)", True),
        ("error: no such file", False),
    ],
)
def test_a_full_disk_is_known_by_number_and_by_words(trouble, full):
    assert is_disk_full(trouble) is full
