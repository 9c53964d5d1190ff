"""Suggestions while an account or a document is being typed."""

from arcore.ui.lookup import LookupView
from payments.journal.forms import ACCOUNT, BALANCING, DOCUMENTS, GROUPS
from payments.journal.views.asked import CHANGE


class AccountLookup(LookupView):
    permission_required = CHANGE
    source = ACCOUNT


class BalancingLookup(LookupView):
    permission_required = CHANGE
    source = BALANCING


class DocumentLookup(LookupView):
    permission_required = CHANGE
    source = DOCUMENTS


class GroupLookup(LookupView):
    permission_required = CHANGE
    source = GROUPS
