"""Type, change, delete a line, and send its difference elsewhere."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arcore.company.signed_in import user_of
from payments.models import ReconciliationLine
from payments.reconciliation.edit_lines import EDITABLE, add_line, delete_line, edit_line
from payments.reconciliation.forms import LineForm, TransferForm
from payments.reconciliation.refused import ReconciliationRefused
from payments.reconciliation.shown_amount import shown_amount
from payments.reconciliation.tables import journal_url
from payments.reconciliation.transfer_difference import transfer_difference
from payments.reconciliation.views.asked import (
    JOURNALS,
    LINES,
    after_refusal,
    crumbs,
    line_url,
    show_of,
    version_of,
)

APPLY = "payments.apply_reconciliationjournal"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(APPLY, raise_exception=True)
def line_new(request: HttpRequest, pk: int) -> HttpResponse:
    """One typed line after another."""
    journal = get_object_or_404(JOURNALS, pk=pk)
    form = LineForm(request.POST or None, initial={"transaction_date": journal.statement_date})
    if request.method == "POST" and form.is_valid():
        try:
            line = add_line(pk, form.cleaned_data, user_of(request))
            messages.success(request, _("Line %(line)s is added.") % {"line": line.line_no})
            return redirect("reconciliation:line_new", pk)
        except ReconciliationRefused as refused:
            form.add_refusals(refused.refusals)
    page = {
        "title": _("New line of %(journal)s") % {"journal": journal},
        "breadcrumbs": crumbs(journal),
        "form": form,
        "submit_label": _("Add and next"),
        "cancel_url": journal_url(pk),
    }
    return render(request, "ui/form.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(APPLY, raise_exception=True)
def line_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Date, amount and texts of a line."""
    line, show = get_object_or_404(LINES, pk=pk), show_of(request)
    initial = {name: getattr(line, name) for name in (*EDITABLE, "version")}
    form = LineForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            edit_line(pk, values.pop("version") or 0, values, user_of(request))
            return redirect(line_url(line, show))
        except ReconciliationRefused as refused:
            form.add_refusals(_without_line(refused))
    return _form_page(
        request, _("Edit line %(line)s") % {"line": line.line_no}, line, form, _("Save")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(APPLY, raise_exception=True)
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """What is left of the line goes to an account."""
    line, show = get_object_or_404(LINES, pk=pk), show_of(request)
    initial = {"version": line.version, "description": line.text[:250]}
    form = TransferForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        kind = form.cleaned_data["kind"]
        try:
            carrier = transfer_difference(
                pk,
                form.cleaned_data["version"],
                user_of(request),
                kind=kind,
                target=form.cleaned_data[kind],
                description=form.cleaned_data["description"],
            )
            message = _("%(amount)s went to %(account)s on line %(line)s.") % {
                "amount": shown_amount(carrier, carrier.amount),
                "account": carrier.party,
                "line": carrier.line_no,
            }
            messages.success(request, message)
            return redirect(line_url(line, show))
        except ReconciliationRefused as refused:
            form.add_refusals(_without_line(refused))
    title = _("Transfer the difference of line %(line)s") % {"line": line.line_no}
    return _form_page(request, title, line, form, _("Transfer"))


@require_POST
@permission_required(APPLY, raise_exception=True)
def line_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """The amount of a transferred part goes back to the line it came from."""
    line = get_object_or_404(LINES, pk=pk)
    try:
        delete_line(pk, version_of(request), user_of(request))
    except ReconciliationRefused as refused:
        return after_refusal(request, refused, line_url(line, show_of(request)))
    messages.success(request, _("Line %(line)s is deleted.") % {"line": line.line_no})
    return redirect(journal_url(line.journal_id, show_of(request)))


def _form_page(
    request: HttpRequest, title: str, line: ReconciliationLine, form: Any, submit: str
) -> HttpResponse:
    show = show_of(request)
    page = {
        "title": title,
        "breadcrumbs": crumbs(line.journal),
        "form": form,
        "line": line,
        "currency": line.journal.bank_account.currency_id,
        "submit_label": submit,
        "cancel_url": line_url(line, show),
    }
    status = 422 if form.is_bound else 200
    return render(request, "payments/line_form.html", page, status=status)


def _without_line(refused: ReconciliationRefused) -> list[Any]:
    """On a page about one line its number says nothing: show refusals at their fields."""
    return [replace(refusal, line=None) for refusal in refused.refusals]
