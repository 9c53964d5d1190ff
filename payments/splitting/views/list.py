"""Split receipts in preparation, whoever prepares them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from arcore.ui.actions import Action
from arcore.ui.lists import EmptyState, ListView
from payments.splitting.tables import SplitTable
from payments.splitting.totals import totals_by_receipt
from payments.splitting.views.asked import ADD, RECEIPTS, VIEW

NEW = Action(_("Split a receipt"), "splitting:create", ADD, "plus", primary=True, key="c")


class SplitList(ListView):
    """The newest first; posted ones are among the posted journals."""

    permission_required = VIEW
    title = _("Split receipts")
    queryset = RECEIPTS
    table_class = SplitTable
    default_sort = "-pk"
    actions = (NEW,)
    empty = EmptyState(
        _("No receipt is being split"),
        _("When one transfer pays for several customers, split it here."),
        NEW,
    )

    def complete(self, rows: Sequence[Any]) -> None:
        totals = totals_by_receipt(rows)
        for row in rows:
            row.totals = totals[row.pk]
