"""The transactions that journal lines become; pure, so that whoever has lines can use it.

A line with a balancing account has two sides and balances by itself; other lines balance each
other within their document.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from arcore.values.date_formula import DateFormula
from arcore.values.money import ZERO, round_amount
from customers.blocking import Action
from ledger.models import DocumentType
from ledger.posting.for_sources import (
    Account,
    AccountLine,
    Application,
    BankLine,
    Drawn,
    Party,
    PartyLine,
    TransactionRequest,
    max_tolerance,
)
from payments.journal.values import Journal, Line, Side

HUNDRED = Decimal(100)
LIKE_INVOICES = frozenset({DocumentType.INVOICE, DocumentType.BLANK})

RequestLine = PartyLine | AccountLine | BankLine
Document = tuple[str | Drawn, list[Line]]
Applies = Callable[[Line, Party], tuple[Application, ...]]


def transactions_of(journal: Journal, applies: Applies) -> tuple[TransactionRequest, ...]:
    """One balanced transaction a document, in order of posting date.

    `applies` says what a customer's or vendor's line settles. With a posting number series the
    i-th document gets its i-th number. Where documents need not balance by themselves, one that
    doesn't shares its transaction with those that follow until they balance together.
    """
    series = journal.posting_series
    documents: list[Document] = [
        (lines[0].document_no if series is None else Drawn(series.series_id, place), lines)
        for place, lines in enumerate(journal.groups())
    ]
    opposites = [
        (number, [opposite_of(line) for line in lines if line.method.reverses])
        for number, lines in documents
    ]
    reversing = [(number, lines) for number, lines in opposites if lines]
    return (
        *_together(journal, documents, applies),
        *_together(journal, reversing, _nothing),
    )


def _together(
    journal: Journal, documents: Iterable[Document], applies: Applies
) -> Iterator[TransactionRequest]:
    left = ZERO
    for number, lines in documents:
        document = transaction_of(journal, lines, number, applies)
        yield replace(document, continues=bool(left))
        if not journal.force_document_balance:
            left += sum((line.amount_lcy for line in document.lines), ZERO)


def transaction_of(
    journal: Journal, lines: Sequence[Line], number: str | Drawn, applies: Applies
) -> TransactionRequest:
    """One transaction of lines with the same posting date and document type."""
    day = lines[0].posting_date
    assert day is not None, "the check `posting_date_given` refuses this"
    return TransactionRequest(
        posting_date=day,
        document_type=lines[0].document_type,
        document_no=number,
        lines=tuple(side for line in lines for side in sides_of(journal, line, applies)),
        by_line=True,
    )


def opposite_of(line: Line) -> Line:
    """What a reversing line posts on the day after its posting date."""
    assert line.posting_date is not None, "the check `posting_date_given` refuses this"
    next_day = line.posting_date + timedelta(days=1)
    return replace(
        line,
        posting_date=next_day,
        document_date=next_day,
        amount=-line.amount,
        amount_lcy=-line.amount_lcy,
        applies_to=None,
        marks=(),
    )


def sides_of(journal: Journal, line: Line, applies: Applies) -> list[RequestLine]:
    """The line's account, and its balancing account with the opposite amount if it has one."""
    if not line.amount:
        return []  # a balance method found nothing on the account
    sides = [_side(journal, line, line.account, line.balancing, 1, applies)]
    if line.balancing.is_given:
        sides.append(_side(journal, line, line.balancing, line.account, -1, applies))
    return sides


def _side(
    journal: Journal, line: Line, side: Side, other: Side, sign: int, applies: Applies
) -> RequestLine:
    if side.is_party:
        party = journal.known.party(line)
        assert party is not None, "a line has one party side, and that is known"
        return _party_line(journal, line, party, sign, applies)
    if side.kind == "bank":
        return _bank_line(journal, line, side, other, sign)
    return AccountLine(
        number=line.number,
        account=journal.known.accounts[side.id or 0],
        amount_lcy=line.amount_lcy * sign,
        description=line.description,
    )


def _party_line(
    journal: Journal, line: Line, party: Party, sign: int, applies: Applies
) -> PartyLine:
    day = line.posting_date
    assert day is not None, "the check `posting_date_given` refuses this"
    document_date = line.document_date or day
    discount, last_day = discount_possible(line, line.amount * sign, journal.grace)
    return PartyLine(
        number=line.number,
        party=party,
        document_type=line.document_type,
        amount=line.amount * sign,
        amount_lcy=line.amount_lcy * sign,
        currency=line.currency,
        factor=line.factor or Decimal(1),
        due_date=line.due_date or document_date,
        document_date=document_date,
        description=line.description or party.name,
        external_document_no=line.external_document_no,
        payment_reference=line.payment_reference,
        discount_date=line.discount_date if line.discount_percent else None,
        discount_possible=discount,
        discount_tolerance_date=last_day,
        max_tolerance=max_tolerance(
            line.document_type,
            line.amount * sign,
            line.tolerance,
            line.currency.precision,
            blocked=party.block_payment_tolerance,
        ),
        on_hold=line.on_hold,
        payment_terms_id=line.payment_terms_id,
        payment_method_id=line.payment_method_id,
        action=block_action(line.document_type),
        applies=applies(line, party),
        tolerance=journal.acceptance(line) if line.applies_to or line.marks else None,
    )


def block_action(document_type: str) -> Action:
    """Which row of the block matrix asks: 14 for an invoice or a blank type, else 13."""
    if document_type in LIKE_INVOICES:
        return Action.POST_JOURNAL_INVOICE
    return Action.POST_PAYMENT


def discount_possible(line: Line, amount: Decimal, grace: str) -> tuple[Decimal, date | None]:
    """Discount that the document offers, with its sign, and its last day with grace.

    1,200.00 at 2 % -> 24.00; zero when the posting date is past the discount date plus grace.
    """
    if not line.discount_percent or line.discount_date is None:
        return ZERO, None
    last_day = DateFormula.parse(grace).apply(line.discount_date)
    if line.posting_date is not None and line.posting_date > last_day:
        return ZERO, last_day
    share = amount * line.discount_percent / HUNDRED
    return round_amount(share, line.currency.precision), last_day


def _bank_line(journal: Journal, line: Line, side: Side, other: Side, sign: int) -> BankLine:
    bank = journal.known.banks[side.id or 0]
    own = bank.currency_id == line.currency.code
    return BankLine(
        number=line.number,
        bank=bank,
        document_type=line.document_type,
        amount=(line.amount if own else line.amount_lcy) * sign,
        amount_lcy=line.amount_lcy * sign,
        description=line.description,
        external_document_no=line.external_document_no,
        balancing_type=other.kind if other.is_given else "",
        balancing_no=_number(journal, other) if other.is_given else "",
    )


def _number(journal: Journal, side: Side) -> str:
    known = journal.known
    if side.is_party:
        return known.parties[(side.kind, side.id or 0)].no
    if side.kind == "bank":
        return known.banks[side.id or 0].code
    return known.accounts[side.id or 0].no


def _nothing(line: Line, party: Party) -> tuple[Application, ...]:
    return ()


def balanced_for_checking(transaction: TransactionRequest) -> TransactionRequest:
    """The transaction as it stands, completed by a line on no account.

    A document of which a line can't be read, or that was told to be out of balance, still has
    its other lines checked: the person hears everything at once, and nothing twice.
    """
    total = sum((line.amount_lcy for line in transaction.lines), ZERO)
    if not total:
        return transaction
    filler = Account(0, "", "", blocked=False, direct_posting=True, is_bank=False)
    last = AccountLine(transaction.lines[-1].number, filler, -total)
    return replace(transaction, lines=(*transaction.lines, last))
