"""Where everything of this checkout lies."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Checkout:
    """root holds the code; state holds what belongs to this installation only."""

    root: Path
    state: Path

    @classmethod
    def here(cls) -> "Checkout":
        """The checkout that this file belongs to; ARCORE_STATE_DIR moves its state."""
        root = Path(__file__).resolve().parents[2]
        return cls(
            root, Path(os.environ.get("ARCORE_STATE_DIR") or root / ".arcore").absolute()
        )

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    def make_state(self) -> None:
        """Make the state folder; root's can be passed by the account that runs PostgreSQL.

        What is secret in it is guarded file by file.
        """
        self.state.mkdir(parents=True, exist_ok=True)
        if self.state.stat().st_uid == os.geteuid():
            self.state.chmod(0o711 if os.geteuid() == 0 else 0o700)
