"""A new journal, and the set-up of one that is there."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payments.journal.forms.batch import BatchForm
from payments.journal.versions import why_locked
from payments.journal.views.asked import SET_UP, crumbs
from payments.models import JournalBatch

UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(SET_UP, raise_exception=True)
def batch_new(request: HttpRequest) -> HttpResponse:
    """Saving leads to its first line."""
    form = BatchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    return _page(request, form, None, _("New journal"))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(SET_UP, raise_exception=True)
def batch_setup(request: HttpRequest, pk: int) -> HttpResponse:
    """The batch is held while it is saved, for its version counts what happens to its lines."""
    if request.method != "POST":
        batch = get_object_or_404(JournalBatch.objects.select_related("template"), pk=pk)
        return _page(request, BatchForm(instance=batch), batch, _("Set-up of the journal"))
    with transaction.atomic():
        held = JournalBatch.objects.select_related("template").select_for_update(of=("self",))
        batch = get_object_or_404(held, pk=pk)
        locked = why_locked(batch)
        form = BatchForm(request.POST, instance=batch)
        if form.is_valid() and not locked:
            form.save()
            messages.success(request, _("The set-up of %(batch)s is saved.") % {"batch": batch})
            return redirect(batch)
    if locked:
        form.add_error(None, locked)
    return _page(request, form, batch, _("Set-up of the journal"))


def _page(
    request: HttpRequest, form: BatchForm, batch: JournalBatch | None, title: str
) -> HttpResponse:
    page = {
        "title": title,
        "breadcrumbs": crumbs(batch),
        "form": form,
        "cancel_url": crumbs(batch)[-1][1],
    }
    return render(request, "ui/form.html", page, status=UNREADABLE if form.errors else 200)
