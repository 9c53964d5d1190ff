"""A line with everything on one form: a new one, prefilled by the address, or one of the grid."""

import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from arcore.ui.amounts import BadAmount, read_amount
from arcore.ui.dates import BadDate, read_date
from arcore.values.money import ZERO
from customers.models import Customer
from ledger.models import CustomerLedgerEntry, DocumentType
from payments.journal.forms import DetailsForm
from payments.journal.lines import add_line, change_line
from payments.journal.proposals import follow
from payments.journal.refused import JournalRefused
from payments.journal.starting import start_of_line
from payments.journal.versions import LINES
from payments.journal.views.asked import ADD, CHANGE, batch_of, crumbs
from payments.models import AccountType, JournalBatch, JournalLine

HIDDEN = ("version", "token")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(ADD, raise_exception=True)
def line_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new line; `?customer=…&document=…&amount=…&day=…` (numbers, not ids) fill it in."""
    batch = batch_of(pk)
    initial = _prefilled(batch, request.GET, timezone.localdate())
    form = DetailsForm(request.POST or None, initial=initial, recurs=batch.template.recurring)
    if request.method == "POST" and form.is_valid():
        values = {
            name: value for name, value in form.cleaned_data.items() if _is_said(name, value)
        }
        token = values.pop("token", "")
        try:
            line = add_line(batch.pk, values, user_of(request), token=token)
        except JournalRefused as refused:
            form.add_refusals(_of_form(refused))
        else:
            return redirect(f"{batch.get_absolute_url()}?row={line.pk}")
    return _page(request, batch, form, _("New line"))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CHANGE, raise_exception=True)
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of one line; leads back to its row."""
    found = get_object_or_404(LINES.select_related("payment_terms", "payment_method"), pk=pk)
    batch = batch_of(found.batch_id)
    form = DetailsForm(
        request.POST or None, initial=_initial(found), recurs=batch.template.recurring
    )
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change_line(found.pk, version, _changed(form), user_of(request))
        except JournalRefused as refused:
            form.add_refusals(_of_form(refused))
        else:
            return redirect(f"{batch.get_absolute_url()}?row={found.pk}")
    return _page(request, batch, form, _("Line %(line)s") % {"line": found.line_no})


def _page(
    request: HttpRequest, batch: JournalBatch, form: DetailsForm, title: str
) -> HttpResponse:
    page = {
        "title": title,
        "breadcrumbs": crumbs(batch),
        "form": form,
        "cancel_url": batch.get_absolute_url(),
    }
    return render(request, "ui/form.html", page, status=422 if form.errors else 200)


def _prefilled(batch: JournalBatch, asked: Mapping[str, str], today: date) -> dict[str, Any]:
    """A new line's start, with the customer, document and amount that the address names."""
    values = start_of_line(batch, today) | {"token": uuid.uuid4().hex}
    asked = {name: text.replace("\x00", "") for name, text in asked.items()}
    customer = Customer.objects.filter(no=asked.get("customer", "")).first()
    if customer is not None:
        values |= {"account_type": AccountType.CUSTOMER, "account": customer}
    document = asked.get("document", "")
    if document:
        entries = CustomerLedgerEntry.objects.filter(document_no=document, open=True)
        if customer is not None:
            entries = entries.filter(customer=customer)
        entry = entries.select_related("customer", "currency").first()
        values |= {"account_type": AccountType.CUSTOMER, "applies_to": entry}
    try:
        values["amount"] = read_amount(asked.get("amount", ""), digits=18, decimals=3)
    except BadAmount:
        values.pop("amount", None)
    with suppress(BadDate):  # it starts with the day that it would start with anyway
        values["posting_date"] = read_date(asked.get("day", ""))
    typed = [name for name in ("account", "applies_to") if values.get(name) is not None]
    filled = values | follow(values, typed)
    if filled.get("applies_to") is not None and (filled.get("amount") or ZERO) > ZERO:
        filled["document_type"] = DocumentType.REFUND  # a credit is paid out
    return filled


def _initial(line: JournalLine) -> dict[str, Any]:
    names = set(DetailsForm.base_fields)
    plain = {name: getattr(line, name) for name in names if hasattr(line, name)}
    return plain | {
        "account": line.account_side,
        "balancing": line.balancing_side,
        "applies_to": line.applies_to,
        "posting_group": line.posting_group,
    }


def _is_said(name: str, value: Any) -> bool:
    """Whether a new line's field was filled in: what wasn't follows from the others."""
    always = {"account", "account_type", "balancing", "balancing_type", "document_type"}
    return name != "version" and (name in always or value not in (None, "", 0))


def _changed(form: DetailsForm) -> dict[str, Any]:
    names = set(form.changed_data) - set(HIDDEN)
    for pair in (("account_type", "account"), ("balancing_type", "balancing")):
        if names & set(pair):
            names |= set(pair)
    return {name: form.cleaned_data[name] for name in names}


def _of_form(refused: JournalRefused) -> list:
    """On the form of one line its number says nothing."""
    return [type(one)(one.message, None, one.field) for one in refused.refusals]
