"""Delete a customer after seeing what goes with it, or why it must stay."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from customers.deletion import delete_customer, deletion_refusals
from customers.models import Customer
from customers.refused import CustomerRefused
from customers.tables import BankAccountTable
from customers.views.tabs import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("customers.delete_customer", raise_exception=True)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows, POST deletes; a refusal names the documents in the way."""
    customer = get_object_or_404(Customer, pk=pk)
    if request.method == "POST":
        try:
            delete_customer(pk, user=user_of(request))
        except CustomerRefused as refused:
            return _page(request, customer, refused.refusals, status=422)
        messages.success(
            request, _("Customer %(customer)s is deleted.") % {"customer": customer}
        )
        return redirect("customers:list")
    return _page(request, customer, deletion_refusals(customer))


def _page(
    request: HttpRequest, customer: Customer, refusals, status: int = 200
) -> HttpResponse:
    accounts = list(customer.bank_accounts.all())
    page = {
        "title": _("Delete %(customer)s?") % {"customer": customer},
        "customer": customer,
        "breadcrumbs": crumbs(customer),
        "refusals": refusals,
        "accounts": BankAccountTable(accounts, request=request) if accounts else None,
    }
    return render(request, "customers/delete.html", page, status=status)
