"""A command: what to post, said once, recognisable when it is said again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ledger.posting.source import Source


@dataclass(frozen=True, slots=True)
class Command:
    """`source_class` with `source_id` at `version`, under plain `options`.

    `user_id` is who posts (None for the system), `today` the clerk's day, `reason` why, where
    something is undone; the register keeps it. The key
    `source:id:version` writes at most once; `options` belong to the content behind it.
    """

    source_class: "type[Source]"
    source_id: str
    version: int
    user_id: int | None
    today: date
    options: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""

    @property
    def key(self) -> str:
        """The idempotency key."""
        return f"{self.source_class.name}:{self.source_id}:{self.version}"

    @property
    def content_hash(self) -> str:
        """What must be equal for the same key to mean the same command."""
        content = json.dumps([self.key, dict(self.options)], sort_keys=True, default=str)
        return sha256(content.encode()).hexdigest()

    def source(self) -> "Source":
        """The source that this command posts."""
        return self.source_class(self)
