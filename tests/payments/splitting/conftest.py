"""A clerk who prepares, and posting with the books checked."""

from collections.abc import Callable
from typing import Any

import pytest

from arcore.company.models import User
from ledger.books import check_books
from ledger.models import Register
from ledger.posting import PostingRefused
from tests.builders import House
from tests.payments.splitting.builders import split


@pytest.fixture
def clara(house: House) -> User:
    return house.user("clara", "clerk")


@pytest.fixture
def post_it(guards_now) -> Callable[..., Register]:
    """Post a receipt as it stands; the books hold afterwards."""

    def run(receipt: Any, **options: Any) -> Register:
        posted = split(receipt, **options)
        guards_now()
        assert check_books() == []
        return posted

    return run


@pytest.fixture
def refusals_of(post_it) -> Callable[..., list[tuple[int | None, str]]]:
    """Place and sentence of every refusal."""

    def run(receipt: Any) -> list[tuple[int | None, str]]:
        with pytest.raises(PostingRefused) as refused:
            post_it(receipt)
        return [(refusal.line, refusal.message) for refusal in refused.value.refusals]

    return run
