"""A balancing account fits its type, wherever it may be chosen."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.payments.journal.builders import receipts, template
from tests.payments.registration.builders import setup_of


def one_of(house, name):
    """A saved template, batch or registration setup."""
    if name == "template":
        return template(house)
    if name == "batch":
        return receipts(house)
    return setup_of(house, house.user("clara", "clerk"))


@pytest.mark.parametrize("name", ["template", "batch", "setup"])
@pytest.mark.parametrize(
    ("kind", "account", "bank", "fits"),
    [
        ("", False, False, True),
        ("account", True, False, True),
        ("bank", False, True, True),
        ("", True, False, False),
        ("", False, True, False),
        ("account", False, False, False),
        ("account", False, True, False),
        ("account", True, True, False),
        ("bank", False, False, False),
        ("bank", True, False, False),
    ],
)
def test_only_the_account_of_the_type_is_there(house, name, kind, account, bank, fits):
    one = one_of(house, name)
    one.balancing_type = kind
    one.balancing_account = house.accounts["fees"] if account else None
    one.balancing_bank = house.bank if bank else None
    if fits:
        one.validate_constraints()
        one.save()
        assert one.balancing_side == (one.balancing_account or one.balancing_bank)
        return
    with pytest.raises(ValidationError, match="fits its type"):
        one.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()
