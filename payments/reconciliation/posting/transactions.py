"""The transaction that a statement line becomes: the party, G/L or bank side and our bank.

Document no. = statement no., posting date = transaction date. Money in from a customer is a
Payment, money out to him a Refund; for vendors it is the other way round.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from customers.blocking import Action
from ledger.models import BankLedgerEntry, DocumentType
from ledger.posting.for_sources import (
    Acceptance,
    Account,
    AccountLine,
    Application,
    Bank,
    BankLine,
    Currency,
    OpenEntry,
    Party,
    PartyKind,
    PartyLine,
    TransactionRequest,
)
from payments.reconciliation.posting.facts import Journal, Line

OURS = 0  # the bank's own side; the other one has the number of its line
Balancing = BankLedgerEntry.BalancingType


class Known:
    """The rows that lines name, by id; `acceptance` says what was answered about a line."""

    def __init__(
        self,
        customers: Mapping[int, Party],
        vendors: Mapping[int, Party],
        accounts: Mapping[int, Account],
        banks: Mapping[int, Bank],
        entries: Mapping[tuple[str, int], OpenEntry],
    ) -> None:
        self.customers, self.vendors = customers, vendors
        self.accounts, self.banks, self.entries = accounts, banks, entries
        self.acceptance: Callable[[int], Acceptance | None] = lambda _number: None

    def party(self, line: Line) -> Party:
        """The customer or vendor of a line."""
        if line.account_type == "customer":
            return self.customers[line.customer_id or 0]
        return self.vendors[line.vendor_id or 0]


OldestFirst = Callable[[Line, Party, Decimal], tuple[Application, ...]]


def transaction_of(
    line: Line,
    journal: Journal,
    known: Known,
    local: Currency,
    oldest: OldestFirst,
) -> TransactionRequest:
    """One balanced transaction; `oldest` says what a payment on account settles."""
    lcy = journal.in_local(line.amount, line.day, local)
    assert lcy is not None, "the check `rates_known` refuses this"
    kind, other, balancing = _other_side(line, lcy, journal, known, local, oldest)
    ours = BankLine(
        number=OURS,
        bank=known.banks[journal.bank_id],
        document_type=kind,
        amount=line.amount,
        amount_lcy=lcy,
        description=_words(line),
        external_document_no=line.transaction_id[:35],
        balancing_type=balancing[0],
        balancing_no=balancing[1],
        statement_no=journal.statement_no if journal.reconcile else "",
        statement_line_no=line.number if journal.reconcile else None,
        closed_at=journal.statement_date if journal.reconcile else None,
    )
    return TransactionRequest(
        posting_date=line.day,
        document_type=kind,
        document_no=journal.statement_no,
        lines=(other, ours),
        number=line.number,
    )


def _other_side(
    line: Line,
    lcy: Decimal,
    journal: Journal,
    known: Known,
    local: Currency,
    oldest: OldestFirst,
) -> tuple[str, PartyLine | AccountLine | BankLine, tuple[str, str]]:
    if line.account_type == "account":
        account = known.accounts[line.account_id or 0]
        general = AccountLine(line.number, account, -lcy, _words(line))
        return DocumentType.BLANK, general, (Balancing.ACCOUNT, account.no)
    if line.account_type == "bank":
        return DocumentType.BLANK, *_other_bank(line, lcy, journal, known)
    party = known.party(line)
    payment = (line.amount > 0) == (party.kind is PartyKind.CUSTOMER)
    kind = DocumentType.PAYMENT if payment else DocumentType.REFUND
    currency = Currency(journal.currency_code, Decimal(1).scaleb(-journal.decimals))
    balancing = Balancing.CUSTOMER if party.kind is PartyKind.CUSTOMER else Balancing.VENDOR
    factor = Decimal(1) if currency.code == local.code else journal.rates.on(line.day)
    applies = _applications(line, known)
    side = PartyLine(
        number=line.number,
        party=party,
        document_type=kind,
        amount=-line.amount,
        amount_lcy=-lcy,
        currency=currency,
        due_date=line.day,
        document_date=line.day,
        factor=factor or Decimal(1),
        description=_words(line),
        external_document_no=line.transaction_id[:35],
        payment_reference=line.payment_reference[:50],
        action=Action.RECONCILE_PAYMENT if party.kind is PartyKind.CUSTOMER else None,
        applies=applies or oldest(line, party, -line.amount),
        tolerance=known.acceptance(line.number) if applies else None,
    )
    return kind, side, (balancing, party.no)


def _other_bank(
    line: Line, lcy: Decimal, journal: Journal, known: Known
) -> tuple[BankLine, tuple[str, str]]:
    """A transfer between two accounts of ours; both are in one currency (source checks)."""
    other = known.banks[line.bank_id or 0]
    side = BankLine(
        number=line.number,
        bank=other,
        document_type=DocumentType.BLANK,
        amount=-line.amount,
        amount_lcy=-lcy,
        description=_words(line),
        balancing_type=Balancing.BANK,
        balancing_no=journal.bank_code,
    )
    return side, (Balancing.BANK, other.code)


def _applications(line: Line, known: Known) -> tuple[Application, ...]:
    return tuple(
        Application(entry=known.entries[(part.kind, part.entry_id)], amount=part.amount)
        for part in line.on_entries
        if part.entry_id is not None and (part.kind, part.entry_id) in known.entries
    )


def _words(line: Line) -> str:
    return (line.text or line.party_name)[:250]
