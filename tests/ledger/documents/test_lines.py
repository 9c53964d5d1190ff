"""Typed lines: defaults from the item, and every reason against them at once."""

from decimal import Decimal

import pytest

from ledger.documents.create import create_document
from ledger.documents.edit import edit_document
from ledger.documents.lines import LineInput
from ledger.documents.refused import DocumentRefused
from ledger.models import Item, SalesDocument
from tests.builders import TODAY

D = Decimal
Type = SalesDocument.Type


def make(house, *lines, kind=Type.ORDER, **customer):
    return create_document(
        kind, house.customer(**customer), today=TODAY, user=None, lines=lines
    )


def refusals_of(house, *lines, **options):
    with pytest.raises(DocumentRefused) as raised:
        make(house, *lines, **options)
    return [(r.line, r.field, r.message) for r in raised.value.refusals]


def test_what_was_typed_wins_over_the_item(house):
    typed = LineInput(
        item=house.item, description="Blue 🚲", quantity=D(2), unit_price=D("9.99")
    )
    line = make(house, typed).lines.get()
    assert (line.description, line.unit_price) == ("Blue 🚲", D("9.99"))


def test_another_item_brings_its_own_description_and_price(house):
    document = make(house, LineInput(item=house.item, quantity=D(1)))
    line = document.lines.get()
    other = Item.objects.create(
        no="2000", description="Helmet", unit_price=D(50),
        product_group=house.product_group, vat_product_group=house.vat_product_group,
    )  # fmt: skip
    typed = LineInput(
        line.line_no, item=other, description=line.description, quantity=D(1),
        unit_price=line.unit_price,
    )  # fmt: skip
    edit_document(document.pk, 1, {}, [typed])
    line.refresh_from_db()
    assert (line.description, line.unit_price) == ("Helmet", D(50))


def test_prices_including_vat_contain_it(house):
    document = make(house, LineInput(item=house.item, quantity=D(1)), prices_including_vat=True)
    assert document.lines.get().unit_price == D(1200)
    assert (document.total_net, document.total_gross) == (D(1000), D(1200))


def test_an_account_line_needs_its_vat_group(house):
    account = house.accounts["services"]
    typed = LineInput(kind="account", account=account, quantity=D(1), unit_price=D(80))
    [(line, field, _said)] = refusals_of(house, typed)
    assert (line, field) == (10_000, "vat_product_group")
    typed = LineInput(
        kind="account", account=account, quantity=D(1), unit_price=D(80),
        vat_product_group=house.vat_product_group,
    )  # fmt: skip
    assert make(house, typed).total_gross == D(96)


def test_an_account_without_direct_posting_is_refused(house):
    typed = LineInput(
        kind="account", account=house.accounts["receivables"], quantity=D(1),
        vat_product_group=house.vat_product_group,
    )  # fmt: skip
    [(_line, field, _said)] = refusals_of(house, typed)
    assert field == "account"


def test_a_comment_is_text_only(house):
    document = make(house, LineInput(kind="comment", description="Thank you", quantity=D(3)))
    line = document.lines.get()
    assert (line.quantity, line.gross) == (0, 0)
    [(_line, field, _said)] = refusals_of(house, LineInput(kind="comment"))
    assert field == "description"


def test_a_blocked_item_is_refused(house):
    Item.objects.update(blocked=True)
    house.item.refresh_from_db()
    [(_line, field, said)] = refusals_of(house, LineInput(item=house.item, quantity=D(1)))
    assert field == "item"
    assert "1000 is blocked" in said


def test_all_refusals_come_together_each_with_its_line(house):
    found = refusals_of(
        house,
        LineInput(item=house.item, quantity=D(-1)),
        LineInput(item=house.item, quantity=D(1), unit_price=D("-1")),
        LineInput(item=house.item, quantity=D(1), discount_percent=D(101)),
        LineInput(quantity=D(1), unit_price=D(1), vat_product_group=house.vat_product_group),
        LineInput(item=house.item, quantity=D(1), description="x" * 10_000),
    )
    assert [(line, field) for line, field, _said in found] == [
        (10_000, "quantity"),
        (20_000, "unit_price"),
        (30_000, "discount_percent"),
        (40_000, "item"),
        (50_000, "description"),
    ]


def test_an_amount_no_book_can_hold_is_refused(house):
    typed = LineInput(item=house.item, quantity=D("9999999999"), unit_price=D("9999999999"))
    [(line, _field, said)] = refusals_of(house, typed)
    assert line == 10_000
    assert "too large" in said


@pytest.mark.parametrize("price", ["NaN", "1e30", "Infinity"])
def test_what_is_no_price_is_refused(house, price):
    typed = LineInput(item=house.item, quantity=D(1), unit_price=D(price))
    assert [field for _line, field, _said in refusals_of(house, typed)] == ["unit_price"]


def test_editing_to_ship_resets_to_invoice_unless_both_are_typed(house):
    document = make(house, LineInput(item=house.item, quantity=D(10)))
    no = document.lines.get().line_no
    common = {"item": house.item, "description": "Bicycle", "quantity": D(10)}
    edit_document(document.pk, 1, {}, [LineInput(no, **common, to_ship=D(4), to_invoice=D(10))])
    assert document.lines.get().to_invoice == D(4)
    edit_document(document.pk, 2, {}, [LineInput(no, **common, to_ship=D(5), to_invoice=D(3))])
    line = document.lines.get()
    assert (line.to_ship, line.to_invoice) == (D(5), D(3))
