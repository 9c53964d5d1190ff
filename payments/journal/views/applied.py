"""From a line to the entries that it is applied to: what stands on the line, and the way there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from arcore.ui.templatetags.ui import money
from payments.journal.marked import Marked
from payments.journal.versions import LINES
from payments.journal.views.asked import VIEW


@require_safe
@permission_required(VIEW, raise_exception=True)
def line_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """The open entries of the line's customer or vendor; back to the line where it has none."""
    line = get_object_or_404(LINES.select_related("batch"), pk=pk)
    if line.party is None:
        told = _(
            "Choose a customer or vendor on this line first; then its entries are applied."
        )
        messages.error(request, told)
        return redirect(f"{line.batch.get_absolute_url()}?row={line.pk}")
    return redirect("applying:apply", line.mark_owner)


def applied_link(line: Any) -> SafeString | str:
    """ "3 documents 1,200.00" for a line with marks, else the mere way to its entries."""
    if line.party is None:
        return ""
    url = reverse("applying:apply", args=[line.mark_owner])
    marked: Marked | None = line.marked
    if marked is None:
        return format_html(
            '<a class="quiet-link" href="{}" tabindex="-1">{}</a>', url, _("Apply")
        )
    told = ngettext("%(count)d document", "%(count)d documents", marked.count)
    amount = "" if marked.amount is None else _amount(line, marked)
    return format_html(
        '<a href="{}" tabindex="-1">{} {}</a>', url, told % {"count": marked.count}, amount
    )


def _amount(line: Any, marked: Marked) -> Any:
    is_other = marked.currency_id != line.currency_id
    return money(marked.amount, marked.currency_id if is_other else "")
