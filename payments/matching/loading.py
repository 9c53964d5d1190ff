"""What an automatic run reads: lines, parties, open bank entries, rules and marks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from payments.matching.amounts import Tolerance
from payments.matching.engine import Settings
from payments.matching.evidence import FindsParties
from payments.matching.in_memory import EntriesInMemory
from payments.matching.parties import BalancingParties, Parties, Party, account_key
from payments.matching.rules import Rule, RuleTable
from payments.matching.sql import array, array_sql, ask
from payments.matching.text_mappings import Mapping
from payments.matching.values import Entry, Ledger, Line
from payments.models import (
    BankReconciliationSetup,
    Confidence,
    MatchingSettings,
    PaymentApplicationRule,
    ReconciliationJournal,
    TextToAccountMapping,
)
from payments.models.choices import NameMatching

_LINES = """
SELECT id, line_no, transaction_date, amount, text, additional_info, related_party_name,
    related_party_address, related_party_city, related_party_account, payment_reference,
    coalesce(nullif(transaction_id, ''), end_to_end_id)
FROM payments_reconciliationline WHERE journal_id = %s {which} ORDER BY line_no
"""
_UNDECIDED = f"AND parent_id IS NULL AND confidence < {int(Confidence.MANUAL)}"
_NOT_CHILDREN = "AND parent_id IS NULL"
KEYS = array_sql("text")
_CUSTOMER_ACCOUNTS = f"""
SELECT match_key, customer_id FROM customers_customerbankaccount
WHERE match_key = ANY({KEYS}) ORDER BY id
"""
_VENDOR_ACCOUNTS = f"""
SELECT key, id FROM (
    SELECT upper(regexp_replace(iban, '[^A-Za-z0-9]', '', 'g')) AS key, id FROM ledger_vendor
) v WHERE key = ANY({KEYS}) ORDER BY id
"""
_BANK_ENTRIES = """
SELECT e.id, coalesce(c.id, -v.id, 0), e.document_type, e.document_no, e.external_document_no,
    '', e.posting_date, e.posting_date, e.remaining
FROM ledger_bankledgerentry e
LEFT JOIN customers_customer c ON e.balancing_type = 'customer' AND c.no = e.balancing_no
LEFT JOIN ledger_vendor v ON e.balancing_type = 'vendor' AND v.no = e.balancing_no
WHERE e.bank_account_id = %s AND e.open AND NOT e.reversed AND e.id <> ALL(%s)
"""
_MARKED = """
SELECT 'customer', customer_entry_id FROM payments_appliedentry a {of} AND customer_entry_id > 0
UNION SELECT 'vendor', vendor_entry_id FROM payments_appliedentry a {of} AND vendor_entry_id > 0
UNION SELECT 'bank', bank_entry_id FROM payments_appliedentry a {of} AND bank_entry_id > 0
"""
_ELSEWHERE = """JOIN payments_reconciliationline l ON l.id = a.line_id
JOIN payments_reconciliationjournal j ON j.id = l.journal_id
WHERE j.status = 'open' AND (j.id <> %s OR l.id = ANY(%s))"""


def lines_of(journal: ReconciliationJournal, *, overwrite: bool) -> list[Line]:
    """The lines to be matched; Manual and Accepted ones and children only with `overwrite`.

    Children carry what a person transferred to another account: they always stay out.
    """
    which = _NOT_CHILDREN if overwrite else _UNDECIDED
    return [Line(*row) for row in ask(_LINES.format(which=which), (journal.pk,))]


def marked_entries(
    journal: ReconciliationJournal, kept_line_ids: Sequence[int]
) -> dict[Ledger, set[int]]:
    """Entries that open lines already name: of other journals, and of lines that stay as is."""
    params = (journal.pk, list(kept_line_ids)) * 3
    marked: dict[Ledger, set[int]] = {ledger: set() for ledger in Ledger}
    for ledger, entry_id in ask(_MARKED.format(of=_ELSEWHERE), params):
        marked[Ledger(ledger)].add(entry_id)
    return marked


def kept_lines(journal: ReconciliationJournal, matched: Iterable[Line]) -> list[int]:
    """The lines of the journal that the run leaves alone."""
    touched = {line.id for line in matched}
    ids = journal.lines.values_list("id", flat=True)
    return [line_id for line_id in ids if line_id not in touched]


def has_open_entries(ledger: Ledger) -> bool:
    """Whether there is anything to look for in a ledger."""
    table = (
        "ledger_customerledgerentry"
        if ledger == Ledger.CUSTOMER
        else "ledger_vendorledgerentry"
    )
    return bool(ask(f"SELECT 1 FROM {table} WHERE open LIMIT 1"))


def parties_of(ledger: Ledger, lines: Iterable[Line], mode: str) -> Parties:
    """All customers (or vendors) by name, and those that own the lines' bank accounts."""
    table = "customers_customer" if ledger == Ledger.CUSTOMER else "ledger_vendor"
    rows = ask(f"SELECT id, name, address, city FROM {table} ORDER BY id")
    keys = array({account_key(line.account) for line in lines} - {""})
    text = _CUSTOMER_ACCOUNTS if ledger == Ledger.CUSTOMER else _VENDOR_ACCOUNTS
    accounts: dict[str, list[int]] = defaultdict(list)
    for key, party_id in ask(text, (keys,)):
        accounts[key].append(party_id)
    return Parties([Party(*row) for row in rows], mode, accounts)


def finders_of(lines: Sequence[Line], mode: NameMatching) -> dict[Ledger, FindsParties]:
    """Who finds the parties of each ledger."""
    customers = parties_of(Ledger.CUSTOMER, lines, mode)
    vendors = parties_of(Ledger.VENDOR, lines, mode)
    return {
        Ledger.CUSTOMER: customers,
        Ledger.VENDOR: vendors,
        Ledger.BANK: BalancingParties(customers, vendors),
    }


def bank_entries(journal: ReconciliationJournal, left_out: Iterable[int]) -> EntriesInMemory:
    """The open entries of the bank account itself; `due_date` is their posting date."""
    rows = ask(_BANK_ENTRIES, (journal.bank_account_id, list(left_out)))
    return EntriesInMemory(Ledger.BANK, (Entry(Ledger.BANK, *row) for row in rows))


def settings_of(journal: ReconciliationJournal, switches: MatchingSettings) -> Settings:
    """Rules, tolerance and mappings as they are now."""
    setup = BankReconciliationSetup.objects.filter(bank_account=journal.bank_account).first()
    setup = setup or BankReconciliationSetup(bank_account=journal.bank_account)
    is_percentage = setup.tolerance_kind == BankReconciliationSetup.ToleranceKind.PERCENTAGE
    precision = journal.bank_account.currency.precision
    return Settings(
        table=RuleTable.of(rule_of(row) for row in PaymentApplicationRule.objects.all()),
        tolerance=Tolerance(setup.tolerance_value, is_percentage, precision),
        apply_immediately=switches.apply_immediately,
        mappings=[
            mapping_of(row) for row in TextToAccountMapping.objects.filter(documents_of=None)
        ],
    )


def rule_of(row: PaymentApplicationRule) -> Rule:
    """A row of the rule table as a plain value."""
    return Rule(
        confidence=Confidence(row.confidence),
        priority=row.priority,
        party=row.party,
        number=row.number,
        amount=row.amount,
        debit=row.debit,
        review_required=row.review_required,
        apply_immediately=row.apply_immediately,
    )


def mapping_of(row: TextToAccountMapping) -> Mapping:
    """A text-to-account mapping as a plain value."""
    other: Any = row.customer_id or row.vendor_id or row.bank_account_id
    return Mapping(
        id=row.pk,
        text=row.text,
        account_type=row.account_type,
        account_in=other or row.debit_account_id,
        account_out=other or row.credit_account_id,
    )
