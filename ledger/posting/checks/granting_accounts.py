"""Refuse an application that may grant a discount or tolerance without an account for it."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ledger.posting.amounts.discount import PAYING
from ledger.posting.amounts.tolerance import MATCHING
from ledger.posting.applying import Applying, applyings
from ledger.posting.known import OpenEntry
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest


def granting_accounts(request: PostingRequest) -> Iterable[Refusal]:
    """Customers' discounts are an expense (debit), those on credit memos and vendors income."""
    rules = request.tolerance_rules
    for applying in applyings(request):
        needed: set[tuple[bool, bool]] = set(
            _discounts(applying, late_as=rules.late_as_discount)
        )
        needed |= set(_tolerances(applying, as_discount=rules.payment_as_discount))
        accounts = applying.party.accounts
        for as_discount, debit in sorted(needed):
            if as_discount:
                account = accounts.discount_debit if debit else accounts.discount_credit
            else:
                account = accounts.tolerance_debit if debit else accounts.tolerance_credit
            if account is None:
                yield _missing(applying, as_discount=as_discount)


def _discounts(applying: Applying, *, late_as: bool) -> Iterator[tuple[bool, bool]]:
    """Which accounts the discounts still possible need: (discount account, debit side)."""
    if applying.document_type not in PAYING:
        return
    for target in applying.targets():
        if isinstance(target, OpenEntry):
            discount = target.remaining_discount
        else:
            discount = target.discount_possible
        if not discount or target.discount_date is None:
            continue
        if applying.paid_on <= target.discount_date:
            yield True, discount > 0
        elif (
            applying.tolerance is not None
            and target.discount_tolerance_date is not None
            and applying.paid_on <= target.discount_tolerance_date
        ):
            yield late_as, discount > 0


def _tolerances(applying: Applying, *, as_discount: bool) -> Iterator[tuple[bool, bool]]:
    """An accepted difference may be missing or too much: both sides are needed."""
    if applying.tolerance is None or not applying.tolerance.payment:
        return
    matching = MATCHING.get(applying.document_type)
    if any(t.max_tolerance and t.document_type == matching for t in applying.targets()):
        yield as_discount, True
        yield as_discount, False


def _missing(applying: Applying, *, as_discount: bool) -> Refusal:
    message = (
        _(
            "The posting group of %(no)s %(name)s has no payment discount account. "
            "Ask an administrator to complete the posting setup."
        )
        if as_discount
        else _(
            "The posting group of %(no)s %(name)s has no payment tolerance account. "
            "Ask an administrator to complete the posting setup."
        )
    )
    facts = {"no": applying.party.no, "name": applying.party.name}
    return Refusal(message % facts, applying.number)
