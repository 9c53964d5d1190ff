"""The open entries of the chosen customers, and what a proposal may take of them."""

from collections.abc import Iterable, Sequence

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from ledger.models import CustomerLedgerEntry, DocumentType
from ledger.posting.for_sources import discount_in_time
from payments.models import SplitReceipt
from payments.splitting.values import Offer

MOST = 500  # entries that a split offers; more are found by pasting their numbers


def entries_of(receipt: SplitReceipt) -> QuerySet[CustomerLedgerEntry]:
    """Open documents in the receipt's currency, and whatever it pays.

    Marked ones come first, then the earliest due: the limit leaves out what is due last.
    """
    chosen = receipt.customers.values("customer_id")
    offered = Q(customer__in=chosen, open=True, currency=receipt.currency_id) & ~Q(
        document_type=DocumentType.PAYMENT
    )
    found = CustomerLedgerEntry.objects.filter(offered | Q(mark__owner=receipt.owner))
    related = found.select_related("customer", "currency", "mark__marked_by")
    unmarked = ExpressionWrapper(Q(mark__isnull=True), BooleanField())
    return related.order_by(unmarked, "due_date", "id")[:MOST]


def offer_of(receipt: SplitReceipt, entry: CustomerLedgerEntry) -> Offer:
    """The entry as a proposal sees it."""
    mark = getattr(entry, "mark", None)
    return Offer(
        id=entry.pk,
        due_date=entry.due_date,
        remaining=entry.remaining,
        discount=discount_in_time(DocumentType.PAYMENT, receipt.posting_date, entry),
        is_passed_over=bool(
            entry.on_hold
            or entry.dispute
            or not entry.open
            or entry.posting_date > receipt.posting_date
            or (mark is not None and mark.owner != receipt.owner)
        ),
    )


def offers_of(receipt: SplitReceipt, entries: Iterable[CustomerLedgerEntry]) -> Sequence[Offer]:
    """All of them, in their order."""
    return [offer_of(receipt, entry) for entry in entries]
