"""Choosing a balancing account: a bank or a G/L account, as the type beside it says."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def keep_account_of_type(
    form: forms.BaseForm, values: dict[str, Any], kind: str, *, bank: str, account: str
) -> bool:
    """Of the fields `bank` and `account` only the one of the type in `kind` counts.

    The other one is let go; whether an account is chosen, told at its field if not.
    """
    chosen, other = (bank, account) if values.get(kind) == "bank" else (account, bank)
    values[other] = None
    if not values.get(chosen) and chosen not in form.errors:
        form.add_error(chosen, ValidationError(_("Choose the account."), code="required"))
    return bool(values.get(chosen))
