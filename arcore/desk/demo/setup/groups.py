"""Posting groups and what hangs on them: domestic, European Union and export."""

from dataclasses import dataclass
from decimal import Decimal

from arcore.desk.demo.setup.chart import Accounts
from customers.models import BusinessGroup, CustomerPostingGroup, VatBusinessGroup
from ledger.models import (
    CustomerPostingSetup,
    GeneralPostingSetup,
    ProductGroup,
    VatPostingSetup,
    VatProductGroup,
    VendorPostingGroup,
)

REGIONS = {"DOMESTIC": "Domestic", "EU": "European Union", "EXPORT": "Export"}
RECEIVABLES = {
    "DOMESTIC": "receivables",
    "EU": "receivables_eu",
    "EXPORT": "receivables_export",
}
# product group -> description and the account of domestic sales
PRODUCTS = {
    "BIKES": ("Bicycles", "sales_bikes"),
    "PARTS": ("Parts and clothing", "sales_parts"),
    "BOOKS": ("Maps and guide books", "sales_books"),
    "SERVICE": ("Workshop and tours", "services"),
    "TRAINING": ("Training", "training"),
    "FREIGHT": ("Freight", "freight_income"),
}
ABROAD = {"EU": "sales_eu", "EXPORT": "sales_export"}
# VAT product group -> description, domestic rate and the account of the VAT collected
VAT_PRODUCTS = {
    "VAT20": ("Standard rate 20 %", "20", "vat_20"),
    "VAT10": ("Intermediate rate 10 %", "10", "vat_10"),
    "VAT55": ("Reduced rate 5.5 %", "5.5", "vat_55"),
    "VAT0": ("Exempt", "0", None),
}
CLAUSES = {
    "DOMESTIC": "VAT exempt, article 261-4-4 of the French tax code",
    "EU": "Reverse charge, article 138 of directive 2006/112/EC",
    "EXPORT": "VAT exempt export, article 262-I of the French tax code",
}


@dataclass(frozen=True)
class Groups:
    """All by code."""

    customer: dict[str, CustomerPostingGroup]
    business: dict[str, BusinessGroup]
    vat: dict[str, VatBusinessGroup]
    product: dict[str, ProductGroup]
    vat_product: dict[str, VatProductGroup]
    vendor: VendorPostingGroup


def make_groups(accounts: Accounts) -> Groups:
    """Groups with accounts and rates for every combination that can occur."""
    groups = Groups(
        customer=_codes(CustomerPostingGroup, REGIONS),
        business=_codes(BusinessGroup, REGIONS),
        vat=_codes(VatBusinessGroup, REGIONS),
        product=_codes(ProductGroup, {c: text for c, (text, _a) in PRODUCTS.items()}),
        vat_product=_codes(VatProductGroup, {c: r[0] for c, r in VAT_PRODUCTS.items()}),
        vendor=VendorPostingGroup.objects.create(
            code="SUPPLIERS",
            description="Suppliers",
            control_account=accounts["payables"],
            **_party_accounts(accounts),
        ),
    )
    CustomerPostingSetup.objects.bulk_create(
        CustomerPostingSetup(
            group=groups.customer[code],
            control_account=accounts[RECEIVABLES[code]],
            **_party_accounts(accounts),
        )
        for code in REGIONS
    )
    GeneralPostingSetup.objects.bulk_create(
        GeneralPostingSetup(
            business_group=groups.business[region],
            product_group=groups.product[product],
            sales_account=accounts[ABROAD.get(region, at_home)],
            credit_memo_account=accounts["returns"],
        )
        for region in REGIONS
        for product, (_text, at_home) in PRODUCTS.items()
    )
    _make_vat(groups, accounts)
    return groups


def _make_vat(groups: Groups, accounts: Accounts) -> None:
    """Domestic sales carry the rate of the goods; abroad a clause says why there is none."""
    rows = []
    for region in REGIONS:
        for product, (_text, rate, account) in VAT_PRODUCTS.items():
            taxed = region == "DOMESTIC" and account is not None
            rows.append(
                VatPostingSetup(
                    vat_business_group=groups.vat[region],
                    vat_product_group=groups.vat_product[product],
                    rate=Decimal(rate) if taxed else Decimal(0),
                    identifier=product if taxed else f"{region}0",
                    sales_vat_account=accounts[account] if taxed and account else None,
                    clause="" if taxed else CLAUSES[region],
                )
            )
    VatPostingSetup.objects.bulk_create(rows)


def _party_accounts(accounts: Accounts) -> dict:
    names = {
        "interest_account": "interest",
        "additional_fee_account": "fees",
        "discount_debit_account": "discount_given",
        "discount_credit_account": "discount_taken",
        "tolerance_debit_account": "tolerance_loss",
        "tolerance_credit_account": "tolerance_gain",
        "rounding_account": "tolerance_loss",
        "application_rounding_account": "tolerance_loss",
    }
    return {field: accounts[name] for field, name in names.items()}


def _codes(model, texts: dict[str, str]) -> dict:
    made = model.objects.bulk_create(model(code=c, description=t) for c, t in texts.items())
    return {group.code: group for group in made}
