"""How orders are carried out."""

from decimal import Decimal

from arcore.desk.demo.dice import die
from arcore.desk.demo.story.orders import plan_steps
from ledger.models import SalesLine


def test_the_postings_of_an_order_ship_and_invoice_everything_in_two_steps_at_most():
    ordered = [Decimal(1), Decimal(2), Decimal(17)]
    lines = [SalesLine(quantity=quantity) for quantity in ordered]
    lengths = set()
    for seed in range(60):
        steps = plan_steps(lines, die(seed, "test"))
        lengths.add(len(steps))
        assert [sum(q) for q in zip(*(s.ship for s in steps), strict=True)] == ordered
        assert [sum(q) for q in zip(*(s.invoice for s in steps), strict=True)] == ordered
        assert steps[0].weeks_later == 0
    assert lengths == {1, 2}


def test_nothing_is_invoiced_before_it_is_shipped():
    lines = [SalesLine(quantity=Decimal(9))]
    for seed in range(60):
        shipped = invoiced = Decimal(0)
        for step in plan_steps(lines, die(seed, "test")):
            shipped, invoiced = shipped + step.ship[0], invoiced + step.invoice[0]
            assert invoiced <= shipped
