"""Lists of drafts and posted documents, and the small tables on their cards."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from arcore.ui.amounts import show_amount
from arcore.ui.tables import (
    Column,
    DateColumn,
    LinkColumn,
    MoneyColumn,
    NumberColumn,
    StatusColumn,
    Table,
)
from ledger.documents.directions import BACK, OUT
from ledger.documents.labels import LABELS
from ledger.models import SalesDocument

STATUS_TONES = {"open": "info", "released": "good", "posted": "plain", "converted": "plain"}


class SalesDocumentTable(Table):
    """Drafts of all types."""

    no = LinkColumn(verbose_name=_("No."))
    type = Column(verbose_name=_("Type"))
    status = StatusColumn(verbose_name=_("Status"), tones=STATUS_TONES)
    sell_to_name = Column(verbose_name=_("Customer"))
    external_document_no = Column(verbose_name=_("External document no."))
    posting_date = DateColumn(verbose_name=_("Posting date"))
    due_date = DateColumn(verbose_name=_("Due date"))
    total_gross = MoneyColumn(verbose_name=_("Total incl. VAT"), currency="currency_id")

    def render_type(self, record: SalesDocument) -> str:
        return record.get_type_display()


class PostedTable(Table):
    """Posted invoices or credit memos."""

    no = LinkColumn(verbose_name=_("No."))
    sell_to_name = Column(verbose_name=_("Customer"))
    bill_to_name = Column(verbose_name=_("Bill-to"))
    order_no = Column(verbose_name=_("Order no."))
    posting_date = DateColumn(verbose_name=_("Posting date"))
    due_date = DateColumn(verbose_name=_("Due date"))
    total_gross = MoneyColumn(verbose_name=_("Total incl. VAT"), currency="currency_id")


class ShipmentTable(Table):
    """Posted shipments or return receipts."""

    no = LinkColumn(verbose_name=_("No."))
    sell_to_name = Column(verbose_name=_("Customer"))
    order_no = Column(verbose_name=_("Order no."))
    external_document_no = Column(verbose_name=_("External document no."))
    posting_date = DateColumn(verbose_name=_("Posting date"))


class PostedLineTable(Table):
    """Lines of a posted invoice or credit memo, or of a draft that is only read."""

    subject = Column(verbose_name=_("No."), empty_values=())
    description = Column(verbose_name=_("Description"), attrs={"td": {"class": "wrap"}})
    quantity = NumberColumn(verbose_name=_("Quantity"))
    unit = Column(verbose_name=_("Unit"))
    unit_price = NumberColumn(verbose_name=_("Unit price"))
    discount_percent = NumberColumn(verbose_name=_("Disc. %"))
    vat_rate = NumberColumn(verbose_name=_("VAT %"))
    net = MoneyColumn(verbose_name=_("Amount excl. VAT"))
    gross = MoneyColumn(verbose_name=_("Amount incl. VAT"))

    def render_subject(self, record: Any) -> str:
        return _subject(record)

    def render_quantity(self, value: Any, column: Any, record: Any) -> Any:
        return "" if record.kind == "comment" else column.render(value)

    render_vat_rate = render_quantity

    def render_unit_price(self, value: Any, record: Any) -> str:
        if record.kind == "comment":
            return ""
        return show_amount(value, max(2, -int(value.normalize().as_tuple().exponent)))

    def render_discount_percent(self, value: Any, column: Any) -> Any:
        return column.render(value) if value else ""

    def render_net(self, value: Any, column: Any, record: Any) -> Any:
        return "" if record.kind == "comment" else column.render(value, record)

    render_gross = render_net


class OrderLineTable(PostedLineTable):
    """Lines of an order with what has left and what was invoiced."""

    shipped = NumberColumn(verbose_name=LABELS[OUT].moved)
    invoiced = NumberColumn(verbose_name=LABELS[OUT].billed)

    class Meta(Table.Meta):
        sequence = ("subject", "description", "quantity", "unit", "shipped", "invoiced", "...")


class ReturnOrderLineTable(OrderLineTable):
    """Lines of a return order with what came back and what was credited."""

    shipped = NumberColumn(verbose_name=LABELS[BACK].moved)
    invoiced = NumberColumn(verbose_name=LABELS[BACK].billed)

    class Meta(OrderLineTable.Meta):
        """In the order's sequence."""


class GoodsLineTable(Table):
    """Lines of a posted shipment; an undone one has its mirror below."""

    subject = Column(verbose_name=_("No."), empty_values=())
    description = Column(verbose_name=_("Description"), attrs={"td": {"class": "wrap"}})
    quantity = NumberColumn(verbose_name=_("Quantity"))
    unit = Column(verbose_name=_("Unit"))
    invoiced = NumberColumn(verbose_name=LABELS[OUT].billed)
    state = StatusColumn(verbose_name=_("Status"), empty_values=())

    def render_subject(self, record: Any) -> str:
        return _subject(record)

    def render_quantity(self, value: Any, column: Any, record: Any) -> Any:
        return "" if record.kind == "comment" else column.render(value)

    render_invoiced = render_quantity

    def render_state(self, record: Any) -> Any:
        if record.undone_line_id:
            return _("Undo")
        return _("Undone") if hasattr(record, "undone_by") else ""


class ReceiptLineTable(GoodsLineTable):
    """Lines of a posted return receipt."""

    invoiced = NumberColumn(verbose_name=LABELS[BACK].billed)


class PlannedGoodsTable(Table):
    """What a posting would ship or receive."""

    document = Column(verbose_name=_("Document"))
    description = Column(verbose_name=_("Description"), attrs={"td": {"class": "wrap"}})
    quantity = NumberColumn(verbose_name=_("Quantity"))


class PlannedGeneralTable(Table):
    """G/L entries a posting would write."""

    account = Column(verbose_name=_("G/L account"))
    document_type = Column(verbose_name=_("Document type"))
    debit = MoneyColumn(verbose_name=_("Debit"))
    credit = MoneyColumn(verbose_name=_("Credit"))

    def render_debit(self, value: Any, column: Any, record: Any) -> Any:
        return column.render(value, record) if value else ""

    render_credit = render_debit


class PlannedEntryTable(Table):
    """Customer or bank ledger entries a posting would write."""

    party = Column(verbose_name=_("Posted to"))
    document_type = Column(verbose_name=_("Document type"))
    due_date = DateColumn(verbose_name=_("Due date"))
    amount = MoneyColumn(verbose_name=_("Amount"), currency="currency")
    remaining = MoneyColumn(verbose_name=_("Remaining"), currency="currency")


def _subject(line: Any) -> str:
    if line.item_id:
        return line.item.no
    return line.account.no if line.account_id else ""
