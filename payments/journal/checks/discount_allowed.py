"""Refuse a payment discount on a document that can't offer one."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.models import DocumentType
from ledger.posting import Refusal
from payments.journal.values import Journal


def discount_allowed(journal: Journal) -> Iterable[Refusal]:
    """Invoices offer discount, and credit memos whose payment terms say so (spec, section 2)."""
    for line in journal.lines:
        if not line.discount_percent and line.discount_date is None:
            continue
        if line.document_type == DocumentType.INVOICE and line.party_side is not None:
            if line.discount_percent and line.discount_date is None:
                yield Refusal(
                    _("Enter the discount date, or clear the discount."),
                    line.number,
                    "discount_date",
                )
            continue
        if line.document_type == DocumentType.CREDIT_MEMO and line.terms_on_credit_memos:
            continue
        yield Refusal(
            _(
                "Only invoices offer payment discount, and credit memos whose payment terms "
                "say so. Clear the discount and its date."
            ),
            line.number,
            "discount_percent",
        )
