"""Tables of payment registration: the heads of the tick list, and documents not yet posted."""

from django.utils.translation import gettext_lazy as _

from arcore.ui.tables import Column, DateColumn, MoneyColumn, Table
from ledger.documents.tables import SalesDocumentTable


class RegistrationTable(Table):
    """Only the heads and their order; the rows have inputs and a template of their own."""

    made = Column(verbose_name=_("Paid"), empty_values=())
    document_no = Column(verbose_name=_("Document"))
    customer = Column(verbose_name=_("Customer"))
    due_date = DateColumn(verbose_name=_("Due date"))
    remaining = MoneyColumn(verbose_name=_("Remaining"))
    discounted = MoneyColumn(verbose_name=_("With discount"), empty_values=())
    discount_date = DateColumn(verbose_name=_("Discount date"))
    day = DateColumn(verbose_name=_("Date received"), empty_values=())
    amount = MoneyColumn(verbose_name=_("Amount received"))
    external_document_no = Column(verbose_name=_("External document no."))


class UnpostedTable(SalesDocumentTable):
    """Documents in preparation, with the number that a customer may have quoted."""
