"""Payment terms and methods, and the heads of reminder and finance charge terms."""

from decimal import Decimal

from arcore.desk.demo.setup.chart import Accounts
from customers.models import FinanceChargeTerms, PaymentMethod, PaymentTerms, ReminderTerms
from ledger.models import PaymentMethodSetup

TERMS = {
    "COD": ("Cash on delivery", "0D", "", 0),
    "7D": ("Net 7 days", "7D", "", 0),
    "14D": ("Net 14 days", "14D", "", 0),
    "30D": ("Net 30 days", "30D", "", 0),
    "60D": ("Net 60 days", "60D", "", 0),
    "CM": ("End of the current month", "CM", "", 0),
    "1M(8D)": ("1 month, 2 % within 8 days", "1M", "8D", 2),
}
METHODS = {
    "TRANSFER": "Bank transfer",
    "CHEQUE": "Cheque",
    "CASH": "Cash",
    "CARD": "Card",
    "DEBIT": "Direct debit",
}
PAYS_AT_ONCE = {"CASH": "cash", "CARD": "cards"}  # method -> account of the chart
REMINDERS = {"DOMESTIC": "Domestic reminders", "FOREIGN": "Foreign reminders"}
FINANCE_CHARGES = {"1.5DOM": "1.5 % a month, domestic", "2.0FOR": "2 % a month, foreign"}


def make_terms() -> dict[str, PaymentTerms]:
    """Payment terms by code."""
    return {
        code: PaymentTerms.objects.create(
            code=code,
            description=description,
            due_formula=due,
            discount_formula=discount,
            discount_percent=Decimal(percent),
        )
        for code, (description, due, discount, percent) in TERMS.items()
    }


def make_methods(
    accounts: Accounts, terms: dict[str, PaymentTerms]
) -> dict[str, PaymentMethod]:
    """Payment methods by code; cash and card pay a document when it is posted."""
    made = {
        code: PaymentMethod.objects.create(
            code=code,
            description=description,
            direct_debit=code == "DEBIT",
            direct_debit_terms=terms["30D"] if code == "DEBIT" else None,
        )
        for code, description in METHODS.items()
    }
    PaymentMethodSetup.objects.bulk_create(
        PaymentMethodSetup(method=made[code], account=accounts[account])
        for code, account in PAYS_AT_ONCE.items()
    )
    return made


def make_collection_terms() -> tuple[dict[str, ReminderTerms], dict[str, FinanceChargeTerms]]:
    """Heads of reminder terms and of finance charge terms, by code."""
    reminders = ReminderTerms.objects.bulk_create(
        ReminderTerms(code=code, description=text) for code, text in REMINDERS.items()
    )
    charges = FinanceChargeTerms.objects.bulk_create(
        FinanceChargeTerms(code=code, description=text)
        for code, text in FINANCE_CHARGES.items()
    )
    return {r.code: r for r in reminders}, {c.code: c for c in charges}
