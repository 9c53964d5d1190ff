"""Tables of split receipts: those in preparation."""

from django.utils.translation import gettext_lazy as _

from arcore.ui.tables import Column, DateColumn, LinkColumn, MoneyColumn, Table


class SplitTable(Table):
    """Receipts in preparation, with what is left of each."""

    posting_date = DateColumn(verbose_name=_("Date received"))
    id = LinkColumn(verbose_name=_("No."))
    external_document_no = Column(verbose_name=_("External document no."))
    description = Column(verbose_name=_("Description"))
    side = Column(verbose_name=_("Account"), empty_values=())
    amount = MoneyColumn(currency="currency_id", verbose_name=_("Received"))
    left = MoneyColumn(
        currency="currency_id", accessor="totals__left", verbose_name=_("Left to split")
    )
    prepared_by = Column(verbose_name=_("Prepared by"))
