"""Screens of payment registration, one per file."""

from payments.registration.views.line import line
from payments.registration.views.list import RegistrationList
from payments.registration.views.posting import post_payments
from payments.registration.views.setup import setup
from payments.registration.views.unposted import UnpostedList

__all__ = ["RegistrationList", "UnpostedList", "line", "post_payments", "setup"]
