"""Values as text cells, and as what the browser would send for them."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group, Permission

from arcore.ui.fields import DateFormField, MoneyFormField
from arcore.ui.forms import Form, forms
from arcore.ui.live.cells import Cell, CellWriter
from arcore.ui.lookup import LookupField
from arcore.ui.lookup_source import LookupSource, SourceChoice

GROUPS = LookupSource(Group.objects.all, number="name")
PERMISSIONS = LookupSource(Permission.objects.all, number="codename")
EITHER = SourceChoice(
    ("kind",), lambda beside: {"g": GROUPS, "p": PERMISSIONS}.get(beside["kind"])
)


class Row(Form):
    day = DateFormField()
    amount = MoneyFormField(decimals=3)
    kind = forms.ChoiceField(choices=[("", "—"), ("Both", [("g", "Group"), ("p", "Right")])])
    account = LookupField(EITHER, "ui:kit_account_lookup")
    count = forms.IntegerField()
    done = forms.BooleanField(required=False)


@pytest.fixture
def till(db):
    return Group.objects.create(name="till")


def test_stored_values_are_written_as_their_inputs_would_show_them(till):
    values = {
        "day": date(2026, 3, 15),
        "amount": Decimal("1234.5"),
        "kind": "g",
        "account": till.pk,
        "count": 7,
        "done": True,
    }
    writer = CellWriter(Row())
    writer.know([values])
    assert writer.stored(values) == {
        "day": Cell("2026-03-15"),
        "amount": Cell("1,234.500"),
        "kind": Cell("Group", "g"),
        "account": Cell("till · till", str(till.pk)),
        "count": Cell("7"),
        "done": Cell("✓", "on"),
    }


def test_nothing_is_written_for_nothing(till):
    assert set(CellWriter(Row()).stored({}).values()) == {Cell("")}


def test_the_names_of_many_rows_take_one_statement_a_source(till, django_assert_num_queries):
    rights = list(Permission.objects.all()[:3])
    rows = [{"kind": "p", "account": one.pk} for one in rights] + [
        {"kind": "g", "account": till.pk},
        {"kind": "g", "account": till},
        {"kind": "", "account": 5},
    ]
    writer = CellWriter(Row())
    with django_assert_num_queries(2):
        writer.know(rows)
        shown = [writer.stored(row)["account"] for row in rows]
    assert shown[0] == Cell(PERMISSIONS.label(rights[0]), str(rights[0].pk))
    assert shown[3] == shown[4] == Cell("till · till", str(till.pk))
    assert shown[5] == Cell("")


def test_a_typed_row_shows_what_was_understood_and_what_was_not(till):
    form = Row(
        {
            "day": "15 mar 2026",
            "amount": "1e5",
            "kind": "x",
            "account_text": "till",
            "count": "7",
        }
    )
    assert not form.is_valid()
    shown = CellWriter(Row()).typed(form)
    assert shown["day"] == Cell("2026-03-15")
    assert shown["amount"] == Cell("1e5")
    assert shown["kind"] == Cell("x", "x")
    assert shown["account"] == Cell("till")


def test_the_currency_of_the_row_decides_how_an_amount_is_written(till):
    places = {"g": 0, "p": 3}
    writer = CellWriter(Row(), lambda _name, values: places.get(values.get("kind", "")))
    for kind, written in (("g", "1,250"), ("p", "1,250.000"), ("", "1,250.000")):
        assert writer.stored({"kind": kind, "amount": Decimal("1250")})["amount"] == Cell(
            written
        )
    assert writer.stored({"kind": "g", "amount": Decimal("1.5")})["amount"] == Cell("1.5")


def test_a_value_is_sent_as_its_input_sends_it(till):
    writer, values = CellWriter(Row()), {"kind": "g"}
    assert writer.sent("amount", Decimal("5"), values) == {"amount": "5.000"}
    assert writer.sent("kind", "g", values) == {"kind": "g"}
    assert writer.sent("account", till, values) == {
        "account": str(till.pk),
        "account_text": "till · till",
    }
