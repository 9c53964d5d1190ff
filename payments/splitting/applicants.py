"""What a mark of a split receipt is for, told to whoever meets it elsewhere."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from ledger.applying.applicants import Applicant
from ledger.models import DocumentType
from ledger.posting.for_sources import Currency, PartyKind
from payments.models import SplitReceipt


def read_splits(ids: Sequence[int]) -> Mapping[int, Applicant]:
    """By id. Marks are set on the split's own page, so it takes none as an applicant."""
    found = SplitReceipt.objects.select_related("currency").in_bulk(ids)
    return {pk: _of(receipt) for pk, receipt in found.items()}


def _of(receipt: SplitReceipt) -> Applicant:
    label = _("split receipt %(no)s") % {"no": receipt}
    return Applicant(
        owner=receipt.owner,
        kind=PartyKind.CUSTOMER,
        party_id=0,
        party=label,
        label=label,
        document_type=DocumentType.PAYMENT,
        posting_date=receipt.posting_date,
        currency=Currency(receipt.currency_id, receipt.currency.precision),
        factor=None,
        amount=-receipt.amount,
        is_open=False,
        page=("splitting:receipt", (receipt.pk,), ""),
    )
