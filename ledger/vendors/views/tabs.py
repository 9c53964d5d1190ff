"""The way around one vendor: crumbs above, tabs below the heading."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arcore.ui.pieces import Tab
from ledger.models import Vendor


def card_tabs(vendor: Vendor, current: str) -> list[Tab]:
    """Card, timeline of the account, history of the card."""
    own = [vendor.pk]
    return [
        Tab(_("Card"), reverse("vendors:detail", args=own), current == "card"),
        Tab(_("Timeline"), reverse("timeline:vendor", args=own), current == "timeline"),
        Tab(_("History"), reverse("vendors:history", args=own), current == "history"),
    ]


def crumbs(vendor: Vendor | None = None) -> list[tuple[str | Promise, str]]:
    """Back to the list, and to the card from the pages below it."""
    way: list[tuple[str | Promise, str]] = [(_("Vendors"), reverse("vendors:list"))]
    if vendor is not None:
        way.append((vendor.no, reverse("vendors:detail", args=[vendor.pk])))
    return way
