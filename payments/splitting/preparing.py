"""A split receipt while it is prepared: opened, changed, its customers, and when it goes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from arcore.company.models import Company, User
from customers.models import Customer
from ledger.models import ApplicationMark
from ledger.posting import PostingRefused, Refusal
from ledger.posting.for_sources import locks
from payments.models import SplitCustomer, SplitReceipt
from payments.splitting.offers import entries_of, offers_of
from payments.splitting.proposal import propose

MOST_CUSTOMERS = 100


def open_receipt(values: Mapping[str, Any], user: User) -> SplitReceipt:
    """A new receipt of the money that came in; nobody is chosen yet."""
    receipt = SplitReceipt(prepared_by=user)
    _set(receipt, values)
    receipt.save()
    return receipt


@transaction.atomic
def change_money(pk: int, values: Mapping[str, Any], user: User, now: datetime) -> SplitReceipt:
    """Another amount, date or account; amounts in another currency are taken away."""
    receipt = changing(pk)
    _set(receipt, values)
    receipt.save()
    own = ApplicationMark.objects.filter(owner=receipt.owner)
    own.exclude(customer_entry__currency=receipt.currency).delete()
    follow(receipt, user, now)
    return receipt


@transaction.atomic
def add_customers(
    pk: int, customers: Iterable[Customer], user: User, now: datetime
) -> SplitReceipt:
    """Some of the money is for these customers; one who is there already changes nothing."""
    chosen = list(customers)
    receipt = changing(pk, [customer.pk for customer in chosen])
    let_join(receipt, chosen)
    follow(receipt, user, now)
    return receipt


def let_join(receipt: SplitReceipt, customers: Iterable[Customer]) -> None:
    """Some of the money is for these too; refused when they become too many."""
    rows = [SplitCustomer(receipt=receipt, customer=customer) for customer in customers]
    SplitCustomer.objects.bulk_create(rows, ignore_conflicts=True)
    count = receipt.customers.count()
    if count > MOST_CUSTOMERS:
        message = _(
            "A split has at most %(most)d customers, this would make %(count)d. Split the rest "
            "of the money in a second receipt."
        )
        facts = {"most": MOST_CUSTOMERS, "count": count}
        raise PostingRefused([Refusal(message % facts, field="customer")])


@transaction.atomic
def remove_customer(pk: int, customer_id: int, user: User, now: datetime) -> None:
    """Nothing is for this customer after all."""
    receipt = changing(pk)
    receipt.customers.filter(customer_id=customer_id).delete()
    marks = ApplicationMark.objects.filter(owner=receipt.owner)
    marks.filter(customer_entry__customer_id=customer_id).delete()
    if receipt.rest_to_id == customer_id:
        SplitReceipt.objects.filter(pk=pk).update(rest_to=None)
    follow(receipt, user, now)


@transaction.atomic
def give_rest_to(pk: int, customer_id: int | None) -> None:
    """What no document takes goes on account of one of the customers, or of nobody."""
    receipt = changing(pk)
    if customer_id and not receipt.customers.filter(customer_id=customer_id).exists():
        message = _("The rest can go on account of a customer of this split only: add them.")
        raise PostingRefused([Refusal(message, field="rest_to")])
    SplitReceipt.objects.filter(pk=pk).update(rest_to=customer_id)


@transaction.atomic
def propose_again(pk: int, user: User, now: datetime) -> None:
    """Typed amounts are let go; the oldest documents of all customers come first."""
    receipt = changing(pk)
    SplitReceipt.objects.filter(pk=pk).update(is_proposed=True)
    receipt.is_proposed = True
    follow(receipt, user, now)


@transaction.atomic
def discard(pk: int) -> None:
    """The receipt goes with all that was prepared; nothing was posted."""
    receipt = changing(pk)
    ApplicationMark.objects.filter(owner=receipt.owner).delete()
    receipt.delete()


def changing(pk: int, joining: Iterable[int] = ()) -> SplitReceipt:
    """The receipt under its lock and in its next version; refused when it is gone.

    Its customers, and those `joining` by id, are held as well, all at once: two splits that mark
    entries of the same customers wait here, and never for each other's marks.
    """
    locks.take_rows("payments_splitreceipt", [pk])
    receipt = SplitReceipt.objects.filter(pk=pk).first()
    if receipt is None:
        message = _("This split receipt was posted or discarded meanwhile.")
        raise PostingRefused([Refusal(message)])
    receipt.version += 1
    receipt.save(update_fields=["version"])
    present = receipt.customers.values_list("customer_id", flat=True)
    locks.take(locks.Wanted(customers={*present, *joining}))
    return receipt


def follow(receipt: SplitReceipt, user: User, now: datetime) -> None:
    """Work the amounts out anew while they are proposals; typed ones stay."""
    if not receipt.is_proposed:
        return
    ApplicationMark.objects.filter(owner=receipt.owner).delete()
    amounts = propose(receipt.amount, offers_of(receipt, entries_of(receipt)))
    mark(receipt, amounts, user, now)


def mark(
    receipt: SplitReceipt, amounts: Mapping[int, Decimal], user: User, now: datetime
) -> None:
    """Mark entries, by id, with what is paid of them; what somebody else marked stays theirs."""
    ApplicationMark.objects.bulk_create(
        [
            ApplicationMark(
                owner=receipt.owner,
                customer_entry_id=entry_id,
                amount=amount,
                marked_by=user,
                marked_at=now,
            )
            for entry_id, amount in amounts.items()
        ],
        ignore_conflicts=True,  # the page tells whose it is
    )


def _set(receipt: SplitReceipt, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(receipt, name, value)
    receipt.currency = (
        receipt.bank.currency if receipt.bank is not None else Company.get().local_currency
    )
