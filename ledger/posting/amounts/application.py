"""Application: what one applying entry settles (spec ledger-and-application, section 3).

The applying entry (normally the payment) meets open entries by due date, then entry number.
Entries of the opposite sign are settled by it; entries of its own sign (a credit memo beside a
payment) are absorbed only as far as the opposite ones need them, so that the applying entry
ends settled and what is left over stays on the older entry.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from arcore.values.money import ZERO
from ledger.models.open_entry import DetailedEntry
from ledger.posting.acceptance import Acceptance, ToleranceRules
from ledger.posting.amounts.booking import Booking
from ledger.posting.amounts.decision import decide
from ledger.posting.amounts.exchange import exchange_for
from ledger.posting.amounts.offer import Offer, Target, offer_of
from ledger.posting.amounts.pair import pair
from ledger.posting.amounts.revaluation import take_back_unrealized
from ledger.posting.amounts.rounding import application_rounding
from ledger.posting.known import PartyAccounts
from ledger.posting.market import Market
from ledger.posting.plan import Plan, PlannedTransaction, Position

Type = DetailedEntry.EntryType


@dataclass(frozen=True, slots=True)
class Settled:
    """How much of an offer is settled, in the applying entry's currency and without a sign."""

    offer: Offer
    taken: Decimal
    rounding: Decimal

    @property
    def cost(self) -> Decimal:
        """What the applying side pays for it."""
        offer = self.offer
        return self.taken - abs(offer.discount) - offer.written_off - self.rounding


def apply_entry(
    plan: Plan,
    transaction: PlannedTransaction,
    applying: Position,
    targets: Sequence[Target],
    accounts: PartyAccounts,
    *,
    acceptance: Acceptance | None = None,
    market: Market | None = None,
    rules: ToleranceRules | None = None,
) -> None:
    """Append the details and G/L entries of one application to the plan.

    Payment -50.00 with credit memo -30.00 on invoice 60.00: payment and invoice close, the
    credit memo keeps -20.00.
    """
    market = market or Market()
    exchange = exchange_for(applying, market, plan.local)
    plan.applications += 1
    booking = Booking(
        plan, transaction, plan.applications, applying, accounts, market,
        rules or ToleranceRules(), exchange,
    )  # fmt: skip
    ordered = sorted(targets, key=_by_due_date)
    sign = 1 if applying.remaining > 0 else -1
    rest = market.rounding_of(exchange.own)
    opposite = [offer_of(t, exchange, rest) for t in ordered if t.position.remaining * sign < 0]
    same = [offer_of(t, exchange, rest) for t in ordered if t.position.remaining * sign > 0]
    own = abs(applying.remaining)
    pool = own + sum((abs(offer.to_apply) for offer in same), ZERO)
    precision = exchange.precision_of(exchange.own)
    all_close, asked = decide(applying, opposite, pool, acceptance, precision)
    plan.questions.extend(asked)
    settled = list(_settle(opposite, pool, all_close=all_close))
    shortfall = sum((one.cost for one in settled), ZERO) - own
    for offer, amount in _absorbed(same, shortfall):
        pair(booking, offer.position, _of_position(booking, offer, amount), amount * sign)
    for one in settled:
        _book(booking, one, sign)


def _by_due_date(target: Target):
    existing = target.position.existing
    return (target.position.due_date, existing.id if existing else 0)


def _settle(offers: Sequence[Offer], pool: Decimal, *, all_close: bool) -> Iterator[Settled]:
    """Each offer as far as the pool reaches; with tolerance they all close.

    An entry that isn't worth the smallest amount of the applying currency is left as it is.
    """
    left = pool
    for place, offer in enumerate(offers):
        closes = all_close or bool(offer.discount)
        full = abs(offer.remaining) if closes else abs(offer.to_apply)
        need = full - abs(offer.discount) - offer.written_off
        rounding = ZERO
        if not all_close and full == abs(offer.remaining):
            is_last = place == len(offers) - 1
            rounding = _rounding(offer, need - left, is_last=is_last)
        taken = full if all_close or rounding else min(full, left + abs(offer.discount))
        if taken == ZERO:
            continue
        one = Settled(offer, taken, rounding)
        yield one
        left -= one.cost


def _rounding(offer: Offer, gap: Decimal, *, is_last: bool) -> Decimal:
    """What rounding adds to the applying side (positive) or takes of it, between currencies."""
    return ZERO if gap < ZERO and not is_last else application_rounding(gap, offer.rounding)


def _absorbed(same: Iterable[Offer], shortfall: Decimal) -> Iterator[tuple[Offer, Decimal]]:
    """Entries of the applying entry's sign, as far as they are needed; amounts without a sign."""
    for offer in same:
        if shortfall <= ZERO:
            return
        taken = min(abs(offer.to_apply), shortfall)
        shortfall -= taken
        yield offer, taken


def _of_position(booking: Booking, offer: Offer, taken: Decimal) -> Decimal:
    """An amount of the applying entry's currency as an amount of the entry, with its sign."""
    position = offer.position
    if taken == abs(offer.remaining):
        return position.remaining
    amount = booking.exchange.out_of_own(taken, position.currency_id)
    amount = min(amount, abs(position.remaining))
    return amount if position.remaining > 0 else -amount


def _book(booking: Booking, settled: Settled, sign: int) -> None:
    """The rows of one settled entry: what is granted, then the pair that closes it."""
    offer, position, exchange = settled.offer, settled.offer.position, booking.exchange
    if booking.applying.currency_id != exchange.local.code and settled.cost:
        take_back_unrealized(booking, booking.applying, position, settled.cost)
    if offer.discount:
        granted = abs(offer.discount) * sign
        kind = Type.DISCOUNT_TOLERANCE if offer.late else Type.DISCOUNT
        booking.grant(kind, position, granted, _discount_lcy(booking, position, granted))
        position.accepted_discount_tolerance |= offer.late
    if offer.written_off:
        granted = offer.written_off * sign
        booking.grant(
            Type.TOLERANCE, position, granted, exchange.in_local(granted, exchange.own)
        )
        borne = exchange.out_of_own(offer.written_off, position.currency_id)
        position.accepted_tolerance = -sign * borne
    if settled.rounding:
        rest = settled.rounding * sign
        booking.round_off(position, rest, exchange.in_local(rest, exchange.own))
    amount = _of_position(booking, offer, settled.taken)
    pair(booking, position, amount, settled.taken * -sign)


def _discount_lcy(booking: Booking, applied: Position, granted: Decimal) -> Decimal:
    """At the payment's rate; a foreign document paid as it is posted leaves what it leaves."""
    applying, exchange = booking.applying, booking.exchange
    if applied.line is not None and applied.remaining + applying.remaining + granted == ZERO:
        return -(applied.remaining_lcy + applying.remaining_lcy)
    return exchange.in_local(granted, exchange.own)
