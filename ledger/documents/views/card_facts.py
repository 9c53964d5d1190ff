"""What a document's card says of itself: facts, what was posted from it, how it is paid."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from arcore.ui.dates import show_date
from arcore.ui.preview import ResultLink
from arcore.ui.templatetags.ui import day, document_link
from ledger.documents.directions import BACK, direction_of
from ledger.documents.labels import labels_of
from ledger.models import SalesDocument
from ledger.models.document_parts import DocumentHeader


def header_facts(document: DocumentHeader) -> list[tuple[str, Any]]:
    """Parties, dates, terms and references, as drafts and posted documents share them."""
    sell_to, bill_to = document.sell_to, document.bill_to
    facts: list[tuple[str, Any]] = [
        (_("Sell-to customer"), _customer(sell_to, document.sell_to_name)),
        (_("Bill-to customer"), _customer(bill_to, document.bill_to_name)),
        (_("Posting date"), day(document.posting_date)),
        (_("Document date"), day(document.document_date)),
        (_("Due date"), day(document.due_date)),
        (_("Payment terms"), document.payment_terms or ""),
        (_("Payment method"), document.payment_method or ""),
        (_("External document no."), document.external_document_no),
        (_("Your reference"), document.your_reference),
    ]
    if document.discount_date:
        percent = document.discount_percent.normalize()
        told = _("%(percent)s %% until %(day)s") % {
            "percent": f"{percent:f}",
            "day": show_date(document.discount_date),
        }
        facts.insert(5, (_("Payment discount"), told))
    return facts


def card_facts(document: SalesDocument) -> list[tuple[str, Any]]:
    """The facts of a draft, immediate payment and application included."""
    facts = header_facts(document)
    paid = document.balancing_account or document.balancing_bank_account
    if paid:
        facts.append((_("Paid on posting"), str(paid)))
    if document.applies_to:
        facts.append((_("Applies to invoice"), document_link(document.applies_to)))
    if document.corrects:
        facts.append((_("Corrects invoice"), document_link(document.corrects)))
    return facts


def posted_from(document: SalesDocument) -> list[ResultLink]:
    """What came of the draft: posted documents and, for a quote, its order or invoice."""
    found, labels = [], labels_of(document.type)
    posted: tuple[Any, Any] = (document.postedshipments, document.postedinvoices)
    if direction_of(document.type) is BACK:
        posted = (document.postedreturnreceipts, document.postedcreditmemos)
    for label, related in zip((labels.goods, labels.bill), posted, strict=True):
        found += [
            ResultLink(f"{label} {one.no}", one.get_absolute_url())
            for one in related.only("id", "no", "source_document").order_by("id")
        ]
    if document.type == SalesDocument.Type.QUOTE:
        made = document.made_documents.only("id", "no", "type", "from_quote")
        found += [
            ResultLink(f"{one.get_type_display()} {one.no}", one.get_absolute_url())
            for one in made
        ]
    return found


def _customer(customer: Any, name: str) -> SafeString:
    return format_html('<a href="{}">{} {}</a>', customer.get_absolute_url(), customer.no, name)
