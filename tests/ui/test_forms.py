"""Forms keep what was typed and show every refusal where it belongs."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from arcore.ui.forms import Form, forms
from arcore.ui.grid import GridFormSet, grid_of
from arcore.ui.kit_samples import KitForm, wrong_form, wrong_grid


class Row(Form):
    text = forms.CharField(max_length=10)


RowGrid = grid_of(Row)


def grid(*texts, **more) -> GridFormSet:
    data = {"line-TOTAL_FORMS": str(len(texts)), "line-INITIAL_FORMS": "0", **more}
    data |= {f"line-{at}-text": text for at, text in enumerate(texts)}
    return RowGrid(data, prefix="line")


def refusal(message, line=None, field=""):
    return SimpleNamespace(line=line, message=message, field=field)


def test_a_wrong_value_is_shown_again_beside_its_reason():
    shown = str(KitForm({"name": "Bäcker", "amount": "1e30", "day": "2026-03-15"}))
    assert 'value="Bäcker"' in shown
    assert 'value="1e30"' in shown
    assert 'id="id_amount_error"' in shown
    assert 'href="#id_amount"' in shown


@pytest.mark.parametrize(
    ("typed", "kept"), [("a\x00b", "ab"), ("שלום 🌙", "שלום 🌙"), ("x" * 10_000, None)]
)
def test_text_is_cleaned_before_it_is_judged(typed, kept):
    form = KitForm({"name": typed, "amount": "1", "day": "2026-03-15"})
    assert form.is_valid() == (kept is not None)
    assert form.cleaned_data.get("name") == kept


def test_refusals_reach_their_field_their_row_and_the_summary():
    form, rows = KitForm({}), grid("one", "two")
    assert rows.is_valid()
    form.add_refusals(
        [
            refusal("Posting is closed."),
            refusal("No such day.", field="day"),
            refusal("Blocked.", line=2),
            refusal("Too long.", line=1, field="text"),
        ],
        rows,
    )
    assert "Posting is closed." in form.non_field_errors()
    assert "No such day." in form.errors["day"]
    assert list(form.non_field_errors())[-2:] == ["Line 2: Blocked.", "Line 1: Too long."]
    assert rows.forms[1].non_field_errors() == ["Blocked."]
    assert rows.forms[0].errors["text"] == ["Too long."]


def test_an_exception_that_carries_refusals_will_do():
    form = KitForm({})
    form.add_refusals(SimpleNamespace(refusals=[refusal("No.")]))
    assert "No." in form.non_field_errors()


def test_a_refusal_of_a_row_that_is_not_there_is_still_seen():
    form, rows = KitForm({}), grid("one")
    form.add_refusals([refusal("Blocked.", line=40000)], rows)
    assert "Line 40000: Blocked." in form.non_field_errors()


def test_a_removed_row_does_not_count():
    rows = grid("one", "two", **{"line-0-DELETE": "on"})
    assert rows.is_valid()
    assert rows.refuse_row(1, "Blocked.")
    assert rows.forms[1].non_field_errors() == ["Blocked."]


def test_blank_rows_at_the_end_are_ignored_and_too_many_refused():
    assert grid("one", "").is_valid()
    small = grid_of(Row, most_rows=2)
    data = {"form-TOTAL_FORMS": "9000", "form-INITIAL_FORMS": "0"}
    assert not small(data | {f"form-{at}-text": "x" for at in range(3)}).is_valid()


@pytest.mark.django_db
def test_a_grid_shows_each_problem_below_its_row():
    rows = wrong_grid()
    shown = render_to_string("ui/grid.html", {"formset": rows})
    assert shown.count("grid-problems") == 1
    wrong_form(rows)
    refused = str(rows)
    assert refused.count('class="grid-problems"') == 2
    assert "blocked for invoices" in refused
