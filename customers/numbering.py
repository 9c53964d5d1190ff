"""A customer's number: drawn from the customer series, or typed where the series allows it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from arcore.company.errors import NumbersExhausted, SetupRefusal
from arcore.company.models import NumberSeries
from arcore.company.purposes import Purpose
from customers.models import Customer
from customers.refused import CustomerRefused, Refusal

MOST_SKIPPED = 100  # numbers in a row that people typed before the series reached them


def tidy_number(typed: str) -> str:
    """As numbers are stored: capitals, single spaces, so that `c 1` and `C 1` are one."""
    return " ".join(typed.upper().split())


def manual_number_allowed() -> bool:
    """Whether the customer series lets people type a number."""
    series = NumberSeries.objects.filter(uses__purpose=Purpose.CUSTOMER).first()
    return series is not None and series.manual_allowed


def number_refusals(no: str) -> Iterator[Refusal]:
    """Why a typed number can't be taken; blank means that one will be drawn."""
    if not no:
        return
    if not manual_number_allowed():
        message = _(
            "The number series of customers doesn't allow numbers to be typed: leave it blank."
        )
        yield Refusal(message, "no")
    elif taken := Customer.objects.filter(no=no).first():
        yield number_taken(no, taken.name)


def number_taken(no: str, name: str = "") -> Refusal:
    """The refusal when another customer has the number, perhaps since a moment ago."""
    facts = {"no": no, "name": name}
    if name:
        message = _("Customer %(no)s exists already: %(name)s. Choose another number.") % facts
    else:
        message = _("Customer %(no)s exists already. Choose another number.") % facts
    return Refusal(message, "no")


def draw_number(day: date) -> str:
    """The next number of the customer series that nobody has typed yet; raises CustomerRefused.

    The series stays locked until the caller commits.
    """
    try:
        for _attempt in range(MOST_SKIPPED):
            no = NumberSeries.objects.draw_one(Purpose.CUSTOMER, day)
            if not Customer.objects.filter(no=no).exists():
                return no
        raise NumbersExhausted(
            _(
                "The next %(count)d numbers of the customer series are taken already. Ask an "
                "administrator to assign another series."
            )
            % {"count": MOST_SKIPPED}
        )
    except SetupRefusal as refused:
        raise CustomerRefused([Refusal(str(refused), "no")]) from refused
