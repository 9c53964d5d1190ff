"""Import lines from a file, and the sample that shows how such a file looks."""

import csv
import io

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arcore.company.signed_in import user_of
from payments.journal.forms import ImportForm
from payments.journal.importing import import_lines
from payments.journal.importing.columns import HEADINGS
from payments.journal.refused import JournalRefused
from payments.journal.views.asked import IMPORT, batch_of, crumbs

SAMPLE = (
    "posting_date", "document_type", "document_no", "account_type", "account", "description",
    "amount", "balancing_type", "balancing", "applies_to", "external_document_no",
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(IMPORT, raise_exception=True)
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """All rows of the file become lines, or every refused row is named and none does."""
    batch = batch_of(pk)
    form = ImportForm(request.POST or None, request.FILES or None)
    refusals: list = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            count = import_lines(pk, file, user_of(request), timezone.localdate())
        except JournalRefused as refused:
            refusals = list(refused.refusals)
        else:
            told = ngettext("%(count)d line imported.", "%(count)d lines imported.", count)
            messages.success(request, told % {"count": count})
            return redirect(f"{batch.get_absolute_url()}?at=last")
    page = {
        "title": _("Import lines into %(batch)s") % {"batch": batch},
        "breadcrumbs": crumbs(batch),
        "batch": batch,
        "form": form,
        "refusals": refusals,
        "columns": [names[_of_language(names)] for names in HEADINGS.values()],
    }
    return render(
        request,
        "payments/journal/import.html",
        page,
        status=422 if refusals or form.errors else 200,
    )


@require_safe
@permission_required(IMPORT, raise_exception=True)
def sample(request: HttpRequest) -> HttpResponse:
    """Headings in the reader's language and two rows, ready to be filled in."""
    day = timezone.localdate().isoformat()
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";")
    writer.writerow([HEADINGS[name][_of_language(HEADINGS[name])] for name in SAMPLE])
    payment, customer, bank = _("Payment"), _("Customer"), _("Bank account")
    account, blank = _("G/L account"), ""
    writer.writerow(
        [day, payment, "P0001", customer, "10000", _("Cheque 4711"), "-1200.00", bank, "MAIN",
         "INV00001", "4711"]
    )  # fmt: skip
    writer.writerow(
        [day, blank, "P0002", account, "627000", _("Bank charges"), "15.00", bank, "MAIN", blank,
         blank]
    )  # fmt: skip
    response = HttpResponse("\ufeff" + held.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("journal-lines")}.csv"'
    return response


def _of_language(names: tuple[str, ...]) -> int:
    """The place of the heading to show: the first is English, the first French one follows."""
    if not (get_language() or "en").startswith("fr"):
        return 0
    french = ("Date c", "Date d", "Type ", "N°", "Compte", "Libellé", "Montant", "Devise",
              "Taux", "Lettrer", "Référence", "En attente", "Groupe")  # fmt: skip
    return next((place for place, name in enumerate(names) if name.startswith(french)), 0)
