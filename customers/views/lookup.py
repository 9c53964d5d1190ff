"""Suggestions while a customer is being typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from arcore.ui.lookup import SUGGESTIONS, LookupView
from arcore.ui.lookup_source import LONGEST_SEARCH, LookupSource
from customers.forms import CUSTOMERS


class CardLookup(LookupView):
    """At most twelve cards for `?q=`, each with its block, so that it is seen in time."""

    source: LookupSource

    def get(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get("q", "")[:LONGEST_SEARCH].replace("\x00", "").strip()
        rows = list(self.source.find(text)[: SUGGESTIONS + 1])
        context = {
            "options": [(row, self.source.label(row)) for row in rows[:SUGGESTIONS]],
            "more": len(rows) > SUGGESTIONS,
            "text": text,
        }
        return render(request, "customers/lookup_options.html", context)


class CustomerLookup(CardLookup):
    """Customers."""

    permission_required = "customers.view_customer"
    source = CUSTOMERS
