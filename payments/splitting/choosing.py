"""Which journal batch numbers a split receipt, and where its money goes at first."""

from typing import Any

from arcore.company.models import User
from payments.models import JournalBatch
from payments.registration.choosing import numbered_batches, setup_of


def usual(user: User) -> dict[str, Any]:
    """What the user registers payments into, else the first batch that numbers."""
    setup = setup_of(user)
    if setup is not None and setup.batch is not None and setup.balancing_side is not None:
        return {
            "batch": setup.batch_id,
            "account_type": setup.balancing_type,
            "account": setup.balancing_account_id,
            "bank": setup.balancing_bank_id,
        }
    batch: JournalBatch | None = numbered_batches().order_by("template__code", "name").first()
    if batch is None:
        return {"account_type": "bank"}
    return {
        "batch": batch.pk,
        "account_type": batch.balancing_type or "bank",
        "account": batch.balancing_account_id,
        "bank": batch.balancing_bank_id,
    }
