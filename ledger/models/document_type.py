"""Document types of ledger entries and their signs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentType(models.TextChoices):
    """Customer debits (invoice, memo, reminder, refund) are positive, credits negative."""

    BLANK = "", _("(blank)")
    PAYMENT = "payment", _("Payment")
    INVOICE = "invoice", _("Invoice")
    CREDIT_MEMO = "credit_memo", _("Credit memo")
    FINANCE_CHARGE_MEMO = "finance_charge_memo", _("Finance charge memo")
    REMINDER = "reminder", _("Reminder")
    REFUND = "refund", _("Refund")
