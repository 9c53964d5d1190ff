"""The words of matching: confidence, criteria, account types."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Confidence(models.IntegerChoices):
    """How sure a match is; a line shows the highest of its applied parts."""

    NONE = 0, pgettext_lazy("confidence", "None")
    LOW = 1, pgettext_lazy("confidence", "Low")
    MEDIUM = 2, pgettext_lazy("confidence", "Medium")
    HIGH = 3, pgettext_lazy("confidence", "High")
    MAPPING = 4, _("High - text-to-account mapping")
    MANUAL = 5, pgettext_lazy("confidence", "Manual")
    ACCEPTED = 6, pgettext_lazy("confidence", "Accepted")


class PartyMatch(models.TextChoices):
    """Criterion 1: is the line's related party the customer of the entry?"""

    ANY = "any", _("Not considered")
    FULLY = "fully", pgettext_lazy("related party", "Fully")
    PARTIALLY = "partially", pgettext_lazy("related party", "Partially")
    NO = "no", pgettext_lazy("related party", "No")


class NumberMatch(models.TextChoices):
    """Criterion 2: does the line quote the number of the entry, or of several?"""

    ANY = "any", _("Not considered")
    MULTIPLE = "multiple", pgettext_lazy("document no.", "Yes - multiple")
    YES = "yes", pgettext_lazy("document no.", "Yes")
    NO = "no", pgettext_lazy("document no.", "No")


class AmountMatch(models.TextChoices):
    """Criterion 3: how many open entries lie within the tolerance of the line's amount?"""

    ANY = "any", _("Not considered")
    ONE = "one", _("One match")
    MULTIPLE = "multiple", _("Multiple matches")
    NONE = "none", _("No matches")


class DebitMatch(models.TextChoices):
    """Criterion 4: does the line answer a direct debit of ours?"""

    ANY = "any", _("Not considered")
    YES = "yes", pgettext_lazy("direct debit", "Yes")
    NO = "no", pgettext_lazy("direct debit", "No")


class AccountType(models.TextChoices):
    """What a line is posted against."""

    NONE = "", _("(blank)")
    ACCOUNT = "account", _("G/L account")
    CUSTOMER = "customer", _("Customer")
    VENDOR = "vendor", _("Vendor")
    BANK = "bank", _("Bank account")


class BalancingType(models.TextChoices):
    """What the money of a journal goes to by default."""

    NONE = "", _("(blank)")
    ACCOUNT = "account", _("G/L account")
    BANK = "bank", _("Bank account")


class RecurringMethod(models.TextChoices):
    """What posting does to a line that comes again (spec ledger-and-application, section 2).

    Fixed keeps its amount, Variable is cleared, Balance posts whatever stands on the account.
    A reversing one also posts the opposite on the next day.
    """

    NONE = "", _("(blank)")
    FIXED = "fixed", _("Fixed")
    VARIABLE = "variable", _("Variable")
    BALANCE = "balance", pgettext_lazy("recurring method", "Balance")
    REVERSING_FIXED = "reversing_fixed", _("Reversing fixed")
    REVERSING_VARIABLE = "reversing_variable", _("Reversing variable")
    REVERSING_BALANCE = "reversing_balance", _("Reversing balance")

    @property
    def reverses(self) -> bool:
        """Whether the opposite is posted on the next day."""
        return self.value.startswith("reversing")

    @property
    def takes_balance(self) -> bool:
        """Whether the amount is the account's balance at the time of posting."""
        return self.value.endswith("balance")

    @property
    def keeps_amount(self) -> bool:
        """Whether the amount stays on the line after posting."""
        return self.value.endswith("fixed")


class NameMatching(models.TextChoices):
    """How a name on a statement is compared with the customer's."""

    NEARNESS = "nearness", _("Nearness")
    PERMUTATIONS = "permutations", _("Exact with permutations")
    DISABLED = "disabled", _("Disabled")
