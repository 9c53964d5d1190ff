"""What every screen of applying asks first: which applicant, and what its marks come to."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from arcore.company.models import Company
from arcore.ui.actions import address
from ledger.applying.applicants import Applicant, applicant
from ledger.applying.exchange import exchange_of
from ledger.applying.ledgers import LEDGERS
from ledger.applying.marks import marks_of
from ledger.applying.totals import Totals, totals_of
from ledger.posting.for_sources import Currency, PartyKind

SEE = "ledger.view_applicationmark"
MARK = "ledger.change_applicationmark"
POST = "ledger.post_application"
UNAPPLY = "ledger.unapply_application"
REVERSE = "ledger.reverse_register"


def applicant_or_404(owner: str) -> Applicant:
    """The applicant of an address."""
    found = applicant(owner[:40])
    if found is None:
        raise Http404
    return found


def local_currency() -> Currency:
    """The company's currency."""
    currency = Company.get().local_currency
    return Currency(currency.code, currency.precision)


def marked_entries(one: Applicant) -> list[tuple[Any, Any]]:
    """(entry, amount to apply) of its set, in the order of marking.

    The document that it names by itself comes first.
    """
    column = f"{one.kind}_entry"
    marks = marks_of(one.owner).select_related(column)
    marked = [(getattr(mark, column), mark.amount) for mark in marks]
    if one.document_id is None:
        return marked
    named = LEDGERS[one.kind].entries.objects.get(pk=one.document_id)
    return [(named, named.remaining), *marked]


def totals_part(request: HttpRequest, one: Applicant) -> dict[str, Any]:
    """Context of `applying/totals.html`."""
    user: Any = request.user
    marked = marked_entries(one)
    codes = {entry.currency_id for entry, _amount in marked}
    counted = totals_of(exchange_of(one, local_currency(), codes), marked)
    return {
        "applicant": one,
        "totals": counted,
        "may_mark": user.has_perm(MARK),
        "may_post": one.entry_id is not None and one.is_open and user.has_perm(POST),
        "fill": _fill(one, counted),
    }


def _fill(one: Applicant, counted: Totals) -> Any:
    """The amount that a journal line should have; None where it has it."""
    if not one.may_fill or not counted.count or counted.unknown or not counted.left:
        return None
    return counted.payable


def back_of(one: Applicant) -> str:
    """The place that the applicant came from; the desk where that has no page."""
    name, arguments, place = one.page
    return (address(name, arguments) or address("desk")) + place


def entry_url(kind: PartyKind, pk: int) -> str:
    """The card of an entry, where the ledger has one."""
    return address(f"ledger:{kind}_entry_detail", (pk,))


def apply_url(one: Applicant) -> str:
    """The screen on which entries are marked for it."""
    return reverse("applying:apply", args=[one.owner])


def crumbs_of(one: Applicant) -> list[tuple[Any, str]]:
    """Back to the applicant."""
    return [(one.party, ""), (one.label, back_of(one))]
