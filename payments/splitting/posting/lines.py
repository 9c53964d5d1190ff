"""The journal lines of a split: a payment of each customer, then the money; pure.

A journal line's amount is a debit of its account when positive: a payment of 600.00 is -600.00 on
the customer, the 1,000.00 that came in 1,000.00 on the bank.
"""

from collections.abc import Collection
from decimal import Decimal

from arcore.values.money import ZERO, round_amount
from ledger.models import DocumentType
from payments.journal.values import Applied, Line, Side
from payments.splitting.posting.values import Share, Split

DOCUMENT = "SPLIT"  # until a number is drawn


def journal_lines(split: Split, refused: Collection[int | None] = ()) -> tuple[Line, ...]:
    """One document. Shares whose numbers were `refused` are left out: nothing is told twice.

    In a foreign currency the money is worth what its shares are, so that the document balances.
    """
    shares = [share for share in split.used if share.number not in refused]
    payments = tuple(_payment(split, share) for share in shares)
    if not payments:
        return ()
    amount = -sum((line.amount for line in payments), ZERO)
    amount_lcy = -sum((line.amount_lcy for line in payments), ZERO)
    number = len(split.shares) + 1
    money = _line(split, number, split.account, amount, amount_lcy, split.description)
    return (*payments, money)


def _payment(split: Split, share: Share) -> Line:
    amount_lcy = round_amount(
        share.amount * (split.factor or Decimal(1)), split.local.precision
    )
    marks = tuple(Applied("customer", part.entry.id, part.amount) for part in share.parts)
    side = Side("customer", share.party.id)
    text = split.description or share.party.name
    return _line(split, share.number, side, -share.amount, -amount_lcy, text, marks)


def _line(
    split: Split,
    number: int,
    side: Side,
    amount: Decimal,
    amount_lcy: Decimal,
    description: str,
    marks: tuple[Applied, ...] = (),
) -> Line:
    return Line(
        number=number,
        posting_date=split.day,
        document_date=split.day,
        document_type=DocumentType.PAYMENT,
        document_no=DOCUMENT,
        external_document_no=split.external_document_no,
        account=side,
        balancing=Side(),
        description=description,
        currency=split.currency,
        factor=split.factor,
        amount=amount,
        amount_lcy=amount_lcy,
        marks=marks,
    )
