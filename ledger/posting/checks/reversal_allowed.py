"""Refuse to reverse what a document posted, what is applied, or what is reversed (section 3)."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest
from ledger.posting.undoing import Reversal, ReversedEntry


def reversal_allowed(request: PostingRequest) -> Iterable[Refusal]:
    """Every reason of every transaction; the period and the block have their own checks."""
    for transaction in request.transactions:
        for reversal in transaction.reversals:
            yield from _complaints(reversal)


def _complaints(reversal: Reversal) -> Iterator[Refusal]:
    document = {"document": reversal.document_no, "no": reversal.transaction_id}
    if not reversal.is_journal:
        message = _(
            "%(document)s was not posted by a journal, so it can't be reversed. Correct a sales "
            "document by a credit memo, an application by unapplying it."
        )
        yield Refusal(message % document)
        return
    if _is_reversed(reversal):
        message = _("Transaction %(no)s, %(document)s, is reversed already.")
        yield Refusal(message % document)
        return
    for one in reversal.entries:
        yield from _entry_complaints(one, reversal)
    for bank in reversal.banks:
        if not bank.open:
            message = _(
                "The bank entry of %(document)s is on a reconciled bank statement, so the money "
                "did move. Post the correction as a journal line of its own."
            )
            yield Refusal(message % {"document": bank.document_no})
    for general in reversal.general:
        if general.account.blocked:
            message = _("G/L account %(no)s %(name)s is blocked. Unblock it, then reverse.")
            yield Refusal(message % {"no": general.account.no, "name": general.account.name})
    if sum(general.amount for general in reversal.general):
        message = _(
            "Transaction %(no)s, %(document)s, is out of balance: it can't be reversed."
        )
        yield Refusal(message % document)


def _is_reversed(reversal: Reversal) -> bool:
    return any(one.entry.reversed for one in reversal.entries) or any(
        general.reversed for general in reversal.general
    )


def _entry_complaints(one: ReversedEntry, reversal: Reversal) -> Iterator[Refusal]:
    facts = {"document": one.entry.document_no, "party": one.entry.party_no}
    if one.is_applied:
        message = _("%(document)s of %(party)s is applied. Unapply it first, then reverse.")
        yield Refusal(message % facts)
    elif one.is_revalued:
        message = _(
            "%(document)s of %(party)s was revalued by an adjustment of exchange rates, so it "
            "stays. Post the opposite amount in a journal and apply the two."
        )
        yield Refusal(message % facts)
    elif one.was_applied and reversal.from_register:
        message = _(
            "%(document)s of %(party)s was applied as it was posted. Reverse its transaction "
            "instead of the whole register; that takes the application along."
        )
        yield Refusal(message % facts)
