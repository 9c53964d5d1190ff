"""Tables of payment registration: the tick list, and documents not yet posted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from arcore.ui.tables import BooleanColumn, Column, DateColumn, MoneyColumn, Table
from ledger.documents.tables import SalesDocumentTable


class RegistrationTable(Table):
    """The heads and their order; on the page the rows have inputs and a template of their own.

    A file takes its values from `row`, which the view puts on each entry.
    """

    made = BooleanColumn(verbose_name=_("Paid"), empty_values=())
    document_no = Column(verbose_name=_("Document"))
    customer = Column(verbose_name=_("Customer"))
    due_date = DateColumn(verbose_name=_("Due date"))
    remaining = MoneyColumn(
        verbose_name=_("Remaining"), currency="currency_id", empty_values=()
    )
    discounted = MoneyColumn(
        verbose_name=_("With discount"), currency="currency_id", empty_values=()
    )
    discount_date = DateColumn(verbose_name=_("Discount date"), empty_values=())
    day = DateColumn(verbose_name=_("Date received"), empty_values=())
    amount = MoneyColumn(
        verbose_name=_("Amount received"), currency="currency_id", empty_values=()
    )
    external_document_no = Column(verbose_name=_("External document no."), empty_values=())

    def value_made(self, record: Any) -> bool:
        return record.row.line is not None

    def value_remaining(self, record: Any) -> Any:
        return record.row.remaining

    def value_discounted(self, record: Any) -> Any:
        document = record.row.document
        return document.discounted if document.remaining_discount else None

    def value_discount_date(self, record: Any) -> Any:
        moved = record.row.line and record.row.line.discount_date
        return moved or record.row.document.discount_date

    def value_day(self, record: Any) -> Any:
        return record.row.line and record.row.line.day

    def value_amount(self, record: Any) -> Any:
        return record.row.line and record.row.line.amount

    def value_external_document_no(self, record: Any) -> str:
        return record.row.line.external_document_no if record.row.line else ""


class UnpostedTable(SalesDocumentTable):
    """Documents in preparation, with the number that a customer may have quoted."""
