"""Small texts that only this account may read."""

import os
import secrets
from pathlib import Path


def write_secret(path: Path, text: str) -> None:
    """Write the text whole or not at all, readable by its owner alone (mode 0600)."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
    if os.geteuid() == 0:  # root lends a hand in the folder of an ordinary account
        folder = path.parent.stat()
        os.chown(draft, folder.st_uid, folder.st_gid)
    draft.replace(path)


def kept_secret(path: Path) -> str:
    """The secret kept in the file, drawn at random (43 letters) the first time."""
    if not path.is_file() or not path.read_text().strip():
        write_secret(path, secrets.token_urlsafe(32))
    return path.read_text().strip()
