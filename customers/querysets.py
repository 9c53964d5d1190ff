"""Questions about customers, answered in the database."""

from django.db import models
from django.db.models import Q

from arcore.values.search_key import search_key


class CustomerQuerySet(models.QuerySet):
    """Chains with filters and tables."""

    def matching(self, text: str):
        """Customers whose number starts with the text or whose name contains it, unaccented."""
        text = text.strip()
        if not text:
            return self
        return self.filter(Q(no__istartswith=text) | Q(search_key__contains=search_key(text)))
