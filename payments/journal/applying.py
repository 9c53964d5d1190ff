"""A journal line as what entries are marked for; its amount may follow from the marks."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from arcore.company.models import User
from ledger.applying.applicants import Applicant
from ledger.posting import PostingRefused
from ledger.posting.for_sources import Currency, PartyKind
from payments.journal.lines import change_line
from payments.journal.places import place_of
from payments.journal.refused import JournalRefused
from payments.journal.versions import gone, line_as_seen
from payments.models import JournalLine

RELATED = (
    "batch__template", "customer", "vendor", "balancing_customer", "balancing_vendor", "currency",
    "applies_to_customer_entry", "applies_to_vendor_entry",
)  # fmt: skip


def read_lines(ids: Sequence[int]) -> Mapping[int, Applicant]:
    """Lines of a customer or vendor, by id."""
    lines = JournalLine.objects.select_related(*RELATED).annotate(place=place_of())
    return {
        line.pk: _applicant(line, line.place)
        for line in lines.filter(pk__in=ids)
        if line.party is not None
    }


def begin_marking(line_id: int, user_id: int | None) -> int | None:
    """One more version of line and batch, held until the marks are changed.

    The open document that the line was applied to by itself is given up, to become a mark.
    """
    with _refused_as_posting(), line_as_seen(line_id, None) as line:
        entry = line.applies_to
        line.set_applies_to(None)
        line.forget_answers()
        line.version += 1
        line.changed_by_id = user_id
        line.save()
        return entry.pk if entry is not None and entry.open else None


def fill_line(line_id: int, amount: Decimal, user_id: int | None) -> None:
    """Give a line the amount that its customer or vendor sees; a change like any other.

    Raises `PostingRefused` when the line is gone or its journal is being posted.
    """
    user = User.objects.filter(pk=user_id).first() if user_id else None
    with _refused_as_posting():
        line = JournalLine.objects.filter(pk=line_id).first()
        if line is None:
            raise gone()
        change_line(line_id, None, {"amount": amount * _side(line)}, user)


@contextmanager
def _refused_as_posting() -> Iterator[None]:
    try:
        yield
    except JournalRefused as refused:
        raise PostingRefused(refused.refusals) from refused


def _side(line: JournalLine) -> int:
    """-1 where the customer or vendor is the balancing account."""
    return 1 if line.customer_id or line.vendor_id else -1


def _applicant(line: JournalLine, place: int) -> Applicant:
    is_customer = bool(line.customer_id or line.balancing_customer_id)
    words = _("journal %(batch)s, line %(line)s")
    return Applicant(
        owner=line.mark_owner,
        kind=PartyKind.CUSTOMER if is_customer else PartyKind.VENDOR,
        party_id=line.party.pk,
        party=str(line.party),
        label=words % {"batch": line.batch, "line": place},
        document_type=line.document_type,
        posting_date=line.posting_date or timezone.localdate(),
        currency=Currency(line.currency_id, line.currency.precision),
        factor=line.factor,
        amount=line.amount * _side(line),
        latest=line.posting_date,
        page=("journal:batch", (line.batch_id,), f"?row={line.pk}"),
        may_fill=True,
        document_id=line.applies_to.pk if line.applies_to is not None else None,
    )
