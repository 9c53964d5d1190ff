"""What every screen of the journal needs: who asks, the row that is meant, where to go next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from payments.models import ReconciliationJournal, ReconciliationLine
from payments.reconciliation.filters import SHOW
from payments.reconciliation.refused import ReconciliationRefused
from payments.reconciliation.tables import journal_url

VIEW = "payments.view_reconciliationjournal"
LIST_CRUMB = (_("Reconciliation"), "reconciliation:list")

JOURNALS = ReconciliationJournal.objects.select_related(
    "bank_account__reconciliation_setup", "imported_statement"
)
LINES = ReconciliationLine.objects.select_related(
    "journal__bank_account",
    "parent",
    "account",
    "customer",
    "vendor",
    "other_bank_account",
    "changed_by",
)


def version_of(request: HttpRequest) -> int:
    """The version that the sent page showed; 0, which fits nothing, when it says none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def show_of(request: HttpRequest) -> str:
    """The filter under which the user works through the lines."""
    show = request.POST.get("show") or request.GET.get("show") or ""
    return show if show in SHOW else ""


def crumbs(journal: ReconciliationJournal | None = None) -> list[tuple]:
    """The way back to the list, and to the journal."""
    found: list[tuple] = [(_("Reconciliation"), reverse("reconciliation:list"))]
    if journal is not None:
        found.append((str(journal), journal_url(journal.pk)))
    return found


def back(request: HttpRequest, default: str) -> HttpResponseRedirect:
    """To the page of ours that the form names in `next`, else to `default`."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(wanted if safe and wanted else default)


def tell_refusals(request: HttpRequest, refused: ReconciliationRefused) -> None:
    """Every reason as a notice on the next page."""
    for refusal in refused.refusals:
        messages.error(request, str(refusal))


def line_url(line: ReconciliationLine | int, show: str = "") -> str:
    """The review of a line under a filter."""
    pk = line if isinstance(line, int) else line.pk
    url = reverse("reconciliation:line", args=[pk])
    return f"{url}?show={show}" if show else url


def after_refusal(
    request: HttpRequest, refused: ReconciliationRefused, url: str
) -> HttpResponse:
    """Back to where the user came from, with the reasons; a line that is gone: to the list."""
    tell_refusals(request, refused)
    return back(request, url)
