"""Cancel a posted invoice by a corrective credit memo that is posted and applied to it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from arcore.company.models import User
from customers.blocking import Action, Verdict, block_sentence, verdict
from ledger.documents.copy import copied_lines
from ledger.documents.corrective import cancelling_memo, corrective_draft, find_invoice
from ledger.documents.create import new_lines, save_new
from ledger.documents.posting import post_documents
from ledger.documents.refused import refuse_document
from ledger.models import PostedCreditMemo, PostedInvoice, SalesDocument, SalesLine
from ledger.posting import Preview, Refusal, post, preview
from ledger.posting.for_sources import locks


@transaction.atomic
def cancel_invoice(invoice_id: int, *, today: date, user: User | None) -> PostedCreditMemo:
    """The posted credit memo that closes the invoice, and is closed by it.

    Asked again, it returns the credit memo of the first time. Raises `DocumentRefused` when
    something was paid, credited or discounted, or a customer is blocked for it, and
    `PostingRefused` for what the posting road refuses.
    """
    locks.take_rows("ledger_postedinvoice", [invoice_id])
    done = cancelling_memo(invoice_id)
    if done is not None:
        return done
    document = _corrective_draft(invoice_id, today, user)
    post(_command(document, today, user))
    return PostedCreditMemo.objects.get(source_document=document)


def preview_cancel(invoice_id: int, *, today: date, user: User | None) -> Preview:
    """What cancelling would write; the draft made for it is rolled back.

    Raises `DocumentRefused` as `cancel_invoice` does.
    """
    with transaction.atomic():
        document = _corrective_draft(invoice_id, today, user)
        found = preview(_command(document, today, user))
        transaction.set_rollback(True)
    return found


def cancel_refusals(invoice: PostedInvoice) -> list[Refusal]:
    """Why the invoice can't be cancelled; each names the way out."""
    found = []
    for customer in dict.fromkeys((invoice.sell_to, invoice.bill_to)):
        if verdict(customer.blocked, Action.CANCEL_POSTED) is Verdict.REFUSE:
            message = _("Can't cancel invoice %(no)s: %(block)s")
            facts = {"no": invoice.no, "block": block_sentence(customer)}
            found.append(Refusal(message % facts))
    entry = invoice.entry
    if not entry.open or entry.remaining != invoice.total_gross:
        message = _(
            "Can't cancel invoice %(no)s: it is partly or fully paid; create a credit memo."
        )
        found.append(Refusal(message % {"no": invoice.no}))
    return found + _returned(invoice)


def _returned(invoice: PostedInvoice) -> list[Refusal]:
    """A return order that takes goods of the invoice back will credit, or has credited them."""
    line = (
        SalesLine.objects.filter(returned_line__document=invoice, quantity__gt=0)
        .select_related("document")
        .first()
    )
    if line is None:
        return []
    message = _(
        "Can't cancel invoice %(no)s: return order %(return)s takes goods of it back. Credit "
        "them there, or delete the return order first."
    )
    return [Refusal(message % {"no": invoice.no, "return": line.document.no})]


def _corrective_draft(invoice_id: int, today: date, user: User | None) -> SalesDocument:
    invoice = find_invoice(invoice_id)
    refuse_document(cancel_refusals(invoice))
    document = corrective_draft(
        SalesDocument.Type.CREDIT_MEMO,
        invoice,
        today=today,
        user=user,
        action=Action.CANCEL_POSTED,
    )
    document.factor = invoice.factor
    document.payment_method = None
    document.balancing_account = document.balancing_bank_account = None
    document.discount_date, document.discount_percent = None, invoice.discount_percent * 0
    document.due_date = document.document_date
    document.applies_to = invoice.entry
    save_new(document, new_lines(document, copied_lines(invoice)), today)
    if document.total_gross != invoice.total_gross:
        message = _(
            "Can't cancel invoice %(no)s: the VAT setup changed since it was posted; create "
            "a credit memo by hand."
        )
        refuse_document([Refusal(message % {"no": invoice.no})])
    return document


def _command(document: SalesDocument, today: date, user: User | None):
    return post_documents(
        {document.pk: document.version},
        user_id=user.pk if user else None,
        today=today,
        cancel=True,
    )
