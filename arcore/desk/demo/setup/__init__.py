"""The company before its first business: everything that an administrator would enter."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from arcore.company.models import Company, Currency, User
from arcore.desk.demo.dice import die
from arcore.desk.demo.setup.banks import BANKS, make_banks, make_csv_format, make_mappings
from arcore.desk.demo.setup.chart import Accounts, make_accounts
from arcore.desk.demo.setup.currencies import make_currencies, make_rates
from arcore.desk.demo.setup.groups import Groups, make_groups
from arcore.desk.demo.setup.items import make_items
from arcore.desk.demo.setup.journals import make_journals
from arcore.desk.demo.setup.registration import make_registration
from arcore.desk.demo.setup.series import make_series
from arcore.desk.demo.setup.terms import make_collection_terms, make_methods, make_terms
from arcore.desk.demo.setup.users import make_users
from customers.models import FinanceChargeTerms, PaymentMethod, PaymentTerms, ReminderTerms
from ledger.models import BankAccount, Item
from payments.models import JournalBatch

OPEN_FOR_DAYS = 800  # posting is allowed that far back


@dataclass(frozen=True)
class Setup:
    """What was made, by code or short name."""

    company: Company
    users: dict[str, User]
    accounts: Accounts
    currencies: dict[str, Currency]
    groups: Groups
    terms: dict[str, PaymentTerms]
    methods: dict[str, PaymentMethod]
    reminders: dict[str, ReminderTerms]
    finance_charges: dict[str, FinanceChargeTerms]
    banks: dict[str, BankAccount]
    items: dict[str, Item]
    journals: dict[str, JournalBatch]


def make_setup(today: date, seed: int) -> Setup:
    """Company, people, accounts, groups, rates, terms, banks and items."""
    accounts = make_accounts()
    currencies = make_currencies(accounts)
    make_rates(currencies, today, die(seed, "rates"))
    company = _make_company(currencies["EUR"], today)
    make_series()
    groups = make_groups(accounts)
    terms = make_terms()
    banks = make_banks(accounts, currencies)
    make_csv_format()
    make_mappings(accounts)
    reminders, finance_charges = make_collection_terms()
    users = make_users()
    make_registration(banks, users)
    return Setup(
        company=company,
        users=users,
        accounts=accounts,
        currencies=currencies,
        groups=groups,
        terms=terms,
        methods=make_methods(accounts, terms),
        reminders=reminders,
        finance_charges=finance_charges,
        banks=banks,
        items=make_items(groups),
        journals=make_journals(accounts, banks),
    )


def _make_company(local: Currency, today: date) -> Company:
    _name, iban, bic, _currency, _account = BANKS["MAIN"]
    return Company.objects.create(
        name="Arcadia Cycles SAS",
        address="17 quai Perrache",
        post_code="69002",
        city="Lyon",
        country="FR",
        vat_registration_no="FR83404833048",
        email="accounts@arcadia-cycles.example",
        phone="+33 4 78 00 00 17",
        iban=iban,
        bic=bic,
        local_currency=local,
        allow_posting_from=today - timedelta(days=OPEN_FOR_DAYS),
        payment_discount_grace="5D",
        payment_tolerance_percent=Decimal(1),
        payment_tolerance_max=Decimal(5),
    )
