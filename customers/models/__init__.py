"""One model per file."""

from customers.models.collection_terms import FinanceChargeTerms, ReminderTerms
from customers.models.customer import Customer
from customers.models.customer_bank_account import CustomerBankAccount
from customers.models.groups import BusinessGroup, CustomerPostingGroup, VatBusinessGroup
from customers.models.payment_method import PaymentMethod
from customers.models.payment_terms import PaymentTerms

__all__ = [
    "BusinessGroup",
    "Customer",
    "CustomerBankAccount",
    "CustomerPostingGroup",
    "FinanceChargeTerms",
    "PaymentMethod",
    "PaymentTerms",
    "ReminderTerms",
    "VatBusinessGroup",
]
