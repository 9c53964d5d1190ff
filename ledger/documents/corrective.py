"""What every draft that takes back a posted invoice, or part of it, has in common."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from arcore.company.models import User
from arcore.values.money import ZERO
from customers.blocking import Action
from ledger.documents.create import new_draft
from ledger.documents.refused import DocumentRefused
from ledger.models import PostedCreditMemo, PostedInvoice, SalesDocument
from ledger.posting import Refusal

Type = SalesDocument.Type
GROUPS = ("posting_group_id", "business_group_id", "vat_business_group_id")


def find_invoice(invoice_id: int) -> PostedInvoice:
    """The posted invoice with what is copied from it; raises `DocumentRefused`."""
    invoice = (
        PostedInvoice.objects.select_related(
            "sell_to", "bill_to", "entry", "currency", "source_document"
        )
        .filter(pk=invoice_id)
        .first()
    )
    if invoice is None:
        raise DocumentRefused([Refusal(_("The posted invoice does not exist."))])
    return invoice


def cancelling_memo(invoice_id: int) -> PostedCreditMemo | None:
    """The credit memo that cancelled the invoice whole; what returns credit is none."""
    memos = PostedCreditMemo.objects.filter(
        corrects=invoice_id, source_document__type=Type.CREDIT_MEMO, total_gross__gt=0
    )
    return memos.first()


def corrective_draft(
    document_type: str,
    invoice: PostedInvoice,
    *,
    today: date,
    user: User | None,
    action: Action | None = None,
) -> SalesDocument:
    """An unsaved draft for the invoice's parties, priced and taxed like it, that names it.

    Dated today, but never before the invoice. Raises `DocumentRefused`.
    """
    document = new_draft(
        document_type,
        invoice.sell_to,
        bill_to=invoice.bill_to,
        posting_date=max(today, invoice.posting_date),
        user=user,
        action=action,
        like=invoice,
    )
    for name in GROUPS:
        setattr(document, name, getattr(invoice.source_document, name))
    document.corrects = invoice
    document.external_document_no = invoice.external_document_no
    document.your_reference = invoice.your_reference
    return document


def propose_application(
    document: SalesDocument, invoices: Collection[PostedInvoice | None]
) -> None:
    """Apply the credit to the one invoice that it takes back, while that is open.

    What was chosen already stays, and so does a refund on posting.
    """
    if document.applies_to or document.balancing_account or document.balancing_bank_account:
        return
    if len(invoices) != 1:
        return
    (invoice,) = invoices
    if invoice is not None and invoice.entry.open and invoice.entry.remaining > ZERO:
        document.applies_to = invoice.entry
