"""What happens to `blocked` and `privacy blocked` when someone changes them (spec section 1).

Setting the privacy block forces All. Clearing it leaves the customer unblocked, whatever the
block was before; a block chosen in the same step is kept, because it was chosen knowingly.
Choosing another block while the privacy block stands must be confirmed and clears it; nobody
can confirm in a job or through the API, so there it is refused.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from customers.blocking import Blocked
from customers.refused import Refusal

PERMISSION = "customers.block_customer"


class Block(NamedTuple):
    """The two fields of the card that decide what the customer may do."""

    blocked: str
    privacy_blocked: bool


def block_after(now: Block, wanted: Block) -> Block:
    """The block that results, assuming that it was confirmed where it must be."""
    if wanted.privacy_blocked and not now.privacy_blocked:
        return Block(Blocked.ALL, privacy_blocked=True)
    if not wanted.privacy_blocked and now.privacy_blocked:
        chosen = "" if wanted.blocked == Blocked.ALL else wanted.blocked
        return Block(chosen, privacy_blocked=False)
    if wanted.privacy_blocked and wanted.blocked != Blocked.ALL:
        return Block(wanted.blocked, privacy_blocked=False)
    return wanted


def block_change_refusals(
    now: Block, wanted: Block, *, user: AbstractBaseUser | None, confirmed: bool
) -> Iterator[Refusal]:
    """Why the block may not be changed so: permission first, then the confirmation."""
    if wanted == now:
        return
    if user is not None and not user.has_perm(PERMISSION):  # type: ignore[attr-defined]
        message = _(
            "You may not change whether a customer is blocked. Ask an accountant to do it."
        )
        yield Refusal(message, "blocked")
    elif _lifts_unasked(now, wanted) and user is None:
        message = _(
            "The customer is blocked for privacy. Only a person can lift this, on the "
            "customer card."
        )
        yield Refusal(message, "blocked")
    elif _lifts_unasked(now, wanted) and not confirmed:
        message = _(
            "The customer is blocked for privacy; choosing another block lifts that. Confirm "
            "it here, or choose All."
        )
        yield Refusal(message, "lift_privacy")


def _lifts_unasked(now: Block, wanted: Block) -> bool:
    return now.privacy_blocked and wanted.privacy_blocked and wanted.blocked != Blocked.ALL
