"""Questions about customers and other cards, answered in the database."""

from django.db import models

from arcore.values.search_key import search_key


class CardQuerySet(models.QuerySet):
    """Chains with filters and tables."""

    def matching(self, text: str):
        """Cards whose number, name or city contains every word of the text, unaccented."""
        found = self
        for word in search_key(text).split():
            found = found.filter(search_key__contains=word)
        return found
