"""Change payment tolerance: the set-up of a currency, and all its open entries (spec section 5).

The set-up commits first. Postings that began before may have read the old one, so they are
waited for; then the entries follow in chunks, from their remaining amounts, those of customers
without tolerance untouched. A run that was cut off goes on where it stopped: an entry that has
followed no longer differs.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import pghistory
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from arcore.company.models import Company, Currency
from ledger.models import ToleranceChange
from ledger.posting import PartyKind, PostingRefused, Refusal
from ledger.posting.for_sources import ToleranceLimits, amend_tolerance, under_way
from ledger.posting.for_sources import amend_rules as rules
from ledger.tolerance.limits import limits_of, set_limits

CHUNK_ENTRIES = 1_000
HUNDRED = Decimal(100)
COUNTED = {PartyKind.CUSTOMER: "customer_entries", PartyKind.VENDOR: "vendor_entries"}


@transaction.atomic
def change_payment_tolerance(
    code: str,
    new: ToleranceLimits,
    *,
    seen: ToleranceLimits,
    reason: str,
    key: UUID,
    user_id: int | None,
    now: datetime,
) -> ToleranceChange:
    """Store the new set-up of a currency; the same key again changes nothing.

    `seen` is what the user looked at. Raises `PostingRefused` with every refusal. The open
    entries don't follow yet: call `let_entries_follow` once this has committed.
    """
    company = Company.objects.select_for_update(no_key=True).get()
    currency = Currency.objects.select_for_update(no_key=True).get(code=code)
    if known := ToleranceChange.objects.filter(key=key).first():
        return known
    now_set = limits_of(currency, company)
    if refusals := list(_refusals(currency, now_set, new, seen, reason.strip())):
        raise PostingRefused(refusals)
    with pghistory.context(user=user_id):
        set_limits(currency, company, new.percent, new.most)
    return ToleranceChange.objects.create(
        key=key,
        currency=currency,
        percent_before=now_set.percent,
        percent=new.percent,
        most_before=now_set.most,
        most=new.most,
        reason=reason.strip(),
        user_id=user_id,
        changed_at=now,
    )


def _refusals(
    currency: Currency,
    now_set: ToleranceLimits,
    new: ToleranceLimits,
    seen: ToleranceLimits,
    reason: str,
) -> Iterator[Refusal]:
    if seen != now_set:
        message = _(
            "Somebody changed the payment tolerance of %(currency)s meanwhile. Look at what it is "
            "now and confirm again."
        )
        yield Refusal(message % {"currency": currency})
    if not reason:
        yield Refusal(_("Say why the tolerance is changed."), field="reason")
    if len(reason) > rules.LONGEST_REASON:
        message = _("The reason is longer than %(length)s characters: shorten it.")
        yield Refusal(message % {"length": rules.LONGEST_REASON}, field="reason")
    if not 0 <= new.percent <= HUNDRED:
        yield Refusal(_("Choose a percentage from 0 to 100."), field="percent")
    if new.most < 0:
        yield Refusal(_("Choose a largest amount of 0 or more."), field="most")
    elif new.most % currency.precision:
        message = _("%(currency)s has %(decimals)s decimals: shorten the amount.")
        facts = {"currency": currency, "decimals": currency.decimals}
        yield Refusal(message % facts, field="most")


def let_entries_follow(
    change: ToleranceChange,
    *,
    now: datetime,
    wait_s: int,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> ToleranceChange:
    """Let every open entry of the currency follow the set-up, chunk by chunk.

    Waits up to `wait_s` for postings that may have read the old set-up and refuses when they
    don't end; run again, it finds what is left. `report` is told how many entries are done, of
    how many.
    """
    if not under_way.wait_for_postings(wait_s):
        raise PostingRefused([_postings_under_way()])
    scope = amend_tolerance.Scope(currency=change.currency_id)
    left = [
        (kind, ids[start : start + CHUNK_ENTRIES])
        for kind in PartyKind
        for ids in [amend_tolerance.differing(kind, scope)]
        for start in range(0, len(ids), CHUNK_ENTRIES)
    ]
    total, done = sum(len(ids) for _kind, ids in left), 0
    for kind, ids in left:
        report(done, total)
        _update(change, kind, scope, ids, now)
        done += len(ids)
    ToleranceChange.objects.filter(pk=change.pk).update(finished_at=now)
    report(done, total)
    change.refresh_from_db()
    return change


@transaction.atomic
def _update(
    change: ToleranceChange,
    kind: PartyKind,
    scope: amend_tolerance.Scope,
    ids: list[int],
    now: datetime,
) -> None:
    changed = amend_tolerance.amend_open_entries(
        kind,
        scope,
        ids,
        reason=change.reason,
        user_id=change.user_id,
        now=now,
    )
    counted = COUNTED[kind]
    ToleranceChange.objects.filter(pk=change.pk).update(**{counted: F(counted) + changed})


def _postings_under_way() -> Refusal:
    return Refusal(
        _(
            "Other postings are still under way. The set-up is changed; once they are done, let "
            "the open entries follow: choose “Continue” at the change."
        )
    )
