"""Where the embedded server's data and socket lie."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from arcore.launch.checkout import Checkout
from arcore.launch.postgres.account import Account, account_for
from arcore.launch.refusal import LaunchRefused

ELSEWHERE = Path("/var/lib/arcore")  # for root, where `nobody` cannot enter the checkout


@dataclass(frozen=True)
class Home:
    """One server's folder and the account that owns it."""

    folder: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def password(self) -> Path:
        return self.folder / "password"


def folders(checkout: Checkout) -> list[Path]:
    """Where the data may lie: in the checkout, else, for root, in a folder named after it."""
    mark = hashlib.sha256(os.fsencode(checkout.state)).hexdigest()[:12]
    inside = checkout.state / "postgres"
    return [inside, ELSEWHERE / mark] if os.geteuid() == 0 else [inside]


def find_home(checkout: Checkout) -> Home:
    """The folder that holds data already, else the first that the server's account can use."""
    made = [folder for folder in folders(checkout) if (folder / "data").exists()]
    for folder in made or folders(checkout):
        home = Home(folder, account_for(folder / "data"))
        make_folder(home)
        if home.account.may_write(folder):
            return home
        if not made:
            folder.rmdir()
    tried = " or ".join(map(str, made or folders(checkout)))
    raise LaunchRefused(
        f"The account that runs PostgreSQL cannot enter {tried}. "
        "Let it pass the folders above (chmod o+x), or set DATABASE_URL."
    )


def make_folder(home: Home) -> None:
    """Make the folder, for its account alone."""
    home.folder.parent.mkdir(parents=True, exist_ok=True)
    home.folder.mkdir(exist_ok=True)
    home.folder.chmod(0o700)
    home.account.own(home.folder)


def socket_folder(home: Home) -> Path:
    """A short folder for the socket (its path may have 107 letters), its account's alone.

    Refuses a folder of that name that somebody else laid out.
    """
    mark = hashlib.sha256(os.fsencode(home.data)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"arcore-{home.account.uid}-{mark}"
    if len(os.fsencode(folder)) > 80:
        folder = Path("/tmp") / folder.name  # noqa: S108 (checked below)
    try:
        folder.mkdir(mode=0o700)
        home.account.own(folder)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {home.account.uid, os.geteuid()}:
        raise LaunchRefused(
            f"{folder} exists and belongs to somebody else. Remove it and start again."
        )
    home.account.own(folder)
    folder.chmod(0o700)
    return folder
