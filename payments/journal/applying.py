"""A journal line as what entries are marked for; its amount may follow from the marks."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from arcore.company.models import Company
from arcore.values.money import round_amount
from ledger.applying.applicants import Applicant
from ledger.posting import PostingRefused, Refusal
from ledger.posting.for_sources import Currency, PartyKind, locks
from payments.models import JournalBatch, JournalLine

RELATED = (
    "batch__template", "customer", "vendor", "balancing_customer", "balancing_vendor", "currency",
)  # fmt: skip


def read_lines(ids: Sequence[int]) -> Mapping[int, Applicant]:
    """Lines of a customer or vendor, by id."""
    found = JournalLine.objects.select_related(*RELATED).in_bulk(ids)
    return {pk: _applicant(line) for pk, line in found.items() if line.party is not None}


def fill_line(line_id: int, amount: Decimal, user_id: int | None) -> None:
    """Give a line the amount that its customer or vendor sees, and what it is in local currency.

    One more version of line and batch. Raises `PostingRefused` when the line is gone.
    """
    batch_id = JournalLine.objects.filter(pk=line_id).values_list("batch", flat=True).first()
    with transaction.atomic():
        locks.take_rows("payments_journalbatch", [batch_id] if batch_id else [])
        line = JournalLine.objects.filter(pk=line_id).first()
        if line is None:
            message = _("This line was posted or deleted by somebody else meanwhile.")
            raise PostingRefused([Refusal(message)])
        line.amount = amount * _side(line)
        precision = Company.get().local_currency.precision
        line.amount_lcy = round_amount(line.amount * (line.factor or 0), precision)
        line.accept_tolerance, line.accept_late = False, []
        line.version += 1
        line.changed_by_id = user_id
        line.save()
        JournalBatch.objects.filter(pk=line.batch_id).update(version=F("version") + 1)


def _side(line: JournalLine) -> int:
    """-1 where the customer or vendor is the balancing account."""
    return 1 if line.customer_id or line.vendor_id else -1


def _applicant(line: JournalLine) -> Applicant:
    is_customer = bool(line.customer_id or line.balancing_customer_id)
    words = _("journal %(batch)s, line %(line)s")
    return Applicant(
        owner=line.mark_owner,
        kind=PartyKind.CUSTOMER if is_customer else PartyKind.VENDOR,
        party_id=line.party.pk,
        party=str(line.party),
        label=words % {"batch": line.batch, "line": line.line_no},
        document_type=line.document_type,
        posting_date=line.posting_date or timezone.localdate(),
        currency=Currency(line.currency_id, line.currency.precision),
        factor=line.factor,
        amount=line.amount * _side(line),
        latest=line.posting_date,
        page=("journal:batch", (line.batch_id,), f"#line-{line.pk}"),
        may_fill=True,
    )
