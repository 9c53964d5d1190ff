"""What may be typed on a vendor card, and what speaks against it as a whole."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from customers.refused import Refusal, told_by_model
from ledger.models import Vendor

FIELDS = (
    *("name", "address", "post_code", "city", "country"),
    *("posting_group", "payment_terms", "iban", "swift", "blocked"),
)
# The number has its own rule; what points elsewhere was chosen, and the database guards it.
NOT_TYPED = {"no", *(f.name for f in Vendor._meta.fields if f.is_relation)}


def fill_card(vendor: Vendor, facts: Mapping[str, Any]) -> Iterator[Refusal]:
    """Put the typed facts on the card, unsaved, and tell everything that speaks against it."""
    for name in FIELDS:
        if name in facts:
            setattr(vendor, name, facts[name])
    if vendor.posting_group_id is None:
        message = _("Choose a vendor posting group: it names the account of what is owed.")
        yield Refusal(message, "posting_group")
    yield from told_by_model(vendor, exclude=NOT_TYPED)
