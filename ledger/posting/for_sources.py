"""What a source needs to build its request: frozen values, fact queries, locks, statements."""

from ledger.posting import amend_rules, amend_tolerance, facts, locks, row_set, under_way
from ledger.posting.acceptance import Acceptance, ToleranceRules
from ledger.posting.amounts.discount import discount_in_time
from ledger.posting.amounts.exchange_adjustment import (
    difference_at,
    taken_back,
    with_earlier,
)
from ledger.posting.amounts.max_tolerance import ToleranceLimits, max_tolerance
from ledger.posting.known import (
    Account,
    Bank,
    OpenEntry,
    Party,
    PartyAccounts,
    PartyKind,
    VatPart,
)
from ledger.posting.market import Currency, Foreign, Market
from ledger.posting.own_marks import set_of
from ledger.posting.questions import Asked, Question
from ledger.posting.request import (
    AccountLine,
    Application,
    BankClosing,
    BankLine,
    Draw,
    Drawn,
    EntryApplication,
    PartyLine,
    Period,
    PostingRequest,
    TransactionRequest,
)
from ledger.posting.shown import shown
from ledger.posting.sql import Query, fetch, fetch_together, run
from ledger.posting.undoing import (
    PostedDetail,
    PostedGeneral,
    Revaluation,
    Reversal,
    ReversedBank,
    ReversedEntry,
    Unapplication,
)

__all__ = [
    "Acceptance",
    "Account",
    "AccountLine",
    "Application",
    "Asked",
    "Bank",
    "BankClosing",
    "BankLine",
    "Currency",
    "Draw",
    "Drawn",
    "EntryApplication",
    "Foreign",
    "Market",
    "OpenEntry",
    "Party",
    "PartyAccounts",
    "PartyKind",
    "PartyLine",
    "Period",
    "PostedDetail",
    "PostedGeneral",
    "PostingRequest",
    "Query",
    "Question",
    "Revaluation",
    "Reversal",
    "ReversedBank",
    "ReversedEntry",
    "ToleranceLimits",
    "ToleranceRules",
    "TransactionRequest",
    "Unapplication",
    "VatPart",
    "amend_rules",
    "amend_tolerance",
    "difference_at",
    "discount_in_time",
    "facts",
    "fetch",
    "fetch_together",
    "locks",
    "max_tolerance",
    "row_set",
    "run",
    "set_of",
    "shown",
    "taken_back",
    "under_way",
    "with_earlier",
]
