"""The company that workloads run in, and mass data made by the database itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from arcore.company.models import Company, Currency, NumberSeries, SeriesUse
from arcore.company.purposes import Purpose
from customers.models import BusinessGroup, CustomerPostingGroup, VatBusinessGroup
from ledger.models import (
    BankAccount,
    CustomerPostingSetup,
    GeneralPostingSetup,
    GLAccount,
    Item,
    ProductGroup,
    VatPostingSetup,
    VatProductGroup,
)

DAY = date(2026, 6, 15)
CUSTOMERS = 2_000


@dataclass(frozen=True)
class BenchHouse:
    """Ids that the workloads need."""

    customer_group: CustomerPostingGroup
    business_group: BusinessGroup
    vat_group: VatBusinessGroup
    product_group: ProductGroup
    vat_product_group: VatProductGroup
    item: Item
    receivables: GLAccount
    sales: GLAccount
    vat: GLAccount
    bank: BankAccount


def bench_house() -> BenchHouse:
    """The company, made on first use; raises `ValueError` in a database that has another one."""
    if Company.objects.exclude(name="Bench").exists():
        raise ValueError(
            "bench fills the tables: give it an empty, migrated database of its own"
        )
    if Company.objects.exists():
        return _found()
    with transaction.atomic():
        _make()
    return _found()


def _make() -> None:
    eur = Currency.objects.create(code="EUR", description="Euro", decimals=2)
    Company.objects.create(name="Bench", local_currency=eur)
    account = {
        name: GLAccount.objects.create(no=no, name=name, category=category)
        for name, no, category in (
            ("Customers", "4110", "assets"),
            ("Sales", "7070", "income"),
            ("VAT", "4457", "liabilities"),
            ("Bank", "5120", "assets"),
            ("Discounts", "6650", "expense"),
        )
    }
    group = CustomerPostingGroup.objects.create(code="BENCH", description="Bench")
    CustomerPostingSetup.objects.create(
        group=group,
        control_account=account["Customers"],
        discount_debit_account=account["Discounts"],
    )
    business = BusinessGroup.objects.create(code="BENCH", description="Bench")
    product = ProductGroup.objects.create(code="BENCH", description="Bench")
    GeneralPostingSetup.objects.create(
        business_group=business,
        product_group=product,
        sales_account=account["Sales"],
        credit_memo_account=account["Sales"],
    )
    vat_group = VatBusinessGroup.objects.create(code="BENCH", description="Bench")
    vat_product = VatProductGroup.objects.create(code="BENCH", description="Bench")
    VatPostingSetup.objects.create(
        vat_business_group=vat_group,
        vat_product_group=vat_product,
        rate=Decimal(20),
        identifier="VAT20",
        sales_vat_account=account["VAT"],
    )
    Item.objects.create(
        no="BENCH",
        description="Bench",
        unit_price=Decimal(100),
        product_group=product,
        vat_product_group=vat_product,
    )
    BankAccount.objects.create(
        code="BENCH",
        name="Bench",
        iban="FR7630006000011234567890189",
        currency=eur,
        account=account["Bank"],
    )
    for purpose, prefix in ((Purpose.POSTED_INVOICE, "INV"), (Purpose.SHIPMENT, "SHP")):
        series = NumberSeries.objects.create(
            code=purpose.value,
            prefix=prefix,
            digits=8,
            starting_number=1,
            last_number=0,
            date_order=True,
        )
        SeriesUse.objects.create(purpose=purpose, series=series)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO customers_customer (no, name, name_2, address, address_2, post_code, city,
                country, contact, phone, email, language, vat_registration_no, registration_no,
                blocked, privacy_blocked, posting_group_id, business_group_id,
                vat_business_group_id, application_method, credit_limit,
                block_payment_tolerance, partner_type, priority, prices_including_vat,
                combine_shipments, salesperson, search_key, version)
            SELECT 'C' || lpad(n::text, 6, '0'), 'Customer ' || md5(n::text), '', '', '', '',
                'Lyon', 'FR', '', '', '', 'fr', '', '', '', false, %s, %s, %s, 'manual', 0, false,
                'company', 0, false, false, '', 'customer ' || md5(n::text), 1
            FROM generate_series(1, %s) AS n
            """,
            [group.pk, business.pk, vat_group.pk, CUSTOMERS],
        )
        cursor.execute(
            """
            INSERT INTO customers_customerbankaccount (customer_id, code, name, iban, swift,
                branch_no, account_no)
            SELECT id, 'MAIN', '', 'FR00BENCH' || lpad(id::text, 14, '0'), '', '', ''
            FROM customers_customer
            """
        )


def _found() -> BenchHouse:
    account = {a.name: a for a in GLAccount.objects.all()}
    return BenchHouse(
        customer_group=CustomerPostingGroup.objects.get(),
        business_group=BusinessGroup.objects.get(),
        vat_group=VatBusinessGroup.objects.get(),
        product_group=ProductGroup.objects.get(),
        vat_product_group=VatProductGroup.objects.get(),
        item=Item.objects.get(),
        receivables=account["Customers"],
        sales=account["Sales"],
        vat=account["VAT"],
        bank=BankAccount.objects.get(),
    )


def make_drafts(house: BenchHouse, count: int, tag: str) -> list[int]:
    """Direct invoices of three lines, 360.00 incl. VAT each, spread over the customers; ids."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            WITH c AS (
                SELECT id, name, row_number() OVER (ORDER BY id) - 1 AS place
                FROM customers_customer
            ), d AS (
                INSERT INTO ledger_salesdocument (no, type, status, sell_to_id, bill_to_id,
                    sell_to_name, sell_to_address, bill_to_name, bill_to_address, bill_to_vat_no,
                    language, posting_date, document_date, due_date, discount_percent,
                    currency_id, factor, external_document_no, your_reference, salesperson,
                    prices_including_vat, total_net, total_vat, total_gross, posting_group_id,
                    business_group_id, vat_business_group_id, due_date_manual, on_hold,
                    created_at, version)
                SELECT %(tag)s || n, 'invoice', 'open', c.id, c.id, c.name, '', c.name, '', '',
                    'fr', %(day)s, %(day)s, %(day)s + 30, 0, 'EUR', 1, '', '', '', false,
                    300, 60, 360, %(pg)s, %(bg)s, %(vg)s, false, '', now(), 1
                FROM generate_series(1, %(count)s) AS n
                JOIN c ON c.place = n %% (SELECT count(*) FROM c)
                RETURNING id
            ), l AS (
                INSERT INTO ledger_salesline (document_id, line_no, kind, item_id, description,
                    unit, quantity, unit_price, discount_percent, product_group_id,
                    vat_product_group_id, vat_rate, net, vat, gross, to_ship, to_invoice,
                    shipped, invoiced)
                SELECT d.id, p * 10000, 'item', %(item)s, 'Bench', 'pcs', 1, 100, 0, %(pr)s,
                    %(vp)s, 20, 100, 20, 120, 0, 1, 0, 0
                FROM d, generate_series(1, 3) AS p
            )
            SELECT id FROM d ORDER BY id
            """,
            {
                "tag": tag,
                "day": DAY,
                "count": count,
                "pg": house.customer_group.pk,
                "bg": house.business_group.pk,
                "vg": house.vat_group.pk,
                "item": house.item.pk,
                "pr": house.product_group.pk,
                "vp": house.vat_product_group.pk,
            },
        )
        ids = [row[0] for row in cursor.fetchall()]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ledger_salesdocument, ledger_salesline")
    return ids
