"""Left to split must be zero."""

import pytest

from payments.splitting.checks.all_split import all_split
from tests.payments.splitting.builders import share, split_of


@pytest.mark.parametrize(
    ("amount", "told"),
    [("100.00", ""), ("100.01", "0.01 EUR is left"), ("99.99", "0.01 EUR more is split")],
)
def test_every_cent_is_somebodys(amount, told):
    split = split_of(amount, share(1, "60.00"), share(2, "30.00", on_account="10.00"))
    messages = [refusal.message for refusal in all_split(split)]
    assert len(messages) == bool(told)
    assert told in "".join(messages)


def test_nothing_is_split_yet():
    [refusal] = all_split(split_of("100.00"))
    assert "100.00 EUR is left" in refusal.message
