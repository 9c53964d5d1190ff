import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from arcore.ui.forms import Form, forms
from arcore.ui.grid import grid_of
from arcore.ui.lookup import LookupField, LookupSource, LookupView
from arcore.ui.lookup_source import SourceChoice

SOURCE = LookupSource(Group.objects.all, number="name")


class Chosen(Form):
    group = LookupField(SOURCE, "ui:kit_lookup")


@pytest.fixture
def groups(db):
    return [Group.objects.create(name=name) for name in ("10000", "10001", "20000")]


def test_a_chosen_row_is_taken_by_its_id(groups):
    form = Chosen({"group": groups[1].pk, "group_text": SOURCE.label(groups[1])})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["group"] == groups[1]


@pytest.mark.parametrize("typed", ["20000", "2000", "20000 · anything"])
def test_a_number_or_a_text_that_fits_one_row_needs_no_choosing(groups, typed):
    form = Chosen({"group_text": typed})
    assert form.is_valid()
    assert form.cleaned_data["group"] == groups[2]


def test_the_text_that_was_seen_wins_over_a_stale_id(groups):
    form = Chosen({"group": groups[0].pk, "group_text": "20000"})
    assert form.is_valid()
    assert form.cleaned_data["group"] == groups[2]


@pytest.mark.parametrize(
    ("typed", "reason"), [("1000", "fits several"), ("zzz", "Nothing found"), ("", "required")]
)
def test_what_is_not_one_row_is_refused_and_shown_again(groups, typed, reason):
    form = Chosen({"group_text": typed})
    assert reason in str(form.errors["group"])
    assert f'value="{typed}"' in str(form["group"])


def test_what_no_database_can_hold_is_read_past(groups):
    form = Chosen({"group_text": "200\x0000"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["group"] == groups[2]


@pytest.mark.parametrize("pk", ["x", "9" * 30, "-1", "1;drop", "٣"])
def test_a_made_up_id_is_refused(groups, pk):
    with pytest.raises(ValidationError):
        LookupField(SOURCE, "ui:kit_lookup").clean(Chosen({"group": pk})["group"].data)


def test_a_grid_fetches_the_labels_of_a_column_at_once(groups, django_assert_num_queries):
    rows = grid_of(Chosen)(initial=[{"group": group.pk} for group in groups])
    with django_assert_num_queries(1):
        shown = str(rows)
    assert all(SOURCE.label(group) in shown for group in groups)


BY_KIND = SourceChoice(
    ("kind",), lambda beside: SOURCE if beside["kind"] == "group" else None, "Choose a kind."
)


class ByKind(Form):
    kind = forms.ChoiceField(choices=[("", "-"), ("group", "Group")], required=False)
    chosen = LookupField(BY_KIND, "ui:kit_lookup")


def test_another_cell_decides_where_is_searched(groups):
    form = ByKind({"kind": "group", "chosen_text": "20000"})
    assert form.is_valid()
    assert form.cleaned_data["chosen"] == groups[2]
    assert 'data-lookup-beside="kind"' in str(form["chosen"])
    assert SOURCE.label(groups[0]) in str(
        ByKind(initial={"kind": "group", "chosen": groups[0].pk})
    )


def test_without_that_cell_the_lookup_says_what_is_missing(groups):
    form = ByKind({"kind": "", "chosen_text": "20000"})
    assert form.errors["chosen"] == ["Choose a kind."]


def test_suggestions_follow_the_cell_beside(groups, rf):
    class Lookup(LookupView):
        source = BY_KIND

        def has_permission(self):
            return True

    def asked(words):
        answer = Lookup.as_view()(rf.get("/", words))
        assert isinstance(answer, HttpResponse)
        return answer.content.decode()

    found = asked({"q": "1000", "kind": "group"})
    assert "10000" in found
    assert "10001" in found
    hint = asked({"q": "1000"})
    assert "Choose a kind." in hint
