"""The source of registered payments: ticked lines become lines of a payment journal.

register_payments(...)   the command that posts a user's ticks, one payment each or a lump sum

facts    what is read of the setup and its ticks
values   ticks with what they name, as frozen plain values
lines    the journal lines that ticks become (pure)
source   the source itself;  settle  copies, and the ticks that go
"""

from payments.registration.posting.source import RegistrationPosting, register_payments

__all__ = ["RegistrationPosting", "register_payments"]
