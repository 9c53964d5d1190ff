"""Heads of reminder terms and finance charge terms; levels and texts belong to `reminders`."""

from django.utils.translation import gettext_lazy as _

from customers.models.groups import GroupCode


class ReminderTerms(GroupCode):
    """How a customer is reminded; a customer without terms is never reminded."""

    class Meta(GroupCode.Meta):
        verbose_name = _("reminder terms")
        verbose_name_plural = _("reminder terms")


class FinanceChargeTerms(GroupCode):
    """How interest is charged; a customer without terms is never charged."""

    class Meta(GroupCode.Meta):
        verbose_name = _("finance charge terms")
        verbose_name_plural = _("finance charge terms")
