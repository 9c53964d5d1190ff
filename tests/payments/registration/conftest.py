"""A clerk with a setup, and the shortest ways to post her ticks."""

from collections.abc import Callable
from typing import Any

import pytest

from arcore.company.models import User
from ledger.books import check_books
from ledger.models import Register
from ledger.posting import PostingRefused
from payments.models import RegistrationSetup
from tests.builders import House
from tests.payments.registration.builders import register, setup_of


@pytest.fixture
def clara(house: House) -> User:
    return house.user("clara", "clerk")


@pytest.fixture
def setup(house: House, clara: User) -> RegistrationSetup:
    return setup_of(house, clara)


@pytest.fixture
def post_ticks(setup: RegistrationSetup, guards_now) -> Callable[..., Register]:
    """Post Clara's ticks as they stand; the books hold afterwards."""

    def run(**options: Any) -> Register:
        posted = register(setup, **options)
        guards_now()
        assert check_books() == []
        return posted

    return run


@pytest.fixture
def refusals_of(post_ticks) -> Callable[..., list[tuple[int | None, str]]]:
    """Number and sentence of every refusal."""

    def run(**options: Any) -> list[tuple[int | None, str]]:
        with pytest.raises(PostingRefused) as refused:
            post_ticks(**options)
        return [(refusal.line, refusal.message) for refusal in refused.value.refusals]

    return run
