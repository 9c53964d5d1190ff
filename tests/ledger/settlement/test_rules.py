"""The sentence of each rule, with the figures that an accountant checks it by."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from ledger.settlement.pairs import Granted, Settlement
from ledger.settlement.rules import sentences

D = Decimal


def entry(amount: str, **fields: Any) -> Any:
    """An entry in euros: until 15 January with discount, until the 20th with grace."""
    known = {
        "amount": D(amount),
        "currency_id": "EUR",
        "original_factor": D(1),
        "posting_date": date(2026, 1, 15),
        "discount_date": date(2026, 1, 15),
        "discount_tolerance_date": date(2026, 1, 20),
    }
    return SimpleNamespace(**{**known, **fields})


def settled(invoice: Any, paid: Any, *granted: tuple[str, str, str], **fields: Any):
    """The payment settles the invoice; `granted` are (kind, amount, amount in LCY)."""
    fields.setdefault("applied_amount", invoice.amount)
    fields.setdefault("amount_lcy", invoice.amount * invoice.original_factor)
    register = SimpleNamespace(source=fields.pop("source", "payment-journal"))
    one = Settlement(
        7, register, paid.posting_date, invoice, paid, paid, amount=invoice.amount, **fields
    )
    for kind, amount, lcy in granted:
        one.granted[kind] = Granted(D(amount), D(lcy))
    return one


@pytest.mark.parametrize(
    ("paid_on", "granted", "said"),
    [
        (15, [("discount", "-20", "-20")], [
            "Discount 20.00 EUR: paid 15 Jan 2026, discount date 15 Jan 2026."
        ]),
        (15, [("discount_vat_excl", "-20", "-20"), ("discount_vat", "-3.80", "-3.80")], [
            "Discount 23.80 EUR: paid 15 Jan 2026, discount date 15 Jan 2026. "
            "VAT taken back: 3.80 EUR."
        ]),
        (18, [("disc_tolerance", "-20", "-20")], [
            "Late discount 20.00 EUR accepted: paid 18 Jan 2026, discount date 15 Jan 2026, "
            "grace until 20 Jan 2026."
        ]),
        (18, [("tolerance", "-5", "-5")], [
            "Payment tolerance 5.00 EUR of at most 10.00 EUR: so much was missing."
        ]),
        (18, [("tolerance", "5", "5")], [
            "Payment tolerance 5.00 EUR of at most 10.00 EUR: so much was paid too much."
        ]),
        (18, [("disc_tolerance", "-20", "-20"), ("tolerance", "-5", "-5")], [
            "Late discount 20.00 EUR accepted: paid 18 Jan 2026, discount date 15 Jan 2026, "
            "grace until 20 Jan 2026.",
            "Payment tolerance 5.00 EUR of at most 10.00 EUR: so much was missing.",
        ]),
        (18, [("appln_rounding", "-0.02", "-0.02")], [
            "Application rounding 0.02 EUR: a rest between two currencies was closed."
        ]),
        (18, [("correction", "0", "0.01")], [
            "Correction 0.01: what remains stands at its own rate."
        ]),
        (18, [("unrealized_loss", "0", "4")], [
            "Unrealized loss 4.00 of an adjustment taken back."
        ]),
        (18, [], []),
    ],
)  # fmt: skip
def test_what_was_granted_is_said_with_its_limits(paid_on, granted, said):
    paid = entry("-980", posting_date=date(2026, 1, paid_on))
    one = settled(entry("1000"), paid, *granted, max_tolerance_before=D(10))
    assert sentences(one) == said


def test_a_refund_of_a_credit_memo_is_short_with_the_other_sign():
    memo, refund = entry("-1000"), entry("995")
    one = settled(memo, refund, ("tolerance", "5", "5"), max_tolerance_before=D(-5))
    assert sentences(one) == [
        "Payment tolerance 5.00 EUR of at most 5.00 EUR: so much was missing."
    ]


@pytest.mark.parametrize(
    ("kind", "lcy", "rate", "word"),
    [("realized_gain", "10", "1.20", "gain"), ("realized_loss", "-10", "1.00", "loss")],
)
def test_a_gain_or_loss_names_both_rates(kind, lcy, rate, word):
    invoice = entry("100", currency_id="USD", original_factor=D("1.10"))
    paid = entry("-100", currency_id="USD", original_factor=D(rate))
    shown = f"{D(rate):.4f}"
    assert sentences(settled(invoice, paid, (kind, "0", lcy))) == [
        f"Realized {word} 10.00: 100.00 USD at 1.1000, paid at {shown}."
    ]


def test_local_money_for_a_foreign_invoice_tells_what_was_paid_for_one():
    invoice, paid = entry("100", currency_id="USD", original_factor=D("1.10")), entry("-120")
    one = settled(invoice, paid, ("realized_gain", "0", "10"), amount_lcy=D(120))
    assert sentences(one) == ["Realized gain 10.00: 100.00 USD at 1.1000, paid at 1.2000."]


def test_a_reversal_is_no_payment():
    one = settled(entry("1000"), entry("-1000"), source="reversal")
    assert sentences(one) == ["Reversed: the two entries close each other."]


def test_the_rules_speak_french():
    one = settled(entry("1000"), entry("-980"), ("discount", "-20", "-20"))
    with translation.override("fr"):
        assert sentences(one) == [
            "Escompte 20,00 EUR : réglé le 15/01/2026, date d’escompte 15/01/2026."
        ]
