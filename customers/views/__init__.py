"""The pages of customers, one per file."""

from customers.views.card import card
from customers.views.create import create
from customers.views.delete import delete
from customers.views.edit import edit
from customers.views.history import history
from customers.views.list import CustomerList
from customers.views.lookup import CustomerLookup

__all__ = ["CustomerList", "CustomerLookup", "card", "create", "delete", "edit", "history"]
