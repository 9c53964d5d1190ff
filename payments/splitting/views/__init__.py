"""Screens of split receipts, one per file."""

from payments.splitting.views.advice import advice
from payments.splitting.views.amount import amount
from payments.splitting.views.customers import add_branches, add_customer, remove
from payments.splitting.views.discard import discard_receipt
from payments.splitting.views.list import SplitList
from payments.splitting.views.money import create, money
from payments.splitting.views.posting import post_receipt
from payments.splitting.views.receipt import propose, receipt, rest

__all__ = [
    "SplitList",
    "add_branches",
    "add_customer",
    "advice",
    "amount",
    "create",
    "discard_receipt",
    "money",
    "post_receipt",
    "propose",
    "receipt",
    "remove",
    "rest",
]
