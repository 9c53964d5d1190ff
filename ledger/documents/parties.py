"""What a document copies from its customers: names, addresses, terms, groups, currency."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from arcore.company.models import Company, Currency, ExchangeRate
from customers.blocking import Action, block_refusal
from customers.models import Customer, PaymentMethod
from ledger.documents.dates import CREDITS, term_dates
from ledger.documents.refused import told_as_refusal
from ledger.models import PaymentMethodSetup, SalesDocument
from ledger.posting import Refusal
from ledger.posting.for_sources import locks

Type = SalesDocument.Type
CREATE_ACTIONS = {
    Type.QUOTE: Action.CREATE_QUOTE,
    Type.ORDER: Action.CREATE_ORDER,
    Type.INVOICE: Action.CREATE_INVOICE,
    Type.CREDIT_MEMO: Action.CREATE_CREDIT_MEMO,
    Type.RETURN_ORDER: Action.CREATE_RETURN_ORDER,
}
_RELATED = ("currency", "payment_terms", "payment_method", "payment_method__direct_debit_terms")


def take_customers(ids: set[int]) -> dict[int, Customer]:
    """Lock the customers until commit and read them afresh; those deleted are missing."""
    locks.take(locks.Wanted(customers=ids))
    return Customer.objects.select_related(*_RELATED).in_bulk(list(ids))


def party_refusals(sell_to: Customer, bill_to: Customer, action: Action) -> Iterator[Refusal]:
    """A block of either customer, and groups without which nothing could be posted."""
    for field, customer in (("sell_to", sell_to), ("bill_to", bill_to)):
        message = block_refusal(customer, action)
        if message:
            yield Refusal(message, field=field)
        if sell_to == bill_to:
            break
    missing = [
        str(getattr(Customer._meta.get_field(name), "verbose_name", name))
        for name in ("posting_group", "business_group", "vat_business_group")
        if getattr(bill_to, f"{name}_id") is None
    ]
    if missing:
        message = _("Customer %(no)s %(name)s has no %(groups)s: complete the customer card.")
        facts = {"no": bill_to.no, "name": bill_to.name, "groups": ", ".join(missing)}
        yield Refusal(message % facts, field="bill_to")


def copy_sell_to(document: SalesDocument, customer: Customer) -> None:
    """Name and address of who receives; later edits of the card don't reach the document."""
    document.sell_to = customer
    document.sell_to_name = customer.name
    document.sell_to_address = postal_address(customer)
    document.salesperson = customer.salesperson


def copy_bill_to(document: SalesDocument, customer: Customer, company: Company) -> None:
    """Who owes, in which language and currency, on which terms, under which groups."""
    document.bill_to = customer
    document.bill_to_name = customer.name
    document.bill_to_address = postal_address(customer)
    document.bill_to_vat_no = customer.vat_registration_no
    document.language = customer.language
    document.prices_including_vat = customer.prices_including_vat
    document.posting_group_id = customer.posting_group_id  # type: ignore[assignment]
    document.business_group_id = customer.business_group_id  # type: ignore[assignment]
    document.vat_business_group_id = customer.vat_business_group_id  # type: ignore[assignment]
    document.payment_terms = customer.payment_terms
    set_currency(document, customer.currency or company.local_currency, company)
    terms = document.payment_terms
    is_credit = document.type in CREDITS
    if is_credit and not (terms and terms.discount_on_credit_memos):
        set_method(document, None)
    else:
        set_method(document, customer.payment_method)


def set_currency(document: SalesDocument, currency: Currency, company: Company) -> None:
    """The currency with its factor on the posting date; refused when there is no rate."""
    document.currency = currency
    document.factor = factor_on(currency, document.posting_date, company)


def factor_on(currency: Currency, day: date, company: Company) -> Decimal:
    """Local currency for one unit of the currency that day; 1 for the local one."""
    if currency.pk == company.local_currency_id:
        return Decimal(1)
    with told_as_refusal():
        return ExchangeRate.objects.rate_on(currency, day).factor


def set_method(document: SalesDocument, method: PaymentMethod | None) -> None:
    """The method with its balancing account, which makes the document paid when posted.

    A direct debit method has none, and brings its own terms if the document has none.
    """
    document.payment_method = method
    document.balancing_account = document.balancing_bank_account = None
    if method is None:
        return
    if method.direct_debit:
        if document.payment_terms is None:
            document.payment_terms = method.direct_debit_terms
        return
    setup = (
        PaymentMethodSetup.objects.select_related("account", "bank_account")
        .filter(method=method)
        .first()
    )
    if setup:
        document.balancing_account = setup.account
        document.balancing_bank_account = setup.bank_account


def set_term_dates(document: SalesDocument) -> None:
    """Due and discount dates from the terms; a due date set by hand stays."""
    found = term_dates(document.type, document.document_date, document.payment_terms)
    if not document.due_date_manual:
        document.due_date = found.due_date
    document.discount_date = found.discount_date
    document.discount_percent = found.discount_percent


def postal_address(customer: Customer) -> str:
    """The lines under the name, as an envelope wants them."""
    town = " ".join(part for part in (customer.post_code, customer.city) if part)
    lines = (customer.name_2, customer.address, customer.address_2, town, customer.country)
    return "\n".join(line for line in lines if line)
