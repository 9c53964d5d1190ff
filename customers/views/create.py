"""Make a customer."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from customers.creation import create_customer
from customers.forms import CustomerForm, bank_account_grid
from customers.models import Customer
from customers.refused import CustomerRefused
from customers.views.tabs import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("customers.add_customer", raise_exception=True)
def create(request: HttpRequest) -> HttpResponse:
    """An empty card; refusals come back beside their fields with everything typed."""
    form = CustomerForm(request.POST or None, user=request.user, instance=Customer())
    grid = bank_account_grid(request.POST or None, None)
    if request.method == "POST" and form.is_valid() & grid.is_valid():
        try:
            saved = create_customer(
                form.facts(),
                grid.to_rows(),
                user=user_of(request),
                day=timezone.localdate(),
            )
        except CustomerRefused as refused:
            form.add_refusals(refused, grid)
        else:
            messages.success(
                request, _("Customer %(customer)s is created.") % {"customer": saved.customer}
            )
            for notice in saved.notices:
                messages.warning(request, notice)
            return redirect(saved.customer)
    page = {
        "title": _("New customer"),
        "breadcrumbs": crumbs(),
        "form": form,
        "grid": grid,
        "submit_label": _("Create the customer"),
        "cancel_url": reverse("customers:list"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "customers/form.html", page, status=status)
