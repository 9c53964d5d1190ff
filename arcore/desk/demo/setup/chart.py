"""The chart of accounts: numbers of the French plan, names that both languages understand."""

from typing import NamedTuple

from ledger.models import GLAccount

ASSETS, LIABILITIES, EQUITY, INCOME, EXPENSE = GLAccount.Category.values


class Row(NamedTuple):
    """`direct` says whether a journal may use the account without a subledger."""

    no: str
    name: str
    category: str
    direct: bool = True


CHART = {
    "capital": Row("10130", "Share capital", EQUITY),
    "reserves": Row("10610", "Legal reserve", EQUITY),
    "loan": Row("16400", "Bank loan", LIABILITIES),
    "workshop": Row("21540", "Workshop equipment", ASSETS),
    "payables": Row("40110", "Suppliers", LIABILITIES, direct=False),
    "receivables": Row("41110", "Customers, domestic", ASSETS, direct=False),
    "receivables_eu": Row("41120", "Customers, European Union", ASSETS, direct=False),
    "receivables_export": Row("41130", "Customers, export", ASSETS, direct=False),
    "wages_due": Row("42100", "Wages due", LIABILITIES),
    "social_due": Row("43100", "Social security", LIABILITIES),
    "vat_due": Row("44551", "VAT to be paid", LIABILITIES),
    "vat_input": Row("44566", "VAT deductible", ASSETS),
    "vat_20": Row("44571", "VAT collected 20 %", LIABILITIES, direct=False),
    "vat_10": Row("44572", "VAT collected 10 %", LIABILITIES, direct=False),
    "vat_55": Row("44573", "VAT collected 5.5 %", LIABILITIES, direct=False),
    "unrealized_loss": Row("47610", "Unrealized exchange losses", ASSETS),
    "unrealized_gain": Row("47710", "Unrealized exchange gains", LIABILITIES),
    "cards": Row("51150", "Card payments to be received", ASSETS),
    "bank_main": Row("51210", "Banque des Confluences", ASSETS, direct=False),
    "bank_second": Row("51220", "Crédit des Alpes", ASSETS, direct=False),
    "bank_savings": Row("51230", "Savings account", ASSETS, direct=False),
    "bank_usd": Row("51240", "US dollar account", ASSETS, direct=False),
    "cash": Row("53000", "Cash desk", ASSETS),
    "transfers": Row("58000", "Transfers between accounts", ASSETS),
    "purchases": Row("60700", "Purchases of goods", EXPENSE),
    "energy": Row("60610", "Energy and water", EXPENSE),
    "rent": Row("61320", "Rent of premises", EXPENSE),
    "insurance": Row("61600", "Insurance", EXPENSE),
    "freight": Row("62410", "Freight on sales", EXPENSE),
    "bank_fees": Row("62700", "Bank fees", EXPENSE),
    "wages": Row("64100", "Wages", EXPENSE),
    "social": Row("64500", "Social charges", EXPENSE),
    "tolerance_loss": Row("65800", "Payment differences, cost", EXPENSE),
    "discount_given": Row("66500", "Payment discounts granted", EXPENSE),
    "exchange_loss": Row("66600", "Exchange losses", EXPENSE),
    "sales_bikes": Row("70710", "Sales of bicycles", INCOME),
    "sales_parts": Row("70720", "Sales of parts and clothing", INCOME),
    "sales_books": Row("70730", "Sales of maps and guide books", INCOME),
    "sales_eu": Row("70740", "Sales, European Union", INCOME),
    "sales_export": Row("70750", "Sales, export", INCOME),
    "services": Row("70600", "Workshop services and tours", INCOME),
    "training": Row("70620", "Training, exempt from VAT", INCOME),
    "freight_income": Row("70850", "Freight charged", INCOME),
    "returns": Row("70970", "Sales returns and credits", INCOME),
    "tolerance_gain": Row("75800", "Payment differences, income", INCOME),
    "interest": Row("76300", "Interest charged to customers", INCOME),
    "fees": Row("70880", "Reminder fees", INCOME),
    "discount_taken": Row("76500", "Payment discounts received", INCOME),
    "exchange_gain": Row("76600", "Exchange gains", INCOME),
}

Accounts = dict[str, GLAccount]


def make_accounts() -> Accounts:
    """Every account, by its short name."""
    made = GLAccount.objects.bulk_create(
        GLAccount(no=row.no, name=row.name, category=row.category, direct_posting=row.direct)
        for row in CHART.values()
    )
    return dict(zip(CHART, made, strict=True))
