"""A small company for tests, and the shortest way to a customer, a draft, a posted invoice.

Local currency EUR; VAT 20 % on goods; terms 1M(8D): due in a month, 2 % within 8 days.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib.auth.models import Group

from arcore.company.models import Company, Currency, ExchangeRate, NumberSeries, SeriesUse, User
from arcore.company.purposes import Purpose
from customers.models import (
    BusinessGroup,
    Customer,
    CustomerPostingGroup,
    PaymentMethod,
    PaymentTerms,
    VatBusinessGroup,
)
from ledger.documents.directions import goes_in_steps
from ledger.documents.posting import post_documents
from ledger.models import (
    BankAccount,
    CurrencyPostingSetup,
    CustomerLedgerEntry,
    CustomerPostingSetup,
    GeneralPostingSetup,
    GLAccount,
    Item,
    PaymentMethodSetup,
    PostedInvoice,
    ProductGroup,
    SalesDocument,
    SalesLine,
    VatPostingSetup,
    VatProductGroup,
    Vendor,
    VendorPostingGroup,
)
from ledger.posting import post

TODAY = date(2026, 1, 23)

ACCOUNTS = {
    "equity": ("1010", "Share capital", "equity", True),
    "receivables": ("4110", "Customers", "assets", False),
    "payables": ("4010", "Vendors", "liabilities", False),
    "vat": ("4457", "VAT collected", "liabilities", False),
    "bank": ("5120", "Bank", "assets", False),
    "bank_usd": ("5121", "Bank USD", "assets", False),
    "cash": ("5300", "Cash", "assets", True),
    "fees": ("6270", "Bank fees", "expense", True),
    "tolerance_cost": ("6580", "Payment differences, cost", "expense", True),
    "discount": ("6650", "Discounts granted", "expense", True),
    "exchange_loss": ("6660", "Exchange losses", "expense", True),
    "unrealized_loss": ("4760", "Unrealized exchange losses", "assets", True),
    "unrealized_gain": ("4770", "Unrealized exchange gains", "liabilities", True),
    "rounding": ("6581", "Rounding differences", "expense", True),
    "application_rounding": ("6582", "Application rounding", "expense", True),
    "tolerance_income": ("7580", "Payment differences, income", "income", True),
    "exchange_gain": ("7660", "Exchange gains", "income", True),
    "discount_received": ("7650", "Discounts received", "income", True),
    "sales": ("7070", "Sales of goods", "income", True),
    "returns": ("7090", "Sales returns", "income", True),
    "services": ("7060", "Services", "income", True),
}
SERIES = {
    Purpose.CUSTOMER: ("CUST", "C", 5, False),
    Purpose.VENDOR: ("VEND", "V", 5, False),
    Purpose.QUOTE: ("S-QUO", "Q", 5, False),
    Purpose.ORDER: ("S-ORD", "O", 5, False),
    Purpose.INVOICE: ("S-INV", "I", 5, False),
    Purpose.CREDIT_MEMO: ("S-CRM", "M", 5, False),
    Purpose.RETURN_ORDER: ("S-RET", "R", 5, False),
    Purpose.SHIPMENT: ("PS-SHP", "SHP", 5, False),
    Purpose.RETURN_RECEIPT: ("PS-RCP", "RCP", 5, False),
    Purpose.POSTED_INVOICE: ("PS-INV", "INV", 5, True),
    Purpose.POSTED_CREDIT_MEMO: ("PS-CRM", "CRM", 5, True),
    Purpose.RECONCILIATION: ("REC", "REC", 5, False),
}


@dataclass
class House:
    """What `build_house` made; `accounts` by short name, see ACCOUNTS."""

    company: Company
    eur: Currency
    usd: Currency
    accounts: dict[str, GLAccount]
    bank: BankAccount
    bank_usd: BankAccount
    customer_group: CustomerPostingGroup
    business_group: BusinessGroup
    vat_group: VatBusinessGroup
    product_group: ProductGroup
    vat_product_group: VatProductGroup
    vendor_group: VendorPostingGroup
    terms: PaymentTerms
    plain_terms: PaymentTerms
    cash_method: PaymentMethod
    item: Item
    numbers: Any = field(default_factory=lambda: count(1))

    def user(self, username: str = "jane", role: str = "accountant") -> User:
        """Someone with a role."""
        user = User.objects.create_user(username, password="correct horse battery")
        user.groups.add(Group.objects.get(name=role))
        return user

    def customer(self, name: str = "Adatum", **fields: Any) -> Customer:
        """A customer ready to be posted to."""
        fields.setdefault("no", f"C{next(self.numbers):05d}")
        fields.setdefault("posting_group", self.customer_group)
        fields.setdefault("business_group", self.business_group)
        fields.setdefault("vat_business_group", self.vat_group)
        return Customer.objects.create(name=name, **fields)

    def vendor(self, name: str = "Contoso", **fields: Any) -> Vendor:
        """A vendor ready to be posted to."""
        fields.setdefault("no", f"V{next(self.numbers):05d}")
        return Vendor.objects.create(name=name, posting_group=self.vendor_group, **fields)

    def accounts_of(self, currency: Currency) -> None:
        """Give another currency its gain and loss accounts."""
        _exchange_accounts(currency, self.accounts)

    def draft(
        self,
        customer: Customer,
        *lines: tuple[str, str],
        kind: str = SalesDocument.Type.INVOICE,
        day: date = TODAY,
        **fields: Any,
    ) -> SalesDocument:
        """A draft with item lines given as (quantity, unit price), 20 % VAT."""
        lines = lines or (("1", "1000"),)
        fields.setdefault("bill_to", customer.bill_to_customer or customer)
        fields.setdefault("due_date", day)
        fields.setdefault("currency", self.eur)
        draft = SalesDocument.objects.create(
            type=kind,
            no=f"D{next(self.numbers):06d}",
            sell_to=customer,
            sell_to_name=customer.name,
            bill_to_name=fields["bill_to"].name,
            posting_date=day,
            document_date=day,
            posting_group=self.customer_group,
            business_group=self.business_group,
            vat_business_group=self.vat_group,
            **fields,
        )
        ships = Decimal(1 if goes_in_steps(kind) else 0)
        SalesLine.objects.bulk_create(
            SalesLine(
                document=draft,
                line_no=place * 10_000,
                item=self.item,
                description=self.item.description,
                quantity=Decimal(quantity),
                unit_price=Decimal(price),
                product_group=self.product_group,
                vat_product_group=self.vat_product_group,
                vat_rate=Decimal(20),
                to_ship=Decimal(quantity) * ships,
                to_invoice=Decimal(quantity),
            )
            for place, (quantity, price) in enumerate(lines, start=1)
        )
        return draft

    def post_draft(self, draft: SalesDocument, **options: Any):
        """Post it as it stands; returns the register."""
        draft.refresh_from_db(fields=["version"])
        options.setdefault("user_id", None)
        return post(post_documents({draft.pk: draft.version}, today=TODAY, **options))

    def invoice_of(
        self, gross: str, customer: Customer | None = None, day: date = TODAY, **fields: Any
    ) -> CustomerLedgerEntry:
        """A posted invoice of a total incl. VAT, as its customer ledger entry."""
        customer = customer or self.customer()
        draft = self.draft(customer, ("1", gross), day=day, prices_including_vat=True, **fields)
        register = self.post_draft(draft)
        return PostedInvoice.objects.get(register=register).entry


def _accounts() -> dict[str, GLAccount]:
    made = GLAccount.objects.bulk_create(
        GLAccount(no=no, name=name, category=category, direct_posting=direct)
        for no, name, category, direct in ACCOUNTS.values()
    )
    return dict(zip(ACCOUNTS, made, strict=True))


def _number_series() -> None:
    series = NumberSeries.objects.bulk_create(
        NumberSeries(
            code=code,
            description=code,
            prefix=prefix,
            digits=digits,
            starting_number=1,
            last_number=0,
            gapless=gapless,
        )
        for code, prefix, digits, gapless in SERIES.values()
    )
    SeriesUse.objects.bulk_create(
        SeriesUse(purpose=purpose, series=one)
        for purpose, one in zip(SERIES, series, strict=True)
    )


def _difference_accounts(accounts: dict[str, GLAccount]) -> dict[str, GLAccount]:
    names = {
        "discount_debit": "discount",
        "discount_credit": "discount_received",
        "tolerance_debit": "tolerance_cost",
        "tolerance_credit": "tolerance_income",
        "rounding": "rounding",
        "application_rounding": "application_rounding",
    }
    return {f"{purpose}_account": accounts[name] for purpose, name in names.items()}


def _exchange_accounts(currency: Currency, accounts: dict[str, GLAccount]) -> None:
    CurrencyPostingSetup.objects.create(
        currency=currency,
        realized_gain_account=accounts["exchange_gain"],
        realized_loss_account=accounts["exchange_loss"],
        unrealized_gain_account=accounts["unrealized_gain"],
        unrealized_loss_account=accounts["unrealized_loss"],
    )


def build_house(**company: Any) -> House:
    """Company, currencies, accounts, posting setup, series, terms, a bank and an item."""
    eur = Currency.objects.create(code="EUR", description="Euro", decimals=2, symbol="€")
    usd = Currency.objects.create(code="USD", description="US dollar", decimals=2, symbol="$")
    ExchangeRate.objects.create(
        currency=usd,
        starting_date=date(2020, 1, 1),
        exchange_rate_amount=Decimal(100),
        relational_exchange_rate_amount=Decimal(90),
    )
    company = {"name": "Arcadia Trading", "local_currency": eur, **company}
    accounts = _accounts()
    _exchange_accounts(usd, accounts)
    _number_series()
    customer_group = CustomerPostingGroup.objects.create(
        code="DOMESTIC", description="Domestic"
    )
    CustomerPostingSetup.objects.create(
        group=customer_group,
        control_account=accounts["receivables"],
        **_difference_accounts(accounts),
    )
    business_group = BusinessGroup.objects.create(code="DOMESTIC", description="Domestic")
    product_group = ProductGroup.objects.create(code="GOODS", description="Goods")
    GeneralPostingSetup.objects.create(
        business_group=business_group,
        product_group=product_group,
        sales_account=accounts["sales"],
        credit_memo_account=accounts["returns"],
    )
    vat_group = VatBusinessGroup.objects.create(code="DOMESTIC", description="Domestic")
    vat_product_group = VatProductGroup.objects.create(code="VAT20", description="VAT 20 %")
    VatPostingSetup.objects.create(
        vat_business_group=vat_group,
        vat_product_group=vat_product_group,
        rate=Decimal(20),
        identifier="VAT20",
        sales_vat_account=accounts["vat"],
    )
    cash = PaymentMethod.objects.create(code="CASH", description="Cash")
    PaymentMethodSetup.objects.create(method=cash, account=accounts["cash"])
    return House(
        company=Company.objects.create(**company),
        eur=eur,
        usd=usd,
        accounts=accounts,
        bank=BankAccount.objects.create(
            code="MAIN",
            name="Main bank",
            iban="FR7630006000011234567890189",
            currency=eur,
            account=accounts["bank"],
        ),
        bank_usd=BankAccount.objects.create(
            code="USD", name="Dollar bank", currency=usd, account=accounts["bank_usd"]
        ),
        customer_group=customer_group,
        business_group=business_group,
        vat_group=vat_group,
        product_group=product_group,
        vat_product_group=vat_product_group,
        vendor_group=VendorPostingGroup.objects.create(
            code="DOMESTIC",
            description="Domestic",
            control_account=accounts["payables"],
            **_difference_accounts(accounts),
        ),
        terms=PaymentTerms.objects.create(
            code="1M(8D)",
            description="1 month, 2 % 8 days",
            due_formula="1M",
            discount_formula="8D",
            discount_percent=Decimal(2),
        ),
        plain_terms=PaymentTerms.objects.create(
            code="30D", description="30 days", due_formula="30D"
        ),
        cash_method=cash,
        item=Item.objects.create(
            no="1000",
            description="Bicycle",
            unit="pcs",
            unit_price=Decimal(1000),
            product_group=product_group,
            vat_product_group=vat_product_group,
        ),
    )
