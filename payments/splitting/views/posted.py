"""What became of a split receipt: it goes when it is posted, and its addresses lead on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from arcore.ui.actions import address
from arcore.ui.preview import ResultLink, tell_result
from ledger.models import Register
from payments.models import PostedJournal
from payments.splitting.posting import SplitPosting


def tell_posted(request: HttpRequest, register: Register, title: Any = "") -> HttpResponse:
    """To the list, with links to what the receipt wrote."""
    links = [
        ResultLink(
            _("Register %(no)s") % {"no": register.pk},
            address("ledger:register", (register.pk,)),
        )
    ]
    posted = PostedJournal.objects.filter(register=register).first()
    if posted and (url := address("journal:posted", (posted.pk,))):
        links.append(ResultLink(_("Posted journal"), url))
    tell_result(request, title or _("The receipt is split and posted."), links)
    return redirect("splitting:list")


def to_what_it_posted(request: HttpRequest, pk: int) -> HttpResponse:
    """For a page of a receipt that is gone, as after Back; 404 if it was never posted."""
    register = get_object_or_404(Register, source=SplitPosting.name, source_id=str(pk))
    return tell_posted(request, register, _("Split receipt %(no)s is posted.") % {"no": pk})
