"""Our own bank accounts, how one of them writes CSV, and texts that always mean an account."""

from decimal import Decimal

from arcore.company.models import Currency
from arcore.desk.demo.setup.chart import Accounts
from ledger.models import BankAccount
from payments.models import BankReconciliationSetup, CsvFormat, TextToAccountMapping

# code -> name, IBAN, BIC, currency, account of the chart
BANKS = {
    "MAIN": (
        "Banque des Confluences",
        "FR7612345690010000123456739",
        "BCFLFRPPXXX",
        "EUR",
        "bank_main",
    ),
    "SECOND": (
        "Crédit des Alpes",
        "FR7623456690020000654321852",
        "CRALFR2LXXX",
        "EUR",
        "bank_second",
    ),
    "SAVINGS": (
        "Banque des Confluences, savings",
        "FR7612345690010000987654377",
        "BCFLFRPPXXX",
        "EUR",
        "bank_savings",
    ),
    "USD": (
        "Banque des Confluences, dollars",
        "FR7612345690010000840840803",
        "BCFLFRPPXXX",
        "USD",
        "bank_usd",
    ),
}
# text on the statement -> account for money in, account for money out
MAPPED_TEXTS = {
    "FRAIS TENUE DE COMPTE": (None, "bank_fees"),
    "COMMISSION CARTES": (None, "bank_fees"),
    "REMISE CARTES": ("cards", None),
    "VERSEMENT ESPECES": ("cash", None),
    "EDF ENTREPRISES": (None, "energy"),
    "LOYER ATELIER": (None, "rent"),
    "URSSAF": (None, "social"),
    "SALAIRES": (None, "wages"),
    "DGFIP TVA": (None, "vat_due"),
    "ASSURANCE FLOTTE": (None, "insurance"),
    "ECHEANCE PRET": (None, "loan"),
    "VIREMENT INTERNE": ("transfers", "transfers"),
    "VIR CADRES DURAVEL": (None, "purchases"),
    "VIR TAIWAN FRAME WORKS": (None, "purchases"),
    "VIR PNEUS ALLOBROGES": (None, "purchases"),
    "VIR BATTERIES VOLTA": (None, "purchases"),
    "VIR SHIMURA COMPONENTS": (None, "purchases"),
    "VIR TEXTILES BEAUJOLAIS": (None, "purchases"),
    "VIR TRANSPORTS RHODANIENS": (None, "freight"),
}
CSV_COLUMNS = {
    "booking_date": "Date",
    "value_date": "Date de valeur",
    "description": "Libellé + Détail",
    "name": "Tiers",
    "account": "Compte du tiers",
    "debit": "Débit",
    "credit": "Crédit",
    "balance": "Solde",
}


def make_banks(accounts: Accounts, currencies: dict[str, Currency]) -> dict[str, BankAccount]:
    """Bank accounts by code, each with its reconciliation set-up."""
    made = {
        code: BankAccount.objects.create(
            code=code,
            name=name,
            iban=iban,
            swift=bic,
            currency=currencies[currency],
            account=accounts[account],
        )
        for code, (name, iban, bic, currency, account) in BANKS.items()
    }
    BankReconciliationSetup.objects.bulk_create(
        BankReconciliationSetup(
            bank_account=bank,
            tolerance_kind=BankReconciliationSetup.ToleranceKind.AMOUNT,
            tolerance_value=Decimal(0),
        )
        for bank in made.values()
    )
    return made


def make_csv_format() -> None:
    """The layout of the second bank's CSV files: debit and credit columns, French numbers."""
    CsvFormat.objects.create(
        name="Crédit des Alpes",
        thousands_separator=" ",
        amount_style=CsvFormat.Style.TWO_COLUMNS,
        currency="EUR",
        **{f"column_{field}": heading for field, heading in CSV_COLUMNS.items()},
    )


def make_mappings(accounts: Accounts) -> None:
    """Texts of the bank that need no customer."""
    TextToAccountMapping.objects.bulk_create(
        TextToAccountMapping(
            text=text,
            debit_account=accounts[money_in] if money_in else None,
            credit_account=accounts[money_out] if money_out else None,
        )
        for text, (money_in, money_out) in MAPPED_TEXTS.items()
    )
