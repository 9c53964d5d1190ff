"""Delete an open journal, after a look at what goes with it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payments.reconciliation.discard import discard
from payments.reconciliation.refused import ReconciliationRefused
from payments.reconciliation.tables import journal_url
from payments.reconciliation.totals import totals_of
from payments.reconciliation.views.asked import JOURNALS, after_refusal, crumbs, version_of


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("payments.delete_reconciliationjournal", raise_exception=True)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """The file can be imported again afterwards."""
    journal = get_object_or_404(JOURNALS, pk=pk)
    if request.method == "POST":
        try:
            discard(pk, version_of(request))
        except ReconciliationRefused as refused:
            return after_refusal(request, refused, journal_url(pk))
        messages.success(request, _("Journal %(journal)s is deleted.") % {"journal": journal})
        return redirect("reconciliation:list")
    page = {
        "title": _("Delete journal %(journal)s?") % {"journal": journal},
        "breadcrumbs": crumbs(journal),
        "journal": journal,
        "totals": totals_of([journal])[pk],
    }
    return render(request, "payments/delete.html", page)
