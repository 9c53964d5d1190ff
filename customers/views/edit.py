"""Change a customer card; a change made by someone else meanwhile is shown, never overwritten."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from arcore.ui.actions import address
from customers.block_change import PERMISSION
from customers.changing import CustomerChanged, change_customer
from customers.forms import BankAccountGridBase, CustomerForm, bank_account_grid
from customers.models import Customer
from customers.refused import CustomerRefused
from customers.views.conflict import Conflict, conflict_of
from customers.views.tabs import crumbs
from ledger.tolerance.customer import entries_to_follow


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("customers.change_customer", raise_exception=True)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as a form; refusals come back beside their fields with everything typed."""
    customer = get_object_or_404(Customer.objects.select_related("bill_to_customer"), pk=pk)
    form, grid = _typed(request, customer, request.POST or None)
    conflict = None
    if request.method == "POST" and form.is_valid() & grid.is_valid():
        try:
            return _save(request, customer, form, grid)
        except CustomerChanged as changed:
            conflict = conflict_of(changed, form)
            form, grid = _typed(request, changed.current, conflict.data)
            form.is_valid()
            form.add_refusals(changed)
        except CustomerRefused as refused:
            form.add_refusals(refused, grid)
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "customers/form.html",
        _page(request, customer, form, grid, conflict),
        status=status,
    )


def _typed(
    request: HttpRequest, customer: Customer, data: QueryDict | None
) -> tuple[CustomerForm, BankAccountGridBase]:
    form = CustomerForm(data, user=request.user, instance=customer)
    return form, bank_account_grid(data, customer)


def _save(
    request: HttpRequest, customer: Customer, form: CustomerForm, grid: BankAccountGridBase
) -> HttpResponse:
    saved = change_customer(
        customer.pk,
        form.facts(),
        grid.to_rows(),
        user=user_of(request),
        version=form.cleaned_data["version"] or 0,
        confirmed=form.cleaned_data.get("lift_privacy", False),
    )
    messages.success(
        request, _("Customer %(customer)s is saved.") % {"customer": saved.customer}
    )
    for notice in saved.notices:
        messages.warning(request, notice)
    return redirect(_open_entries(request, saved.customer, form) or saved.customer)


def _open_entries(request: HttpRequest, customer: Customer, form: CustomerForm) -> str:
    """Where to ask whether open entries follow a changed block of payment tolerance."""
    if "block_payment_tolerance" not in form.changed_data:
        return ""
    if not request.user.has_perm("ledger.amend_customerledgerentry"):
        return ""
    if not entries_to_follow(customer.pk, most=1).entries:
        return ""
    return address("tolerance:customer", (customer.pk,))


def _page(
    request: HttpRequest,
    customer: Customer,
    form: CustomerForm,
    grid: BankAccountGridBase,
    conflict: Conflict | None,
) -> dict[str, Any]:
    return {
        "title": _("Edit %(customer)s") % {"customer": customer},
        "breadcrumbs": crumbs(customer),
        "customer": customer,
        "form": form,
        "grid": grid,
        "conflict": conflict,
        "may_block": request.user.has_perm(PERMISSION),
        "cancel_url": customer.get_absolute_url(),
    }
