"""What is paid of one entry, kept as it is typed."""

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arcore.company.models import User
from arcore.values.money import ZERO
from ledger.models import ApplicationMark, CustomerLedgerEntry
from ledger.posting import PostingRefused, Refusal
from ledger.posting.for_sources import shown
from payments.models import SplitReceipt
from payments.splitting.offers import offer_of
from payments.splitting.preparing import changing
from payments.splitting.totals import totals_of
from payments.splitting.who import who_marked


@transaction.atomic
def pay(
    pk: int, entry: CustomerLedgerEntry, amount: Decimal, user: User, now: datetime
) -> None:
    """So much of the money is for the entry; nothing takes it off. The amounts are typed now.

    Raises `PostingRefused` for an amount that the entry can't take; then nothing changes.
    """
    receipt = changing(pk)
    SplitReceipt.objects.filter(pk=pk).update(is_proposed=False)
    keep(receipt, entry, amount, user, now)


@transaction.atomic
def pay_all(pk: int, entry: CustomerLedgerEntry, user: User, now: datetime) -> None:
    """What closes the entry, or all that is left to split where that is less."""
    receipt = changing(pk)
    SplitReceipt.objects.filter(pk=pk).update(is_proposed=False)
    ApplicationMark.objects.filter(owner=receipt.owner, customer_entry=entry).delete()
    closes, left = offer_of(receipt, entry).closes_with, totals_of(receipt).open
    amount = min(closes, left) if left > ZERO and closes > ZERO else closes
    keep(receipt, entry, amount, user, now)


def keep(
    receipt: SplitReceipt,
    entry: CustomerLedgerEntry,
    amount: Decimal,
    user: User,
    now: datetime,
) -> None:
    """Store the amount of an entry of one of the receipt's customers, under its lock."""
    own = ApplicationMark.objects.filter(owner=receipt.owner, customer_entry=entry)
    if not amount:
        own.delete()
        return
    message = complaint(receipt, entry, amount)
    if message:
        raise PostingRefused([Refusal(message, field="amount")])
    facts = {"amount": amount, "marked_by": user, "marked_at": now}
    try:
        with transaction.atomic():
            ApplicationMark.objects.update_or_create(
                owner=receipt.owner, customer_entry=entry, defaults=facts
            )
    except IntegrityError as error:
        theirs = ApplicationMark.objects.get(customer_entry=entry)
        raise PostingRefused([Refusal(who_marked(theirs), field="amount")]) from error


def complaint(receipt: SplitReceipt, entry: CustomerLedgerEntry, amount: Decimal) -> str | None:
    """Why the entry can't take the amount; None when it can."""
    facts = {
        "document": entry.document_no,
        "remaining": shown(entry.remaining),
        "amount": shown(amount),
        "currency": receipt.currency_id,
        "theirs": entry.currency_id,
        "day": date_format(entry.posting_date, "SHORT_DATE_FORMAT"),
    }
    if not entry.open:
        return _("%(document)s is closed: there is nothing left to pay.") % facts
    if entry.currency_id != receipt.currency_id:
        return (
            _("%(document)s is in %(theirs)s, the money in %(currency)s: pay it separately.")
            % facts
        )
    if entry.posting_date > receipt.posting_date:
        return _("%(document)s was posted on %(day)s, after the money was received.") % facts
    if (amount > 0) != (entry.remaining > 0):
        return _("The amount for %(document)s must have the sign of %(remaining)s.") % facts
    if abs(amount) > abs(entry.remaining):
        return _("%(document)s has only %(remaining)s left, not %(amount)s.") % facts
    return None
