"""The way around one customer: crumbs above, tabs below the heading."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arcore.ui.pieces import Tab
from customers.models import Customer


def card_tabs(customer: Customer, current: str) -> list[Tab]:
    """Card, timeline of the account, history of the card."""
    own = [customer.pk]
    return [
        Tab(_("Card"), reverse("customers:detail", args=own), current == "card"),
        Tab(_("Timeline"), reverse("timeline:customer", args=own), current == "timeline"),
        Tab(_("History"), reverse("customers:history", args=own), current == "history"),
    ]


def crumbs(customer: Customer | None = None) -> list[tuple[str | Promise, str]]:
    """Back to the list, and to the card from the pages below it."""
    way: list[tuple[str | Promise, str]] = [(_("Customers"), reverse("customers:list"))]
    if customer is not None:
        way.append((customer.no, reverse("customers:detail", args=[customer.pk])))
    return way
