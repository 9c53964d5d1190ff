"""What numbers are drawn for; each purpose has one series (customers and sales, section 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    CUSTOMER = "customer", _("Customer")
    VENDOR = "vendor", _("Vendor")
    QUOTE = "quote", _("Quote")
    ORDER = "order", _("Order")
    INVOICE = "invoice", _("Invoice")
    CREDIT_MEMO = "credit_memo", _("Credit memo")
    RETURN_ORDER = "return_order", _("Return order")
    SHIPMENT = "shipment", _("Posted shipment")
    RETURN_RECEIPT = "return_receipt", _("Posted return receipt")
    POSTED_INVOICE = "posted_invoice", _("Posted invoice")
    POSTED_CREDIT_MEMO = "posted_credit_memo", _("Posted credit memo")
    PAYMENT_JOURNAL = "payment_journal", _("Payment journal")
    RECONCILIATION = "reconciliation", _("Bank reconciliation")
