"""The applied parts of a line and what follows from them for the line itself."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from payments.models import AccountType, AppliedEntry, Confidence, ReconciliationLine
from payments.reconciliation.refused import refuse
from payments.reconciliation.shown_amount import shown_amount

ACCOUNT_FIELDS = {
    AccountType.ACCOUNT: "account",
    AccountType.CUSTOMER: "customer",
    AccountType.VENDOR: "vendor",
    AccountType.BANK: "other_bank_account",
}
ENTRY_FIELDS = {"customer": "customer_entry", "vendor": "vendor_entry", "bank": "bank_entry"}


def set_account(line: ReconciliationLine, kind: str, target: Any) -> None:
    """The line goes to `target`; `kind` is an account type, blank clears it."""
    for field in ACCOUNT_FIELDS.values():
        setattr(line, field, None)
    line.account_type = kind
    if kind:
        setattr(line, ACCOUNT_FIELDS[AccountType(kind)], target)


def add_up(line: ReconciliationLine, confidence: int) -> None:
    """Bring the line in step with its parts, which all get the confidence.

    Invoice 1000.00 less discount 20.00 -> applied amount 980.00. Without parts the line is
    as good as new.
    """
    parts = list(line.applied_entries.all())
    line.applied_amount = sum((part.paid for part in parts), ZERO)
    line.applied_count = len(parts)
    line.review_required = False
    if not parts:
        set_account(line, "", None)
        line.confidence, line.score, line.match_details = Confidence.NONE, 0, {}
        return
    line.confidence = confidence
    line.applied_entries.update(confidence=confidence)


def _refuse_over_applied(line: ReconciliationLine, on_account: Decimal) -> None:
    if on_account * line.amount >= ZERO:
        return
    refuse(
        _(
            "The applied entries take %(applied)s, more than the line's %(amount)s. Apply less "
            "to one of them, or transfer the difference."
        )
        % {
            "applied": shown_amount(line, line.applied_amount),
            "amount": shown_amount(line, line.amount),
        },
        line.line_no,
    )


def clear(line: ReconciliationLine) -> None:
    """Take every part, the account, warnings and marks off the line."""
    line.applied_entries.all().delete()
    add_up(line, Confidence.NONE)


def rest_on_account(line: ReconciliationLine, amount: Decimal) -> None:
    """Put so much more of the line on account; what is there has the line's sign.

    Raises ReconciliationRefused for a line of 50.00 that pays 80.00: -30.00 is no rest.
    """
    part = line.applied_entries.filter(
        customer_entry=None, vendor_entry=None, bank_entry=None
    ).first()
    _refuse_over_applied(line, amount + (part.amount if part else ZERO))
    if part is None:
        last = line.applied_entries.count()
        AppliedEntry.objects.create(line=line, order=last, amount=amount)
    elif part.amount + amount == ZERO:
        part.delete()
    else:
        part.amount += amount
        part.save(update_fields=["amount"])
