"""A posted G/L entry with the opposite sign, for what undoes it."""

from typing import Any

from ledger.posting.plan import PlannedGeneral, PlannedTransaction
from ledger.posting.undoing import PostedGeneral


def mirrored(
    general: PostedGeneral, transaction: PlannedTransaction, **told: Any
) -> PlannedGeneral:
    """On its own account, with its VAT; `told` says which entry or application it undoes."""
    return PlannedGeneral(
        transaction,
        general.account.id,
        -general.amount,
        general.document_type,
        general.description,
        general.vat_rate,
        None if general.vat_base is None else -general.vat_base,
        general.vat_identifier,
        **told,
    )
