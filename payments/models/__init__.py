"""One model per file."""

from payments.models.application_rule import PaymentApplicationRule
from payments.models.applied_entry import AppliedEntry
from payments.models.bank_setup import BankReconciliationSetup
from payments.models.bank_statement import BankStatement, BankStatementLine
from payments.models.choices import (
    AccountType,
    AmountMatch,
    BalancingType,
    Confidence,
    DebitMatch,
    NameMatching,
    NumberMatch,
    PartyMatch,
    RecurringMethod,
)
from payments.models.csv_format import CsvFormat
from payments.models.imported_line import ImportedLine
from payments.models.imported_statement import ImportedStatement
from payments.models.journal_batch import JournalBatch
from payments.models.journal_line import MARK_OWNER, JournalLine
from payments.models.journal_outlook import JournalOutlook
from payments.models.journal_template import JournalTemplate
from payments.models.matching_settings import MatchingSettings
from payments.models.posted_journal import PostedJournal, PostedJournalLine
from payments.models.posted_reconciliation import (
    PostedReconciliation,
    PostedReconciliationLine,
)
from payments.models.reconciliation_journal import ReconciliationJournal
from payments.models.reconciliation_line import LineChange, LineStatus, ReconciliationLine
from payments.models.registration_line import RegistrationLine
from payments.models.registration_setup import RegistrationSetup
from payments.models.split_receipt import SplitCustomer, SplitReceipt
from payments.models.statement_upload import StatementUpload, StatementUploadChunk
from payments.models.text_mapping import TextToAccountMapping

__all__ = [
    "MARK_OWNER",
    "AccountType",
    "AmountMatch",
    "AppliedEntry",
    "BalancingType",
    "BankReconciliationSetup",
    "BankStatement",
    "BankStatementLine",
    "Confidence",
    "CsvFormat",
    "DebitMatch",
    "ImportedLine",
    "ImportedStatement",
    "JournalBatch",
    "JournalLine",
    "JournalOutlook",
    "JournalTemplate",
    "LineChange",
    "LineStatus",
    "MatchingSettings",
    "NameMatching",
    "NumberMatch",
    "PartyMatch",
    "PaymentApplicationRule",
    "PostedJournal",
    "PostedJournalLine",
    "PostedReconciliation",
    "PostedReconciliationLine",
    "ReconciliationJournal",
    "ReconciliationLine",
    "RecurringMethod",
    "RegistrationLine",
    "RegistrationSetup",
    "SplitCustomer",
    "SplitReceipt",
    "StatementUpload",
    "StatementUploadChunk",
    "TextToAccountMapping",
]
