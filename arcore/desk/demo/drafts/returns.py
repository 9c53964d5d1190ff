"""Returns on the clerk's desk: one in each state that a return order can be in."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random

from arcore.desk.demo.story.teller import Teller
from ledger.documents.posting import post_documents
from ledger.documents.release import release
from ledger.documents.return_invoice import return_invoice
from ledger.models import PostedInvoice, PostedInvoiceLine, SalesDocument
from ledger.posting import post

RECENT = 60  # invoices among which is chosen


@dataclass(frozen=True)
class State:
    """How far a return of three pieces has come."""

    is_released: bool = False
    received: int = 0
    credited: int = 0


STATES = (
    State(),
    State(is_released=True),
    State(received=3),
    State(received=1),
    State(received=2, credited=1),
    State(received=3, credited=3),
)


def leave_returns(teller: Teller, chance: Random) -> None:
    """Return orders of recent open invoices: awaited, received in part, credited in part, done."""
    day = teller.calendar.today - timedelta(days=1)
    user = teller.setup.users["clara"]
    for line, state in zip(_some_lines(teller, chance), STATES, strict=False):
        wanted = {line.pk: Decimal(3)}
        document = return_invoice(line.document_id, wanted, today=day, user=user)
        if state.is_released:
            release(document.pk, document.version)
        if state.received:
            document.lines.update(to_ship=state.received, to_invoice=state.credited)
            _post(document, teller)


def _some_lines(teller: Teller, chance: Random) -> list[PostedInvoiceLine]:
    """One line of three pieces or more from each of some recent invoices; nothing came back yet."""
    recent = PostedInvoice.objects.filter(
        entry__open=True,
        currency=teller.setup.company.local_currency,
        correcting_credit_memos=None,
    )
    ids = list(recent.order_by("-no").values_list("pk", flat=True)[:RECENT])
    chance.shuffle(ids)
    lines = PostedInvoiceLine.objects.filter(
        document__in=ids, item__isnull=False, quantity__gte=3, returning_lines=None
    )
    of_invoice = {line.document_id: line for line in lines.order_by("-line_no")}
    return [of_invoice[pk] for pk in ids if pk in of_invoice]


def _post(document: SalesDocument, teller: Teller) -> None:
    command = post_documents(
        {document.pk: document.version},
        user_id=teller.setup.users["clara"].pk,
        today=document.posting_date,
    )
    post(command)
