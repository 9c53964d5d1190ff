"""Each document type has its side; vendors are the mirror of customers."""

import pytest

from ledger.posting.checks.sign_of_document import sign_of_document
from tests.ledger.posting.requests import VENDOR, messages, party, party_line, request_of

EITHER = {"+": False, "-": False}
DEBIT = {"+": False, "-": True}
CREDIT = {"+": True, "-": False}


@pytest.mark.parametrize("sign", "+-")
@pytest.mark.parametrize(
    ("document_type", "refused"),
    [
        ("invoice", DEBIT),
        ("refund", DEBIT),
        ("reminder", DEBIT),
        ("payment", CREDIT),
        ("credit_memo", CREDIT),
        ("finance_charge_memo", EITHER),
        ("", EITHER),
    ],
)
def test_customers_and_vendors_mirror_each_other(document_type, refused, sign):
    amount, mirrored = (f"{sign}10", f"{'-' if sign == '+' else '+'}10")
    customer = party_line(amount, document_type)
    vendor = party_line(mirrored, document_type, party=party(VENDOR))
    for line in (customer, vendor):
        assert bool(messages(sign_of_document(request_of(line)))) is refused[sign]


@pytest.mark.parametrize("document_type", ["invoice", "payment"])
def test_zero_has_no_sign(document_type):
    assert messages(sign_of_document(request_of(party_line("0", document_type)))) == []
