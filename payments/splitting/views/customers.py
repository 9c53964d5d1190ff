"""Who the money is for: a customer more, a head office's branches, one less."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from arcore.company.signed_in import user_of
from ledger.posting import PostingRefused
from payments.splitting.branches import MOST, branches_of
from payments.splitting.forms import CustomerForm
from payments.splitting.preparing import add_customers, remove_customer
from payments.splitting.views.asked import CHANGE, RECEIPTS, then_back
from payments.splitting.views.receipt import page_of


@require_POST
@permission_required(CHANGE, raise_exception=True)
def add_customer(request: HttpRequest, pk: int) -> HttpResponse:
    """A customer by number or part of the name."""
    receipt = get_object_or_404(RECEIPTS, pk=pk)
    form = CustomerForm(request.POST)
    if form.is_valid():
        try:
            add_customers(pk, [form.cleaned_data["customer"]], user_of(request), timezone.now())
            return redirect("splitting:receipt", pk)
        except PostingRefused as refused:
            form.add_refusals(refused)
    return page_of(request, receipt, customer_form=form, is_refused=True)


@require_POST
@permission_required(CHANGE, raise_exception=True)
def add_branches(request: HttpRequest, pk: int, customer: int) -> HttpResponse:
    """Every branch of the head office that owes something."""
    receipt = get_object_or_404(RECEIPTS, pk=pk)
    found = branches_of([customer], receipt.currency_id)[:MOST]
    return then_back(
        request, pk, lambda: add_customers(pk, found, user_of(request), timezone.now())
    )


@require_POST
@permission_required(CHANGE, raise_exception=True)
def remove(request: HttpRequest, pk: int, customer: int) -> HttpResponse:
    """Nothing is for this customer."""
    return then_back(
        request, pk, lambda: remove_customer(pk, customer, user_of(request), timezone.now())
    )
