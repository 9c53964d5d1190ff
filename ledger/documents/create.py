"""Make a new document of any type (spec customers-and-sales, sections 1, 3, 5)."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from arcore.company.models import Company, NumberSeries, User
from arcore.values.date_formula import DateFormulaError
from customers.blocking import Action
from customers.models import Customer
from ledger.documents.dates import days_outside_books
from ledger.documents.lines import LineInput, next_line_no, set_line
from ledger.documents.parties import (
    CREATE_ACTIONS,
    copy_bill_to,
    copy_sell_to,
    party_refusals,
    set_currency,
    set_term_dates,
    take_customers,
)
from ledger.documents.price import check_and_price
from ledger.documents.refused import refuse_document, told_as_refusal
from ledger.models import SalesDocument, SalesLine
from ledger.models.document_parts import DocumentHeader
from ledger.posting import Refusal


@transaction.atomic
def create_document(
    document_type: str,
    sell_to: Customer,
    *,
    today: date,
    user: User | None,
    bill_to: Customer | None = None,
    posting_date: date | None = None,
    document_date: date | None = None,
    external_document_no: str = "",
    your_reference: str = "",
    lines: Sequence[LineInput] = (),
) -> SalesDocument:
    """A draft with everything copied from its customers, its number drawn, its lines priced.

    Without a bill-to customer the sell-to's own is taken; dates default to today. Raises
    `DocumentRefused` with all reasons; nothing is kept then.
    """
    document = new_draft(
        document_type,
        sell_to,
        bill_to=bill_to,
        posting_date=posting_date or today,
        document_date=document_date,
        user=user,
    )
    document.external_document_no = external_document_no
    document.your_reference = your_reference
    save_new(document, new_lines(document, lines), today)
    return document


def new_draft(
    document_type: str,
    sell_to: Customer,
    *,
    posting_date: date,
    user: User | None,
    bill_to: Customer | None = None,
    document_date: date | None = None,
    action: Action | None = None,
    like: DocumentHeader | None = None,
) -> SalesDocument:
    """An unsaved draft, its customers locked until commit and allowed to have it.

    `action` is what the block matrix is asked for, by default the creation of that type;
    `like` gives currency and way of pricing. Raises `DocumentRefused`.
    """
    day = document_date or posting_date
    _refuse_days(posting_date=posting_date, document_date=day)
    with told_as_refusal():
        company = Company.get()
    sell_to, bill_to = _fresh(sell_to, bill_to)
    wanted = action or CREATE_ACTIONS[SalesDocument.Type(document_type)]
    refuse_document(party_refusals(sell_to, bill_to, wanted))
    document = SalesDocument(
        type=document_type, posting_date=posting_date, document_date=day, created_by=user
    )
    copy_sell_to(document, sell_to)
    copy_bill_to(document, bill_to, company)
    if like is not None:
        document.prices_including_vat = like.prices_including_vat
        set_currency(document, like.currency, company)
    refuse_bad_terms(document)
    return document


def new_lines(document: SalesDocument, typed: Iterable[LineInput]) -> list[SalesLine]:
    """Unsaved lines with their defaults, numbered in order."""
    lines: list[SalesLine] = []
    for one in typed:
        line = SalesLine(document=document, line_no=next_line_no(lines))
        set_line(document, line, one)
        lines.append(line)
    return lines


def save_new(document: SalesDocument, lines: Sequence[SalesLine], today: date) -> None:
    """Check and price the lines, draw the number, store both; raises `DocumentRefused`."""
    refuse_document(check_and_price(document, lines))
    with told_as_refusal():
        document.no = NumberSeries.objects.draw_one(document.type, today)
    document.save()
    for line in lines:
        line.document = document
    SalesLine.objects.bulk_create(lines)


def refuse_bad_terms(document: SalesDocument) -> None:
    """Set the dates from the terms; refuse terms that lead beyond what a book can hold."""
    try:
        set_term_dates(document)
    except DateFormulaError as bad:
        refuse_document([Refusal(str(bad), field="payment_terms")])
    _refuse_days(due_date=document.due_date, discount_date=document.discount_date)


def _refuse_days(**days: date | None) -> None:
    message = _("The year must lie between 1990 and 2100.")
    refuse_document(Refusal(message, field=name) for name in days_outside_books(days))


def _fresh(sell_to: Customer, bill_to: Customer | None) -> tuple[Customer, Customer]:
    """Both customers as they are now, under lock; the card's bill-to unless one is given."""
    billed_id = bill_to.pk if bill_to else sell_to.bill_to_customer_id or sell_to.pk
    found = take_customers({sell_to.pk, billed_id})
    gone = [
        Refusal(_("Customer %(no)s no longer exists.") % {"no": customer.no}, field=field)
        for field, customer in (("sell_to", sell_to), ("bill_to", bill_to))
        if customer is not None and customer.pk not in found
    ]
    refuse_document(gone)
    return found[sell_to.pk], found[billed_id]
