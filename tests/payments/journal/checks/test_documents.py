"""Discounts where the type allows them, numbers used once, recurring lines complete."""

from decimal import Decimal

import pytest

from payments.journal.checks.discount_allowed import discount_allowed
from payments.journal.checks.number_unused import number_unused
from payments.journal.checks.recurring_complete import recurring_complete
from payments.journal.values import Side
from tests.builders import TODAY
from tests.payments.journal.builders import ACCOUNT, BANK, journal, line, told

TWO = Decimal(2)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"document_type": "invoice", "discount_percent": TWO, "discount_date": TODAY}, None),
        ({"document_type": "invoice"}, None),
        ({"document_type": "invoice", "discount_percent": TWO}, "discount_date"),
        (
            {"document_type": "payment", "discount_percent": TWO, "discount_date": TODAY},
            "discount_percent",
        ),
        ({"document_type": "payment", "discount_date": TODAY}, "discount_percent"),
        (
            {"document_type": "credit_memo", "discount_percent": TWO, "discount_date": TODAY},
            "discount_percent",
        ),
        (
            {
                "document_type": "credit_memo",
                "discount_percent": TWO,
                "discount_date": TODAY,
                "terms_on_credit_memos": True,
            },
            None,
        ),
        (
            {
                "document_type": "invoice",
                "discount_percent": TWO,
                "discount_date": TODAY,
                "account": ACCOUNT,
            },
            "discount_percent",
        ),
    ],
)
def test_invoices_offer_discount_and_credit_memos_whose_terms_say_so(fields, field):
    found = told(discount_allowed(journal(line(**fields))))
    assert [one for _line, one in found] == ([field] if field else [])


@pytest.mark.parametrize(
    ("kind", "refused"),
    [
        ("payment", False),
        ("", False),
        ("invoice", True),
        ("credit_memo", True),
        ("finance_charge_memo", True),
        ("reminder", True),
        ("refund", True),
    ],
)
def test_a_number_is_used_once_in_a_type_but_payments_share(kind, refused):
    used = frozenset({(kind, "X1")})
    one = line(document_type=kind, document_no="X1")
    in_ledger = told(number_unused(journal(one, numbers_used=used)))
    assert in_ledger == ([(10_000, "document_no")] if refused else [])
    in_batch = told(number_unused(journal(one, one)))
    assert in_batch == ([(20_000, "document_no")] if refused else [])


def test_numbers_of_other_types_vendors_and_a_posting_series_dont_count():
    used = frozenset({("credit_memo", "X1")})
    invoice = {"document_type": "invoice", "document_no": "X1"}
    assert told(number_unused(journal(line(**invoice), numbers_used=used))) == []
    vendor = line(account=Side("vendor", 1), **invoice)
    assert told(number_unused(journal(vendor, vendor))) == []
    numbered = journal(line(**invoice), line(**invoice), posting_series=object())
    assert told(number_unused(numbered)) == []


FIXED = {"recurring_method": "fixed", "frequency": "1M", "document_type": ""}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        (FIXED, None),
        ({**FIXED, "recurring_method": ""}, "recurring_method"),
        ({**FIXED, "frequency": ""}, "frequency"),
        ({**FIXED, "frequency": "0D"}, "frequency"),
        ({**FIXED, "frequency": "-1M"}, "frequency"),
        ({**FIXED, "frequency": "nonsense"}, "frequency"),
        ({**FIXED, "recurring_method": "reversing_fixed"}, None),
        (
            {**FIXED, "recurring_method": "reversing_fixed", "document_type": "payment"},
            "document_type",
        ),
        ({**FIXED, "recurring_method": "balance", "amount": "0", "account": ACCOUNT}, None),
        ({**FIXED, "recurring_method": "balance", "account": ACCOUNT}, "amount"),
        ({**FIXED, "recurring_method": "balance", "amount": "0"}, "account"),
        (
            {
                **FIXED,
                "recurring_method": "balance",
                "amount": "0",
                "account": ACCOUNT,
                "balancing": Side(),
            },
            "account",
        ),
    ],
)
def test_a_recurring_line_says_how_it_comes_again(fields, field):
    fields = dict(fields)
    one = line(fields.pop("amount", "-100"), **{"balancing": BANK, **fields})
    found = told(recurring_complete(journal(one, recurring=True)))
    assert [name for _line, name in found] == ([field] if field else [])


def test_a_recurring_method_belongs_to_a_recurring_journal():
    assert told(recurring_complete(journal(line()))) == []
    found = told(recurring_complete(journal(line(**FIXED))))
    assert found == [(10_000, "recurring_method")]
