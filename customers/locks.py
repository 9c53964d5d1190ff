"""The only row locks on customers outside posting: several rows always in the order of ids."""

from customers.models import Customer


def lock_cards(*customer_ids: int | None) -> dict[int, Customer]:
    """These customers as they are now, held until commit; ids that don't exist are left out.

    Posting takes the same lock, so a changed block waits for a running posting and the next
    posting sees it.
    """
    wanted = sorted({pk for pk in customer_ids if pk is not None})
    rows = Customer.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    return {row.pk: row for row in rows.filter(pk__in=wanted)} if wanted else {}
