"""A line's amounts in sentences, as the reader writes them."""

from decimal import Decimal

from django.utils.formats import number_format

from payments.models import ReconciliationLine


def shown_amount(line: ReconciliationLine, amount: Decimal) -> str:
    """In the decimals of the bank account's currency: 1234.500 -> 1,234.50 or 1 234,50."""
    decimals = line.journal.bank_account.currency.decimals
    return number_format(amount, decimals, use_l10n=True, force_grouping=True)
