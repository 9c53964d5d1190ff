"""Why a draft can't be posted, as far as only its source can see."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from arcore.company.purposes import Purpose
from arcore.values.money import ZERO
from ledger.documents.posting.drafts import DraftToPost, Type
from ledger.documents.posting.invoice import Setup
from ledger.posting import Refusal


def no_series(purpose: Purpose) -> Refusal:
    """A number is needed and no series gives it."""
    return Refusal(
        _("No number series is assigned for “%(purpose)s”. Ask an administrator to assign one.")
        % {"purpose": purpose.label}
    )


def draft_refusals(draft: DraftToPost, version: int) -> list[Refusal]:
    """Changed or posted meanwhile, of a type that is never posted, or nothing left of it."""
    row = draft.row
    if row.version != version or row.status in ("posted", "converted"):
        message = _(
            "%(no)s was changed or posted meanwhile. Reload it and look again before you post."
        )
    elif row.type in (Type.QUOTE, Type.RETURN_ORDER):
        message = _("%(no)s can't be posted: make it an order or an invoice first.")
    elif not draft.ships and not draft.invoices:
        message = _("Nothing to post in %(no)s: no quantity is left.")
    elif row.applies_to_id and (row.balancing_account_id or row.balancing_bank_account_id):
        message = _(
            "%(no)s is paid on posting and can't be applied to an invoice as well: choose one "
            "of them."
        )
    else:
        return _collected_refusals(draft)
    return [Refusal(message % {"no": row.no})]


def _collected_refusals(draft: DraftToPost) -> list[Refusal]:
    refusals = []
    for line in draft.lines:
        row = line.row
        if not row.shipment_line_id:
            continue
        if row.collected_undone:
            message = _("This shipment was undone. Remove the line.")
        elif line.invoice > row.collected_quantity - row.collected_invoiced:
            message = _("This shipment is already invoiced. Remove the line.")
        else:
            continue
        refusals.append(Refusal(message, row.line_no))
    return refusals


def shipments_taken_twice(drafts: Sequence[DraftToPost]) -> list[Refusal]:
    """Drafts posted together may not invoice more of a shipment line than was shipped."""
    taken: dict[int, Decimal] = defaultdict(lambda: ZERO)
    left: dict[int, Decimal] = {}
    refusals = []
    for draft in drafts:
        for line in draft.lines:
            if line.row.shipment_line_id:
                left[line.row.shipment_line_id] = (
                    line.row.collected_quantity - line.row.collected_invoiced
                )
            for shipment_line_id, quantity in line.shipments.items():
                taken[shipment_line_id] += quantity
    for draft in drafts:
        for line in draft.lines:
            shipment_line_id = line.row.shipment_line_id
            if (
                shipment_line_id
                and line.invoice <= left[shipment_line_id] < taken[shipment_line_id]
            ):
                message = _(
                    "Another document of this posting invoices the same shipment. Post %(no)s "
                    "on its own, or remove the line."
                )
                refusals.append(Refusal(message % {"no": draft.row.no}, line.row.line_no))
    return refusals


def setup_gaps(draft: DraftToPost, setup: Setup) -> list[Refusal]:
    """Sales account or VAT that the posting setup doesn't give; a bank of a third currency."""
    refusals = list(_bank_currency(draft, setup))
    for line in draft.lines:
        row = line.row
        if not line.invoice:
            continue
        if row.kind == "item" and row.account_id is None:
            message = _(
                "No sales account is set up for this item's product group and the customer's "
                "business group. Ask an administrator to complete the posting setup."
            )
            refusals.append(Refusal(message, row.line_no))
        if row.vat_rate is None:
            message = _(
                "No VAT is set up for this line's VAT product group and the customer's VAT "
                "business group. Ask an administrator to complete the VAT setup."
            )
            refusals.append(Refusal(message, row.line_no))
        if row.kind == "account" and row.account_id is None:
            refusals.append(Refusal(_("Choose a G/L account for the line."), row.line_no))
    return refusals


def _bank_currency(draft: DraftToPost, setup: Setup) -> list[Refusal]:
    """Cash into a bank account of neither the document's nor the local currency has no rate."""
    bank = setup.banks.get(draft.row.balancing_bank_account_id)
    if bank is None or bank.currency_id in (draft.row.currency_id, setup.local.code):
        return []
    message = _(
        "Bank account %(bank)s is kept in %(own)s and can't take the payment of a document in "
        "%(currency)s. Choose another payment method."
    )
    facts = {"bank": bank.code, "own": bank.currency_id, "currency": draft.row.currency_id}
    return [Refusal(message % facts, field="payment_method")]
