"""Who is invoiced instead of the customer, and owes.

Exactly one step: the bill-to customer pays for itself and nobody pays for whoever pays for
others. Chosen over following a chain, because the name on the invoice would then depend on
a card that the clerk does not look at, and two people could close the chain into a circle.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from customers.models import Customer
from customers.refused import Refusal


def bill_to_refusals(customer: Customer) -> Iterator[Refusal]:
    """Why this customer can't have its bill-to customer; both rows are locked by the caller."""
    payer = customer.bill_to_customer
    if payer is None:
        return
    if payer.pk == customer.pk:
        message = _("%(no)s pays its own invoices: leave the bill-to customer blank.")
        yield Refusal(message % {"no": customer.no}, "bill_to_customer")
        return
    if payer.bill_to_customer_id is not None:
        yield _payer_does_not_pay(payer)
    others = Customer.objects.filter(bill_to_customer=customer.pk) if customer.pk else None
    if others is not None and (billed := others.order_by("no").first()):
        message = _(
            "%(no)s is itself the bill-to customer of %(billed)s, so it pays its own invoices: "
            "leave this blank or change %(billed)s first."
        )
        facts = {"no": customer.no, "billed": str(billed)}
        yield Refusal(message % facts, "bill_to_customer")


def _payer_does_not_pay(payer: Customer) -> Refusal:
    message = _(
        "%(payer)s does not pay itself: its invoices go to %(other)s. Choose %(other)s instead."
    )
    facts = {"payer": str(payer), "other": str(payer.bill_to_customer)}
    return Refusal(message % facts, "bill_to_customer")
