"""`--reset`: delete the embedded database, after asking."""

import os
import shutil

from arcore.launch.checkout import Checkout
from arcore.launch.postgres.share import Share
from arcore.launch.refusal import LaunchRefused


def reset(checkout: Checkout, sure: bool) -> None:
    """Delete the data and what belongs to them; refuse while anything uses them."""
    if os.environ.get("DATABASE_URL"):
        raise LaunchRefused(
            "--reset deletes the embedded database only, and DATABASE_URL names another "
            "server. Unset it, or drop and create that database with your server's own tools."
        )
    share = Share(checkout)
    if not share.is_unused():
        raise LaunchRefused(
            "The embedded database is in use by another arcore command of this folder. Stop "
            "that one first, then reset."
        )
    folder = share.server.home.folder
    if not (sure or agrees(f"Delete the database in {folder} with everything posted in it?")):
        raise LaunchRefused("Nothing was deleted.")
    share.server.stop()
    shutil.rmtree(folder)
    (checkout.state / "demo-people.txt").unlink(missing_ok=True)
    share.users.close()
    print("The embedded database was deleted.", flush=True)


def agrees(question: str) -> bool:
    """Ask on the terminal; anything but yes, or no terminal, is no."""
    try:
        return input(f"{question} [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False
