"""Why a draft can't be posted, as far as only its source can see."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from arcore.company.purposes import Purpose
from arcore.values.money import ZERO
from ledger.documents.directions import Direction
from ledger.documents.posting.drafts import DraftToPost, Type
from ledger.documents.posting.invoice import Setup
from ledger.posting import Refusal


def no_series(purpose: Purpose) -> Refusal:
    """A number is needed and no series gives it."""
    return Refusal(
        _("No number series is assigned for “%(purpose)s”. Ask an administrator to assign one.")
        % {"purpose": purpose.label}
    )


def draft_refusals(draft: DraftToPost, version: int, goods: Sequence[Any]) -> list[Refusal]:
    """Changed or posted meanwhile, of a type that is never posted, or nothing left of it.

    `goods` are the posted lines that the draft's lines may collect.
    """
    row = draft.row
    if row.version != version or row.status in ("posted", "converted"):
        message = _(
            "%(no)s was changed or posted meanwhile. Reload it and look again before you post."
        )
    elif row.type == Type.QUOTE:
        message = _("%(no)s can't be posted: make it an order or an invoice first.")
    elif not draft.ships and not draft.invoices:
        message = _("Nothing to post in %(no)s: no quantity is left.")
    elif row.applies_to_id and (row.balancing_account_id or row.balancing_bank_account_id):
        message = _(
            "%(no)s is paid on posting and can't be applied to an invoice as well: choose one "
            "of them."
        )
    else:
        return _collected_refusals(draft, goods)
    return [Refusal(message % {"no": row.no})]


def _collected_refusals(draft: DraftToPost, goods: Sequence[Any]) -> list[Refusal]:
    words, by_id = draft.direction.words, {row.id: row for row in goods}
    refusals = []
    for line in draft.lines:
        collected = by_id.get(line.row.collected_line_id)
        if collected is None:
            continue
        if collected.undone:
            refusals.append(Refusal(str(words.collected_was_undone), line.row.line_no))
        elif line.invoice > collected.available:
            refusals.append(Refusal(str(words.collected_is_billed), line.row.line_no))
    return refusals


def goods_taken_twice(
    drafts: Sequence[DraftToPost], goods: Mapping[Direction, Sequence[Any]]
) -> list[Refusal]:
    """Drafts posted together may not bill more of a shipment or return receipt than moved."""
    refusals = []
    for direction, rows in goods.items():
        left = {row.id: row.available for row in rows}
        taken: dict[int, Decimal] = defaultdict(lambda: ZERO)
        own = [draft for draft in drafts if draft.direction is direction]
        for draft in own:
            for line in draft.lines:
                for goods_line_id, quantity in line.goods.items():
                    taken[goods_line_id] += quantity
        for draft in own:
            for line in draft.lines:
                collected_id = line.row.collected_line_id
                if collected_id and line.invoice <= left[collected_id] < taken[collected_id]:
                    told = direction.words.billed_by_another % {"no": draft.row.no}
                    refusals.append(Refusal(told, line.row.line_no))
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
