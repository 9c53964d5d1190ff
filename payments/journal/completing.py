"""What follows on a line from what was typed: dates, rate, texts, terms; and what lapses.

Each rule takes the line and the names of what was typed, and changes the line in place. What
was typed itself is never replaced.
"""

from collections.abc import Callable, Collection
from typing import Any

from arcore.company.errors import RateMissing
from arcore.company.models import Company, ExchangeRate
from arcore.values.date_formula import DateFormulaError
from arcore.values.money import ZERO, round_amount
from ledger.documents.dates import term_dates
from ledger.models import ApplicationMark, DocumentType
from payments.models import JournalLine

Names = Collection[str]
WITH_TERMS = frozenset({DocumentType.INVOICE, DocumentType.CREDIT_MEMO})
PARTY = frozenset({"account", "account_type", "balancing", "balancing_type"})


def complete(line: JournalLine, typed: Names) -> None:
    """Apply every rule, in the order of `RULES`."""
    for rule in RULES:
        rule(line, typed)


def document_date_follows(line: JournalLine, typed: Names) -> None:
    """The document date goes along with the posting date, unless it is typed itself."""
    if "document_date" not in typed and ("posting_date" in typed or not line.document_date):
        line.document_date = line.posting_date


def names_the_account(line: JournalLine, typed: Names) -> None:
    """Without a description of its own a line carries its account's name."""
    if not line.description and line.account_side is not None:
        line.description = line.account_side.name


def rate_of_the_day(line: JournalLine, typed: Names) -> None:
    """Local currency counts one to one; another takes the rate of the posting date."""
    local = Company.get().local_currency
    if line.currency_id == local.code:
        line.factor = 1
    elif "factor" not in typed and (
        {"currency", "posting_date"} & set(typed) or not line.factor
    ):
        line.factor = _rate(line)
    factor = line.factor or 0
    if "amount_lcy" not in typed or line.currency_id == local.code:
        line.amount_lcy = round_amount(line.amount * factor, local.precision)


def _rate(line: JournalLine) -> Any:
    if line.posting_date is None:
        return None
    try:
        return ExchangeRate.objects.rate_on(line.currency_id, line.posting_date).factor
    except RateMissing:
        return None


def terms_of_the_party(line: JournalLine, typed: Names) -> None:
    """Invoices and credit memos take due date and discount from the party's payment terms."""
    if line.document_type not in WITH_TERMS or line.party is None:
        if "document_type" in typed or PARTY & set(typed):
            line.payment_terms, line.discount_percent = None, ZERO
            line.discount_date = None
        return
    again = PARTY | {"document_type", "document_date", "posting_date", "payment_terms"}
    if not again & set(typed):
        return
    if "payment_terms" not in typed and (PARTY | {"document_type"}) & set(typed):
        line.payment_terms = line.party.payment_terms
    if line.document_date is None:
        return
    try:
        dates = term_dates(line.document_type, line.document_date, line.payment_terms)
    except DateFormulaError:
        return
    if "due_date" not in typed:
        line.due_date = dates.due_date
    if not {"discount_percent", "discount_date"} & set(typed):
        line.discount_percent = dates.discount_percent
        line.discount_date = dates.discount_date


def application_lapses(line: JournalLine, typed: Names) -> None:
    """Another customer or vendor takes the application and the marks away."""
    party = line.party
    for name, column in (
        ("applies_to_customer_entry", "customer_id"),
        ("applies_to_vendor_entry", "vendor_id"),
    ):
        entry = getattr(line, name)
        if entry is not None and (
            party is None or getattr(entry, column) != party.pk or not hasattr(party, "no")
        ):
            setattr(line, name, None)
    if PARTY & set(typed) and line.pk:
        unmark(line)


def posting_group_lapses(line: JournalLine, typed: Names) -> None:
    """A posting group of customers goes with the customer, one of vendors with the vendor."""
    if not (line.customer or line.balancing_customer):
        line.customer_posting_group = None
    if not (line.vendor or line.balancing_vendor):
        line.vendor_posting_group = None


def answers_lapse(line: JournalLine, typed: Names) -> None:
    """An answer to a tolerance question counts for what was asked, and for nothing else."""
    asked = PARTY | {"amount", "posting_date", "currency", "applies_to", "document_type"}
    if asked & set(typed):
        line.forget_answers()


def unmark(line: JournalLine) -> None:
    """Take the line's marks off the ledger entries."""
    ApplicationMark.objects.filter(owner=line.mark_owner).delete()


RULES: tuple[Callable[[JournalLine, Names], None], ...] = (
    document_date_follows,
    names_the_account,
    rate_of_the_day,
    terms_of_the_party,
    application_lapses,
    posting_group_lapses,
    answers_lapse,
)
