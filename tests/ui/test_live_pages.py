"""Grids over a table: pages, the place of a row, who may look and who may type."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.template import Context, Template
from django.test import RequestFactory

from arcore.ui.live.edit import SentRow
from arcore.ui.live.saving import remove_row, save_row
from arcore.ui.live.views import OneRow, RemoveRow
from tests.ui.live_codes import LOOK, TYPE, Codes, make_codes

pytestmark = pytest.mark.urls("tests.ui.live_codes")


class User:
    """Holds the permissions by which it is made."""

    def __init__(self, *held):
        self.held = held

    def has_perm(self, name):
        return name in self.held


def grid(query="", *held, kind=Codes):
    request = RequestFactory().get(f"/{query}")
    request.user = User(*(held or (LOOK, TYPE)))  # type: ignore[assignment]  # only has_perm
    return kind(request)


@pytest.fixture
def codes(db):
    return make_codes()


def names(shown):
    return [row.codename for row in shown.page.rows]


def test_a_page_begins_with_the_row_that_is_asked_for(codes):
    assert names(grid()) == ["code0", "code1", "code2"]
    assert names(grid(f"?row={codes[1].pk}")) == ["code0", "code1", "code2"]
    far = grid(f"?row={codes[5].pk}")
    assert names(far) == ["code5", "code6", "code7"]
    assert (far.page.start, far.following) == (6, "")


def test_the_last_page_knows_its_numbers(codes):
    last = grid("?at=last")
    assert names(last) == ["code5", "code6", "code7"]
    assert last.page.start == 6
    assert last.pager.total == "8"


def test_a_page_knows_the_row_behind_it(codes):
    first = grid()
    assert first.following == codes[3].pk
    assert names(grid(first.pager.next)) == ["code3", "code4", "code5"]


@pytest.mark.parametrize("query", ["?after=zz", "?row=x", "?row=999999999", "?at=first"])
def test_a_made_up_place_is_the_first_page(codes, query):
    assert names(grid(query)) == ["code0", "code1", "code2"]


def rendered(shown):
    return Template("{% load live %}{% live_grid grid %}").render(Context({"grid": shown}))


def test_who_may_only_look_gets_text_and_who_may_not_gets_nothing(codes):
    html = rendered(grid("", LOOK))
    assert "Name 0" in html
    assert "data-live-grid" not in html
    assert "<input" not in html
    with pytest.raises(PermissionDenied):
        grid("", TYPE)


def test_the_row_to_type_in_stands_on_the_last_page(codes):
    assert 'data-following=""' in rendered(grid("?at=last"))
    assert f'data-following="{codes[3].pk}"' in rendered(grid())


def post(view, data, *held, kind=Codes):
    request = RequestFactory().post("/", data)
    request.user = User(*(held or (LOOK, TYPE)))  # type: ignore[assignment]  # only has_perm
    return view.as_view(grid_class=kind)(request)


def test_only_who_may_type_is_answered(codes):
    with pytest.raises(PermissionDenied):
        post(OneRow, {"token": "t"}, LOOK)


def test_while_the_grid_is_locked_everybody_reads_why(codes):
    class Locked(Codes):
        lock = "The journal is being posted."

    answer = post(OneRow, {"token": "t"}, kind=Locked)
    assert answer.status_code == 423
    assert b"being posted" in answer.content
    html = rendered(grid(kind=Locked))
    assert "being posted" in html
    assert "data-live-grid" not in html


def test_the_same_new_row_sent_twice_at_once_is_stored_once(codes):
    """The other request stores the row after this one has looked for its token."""
    shown = grid()
    twice = SentRow({"token": "code3", "codename": "code3", "name": "Name 3"})
    with pytest.raises(IntegrityError):
        save_row(SimpleTokens(shown.request), twice)
    answer = save_row(shown, twice)
    assert (answer.status, answer.stored) == (200, codes[3])


class SimpleTokens(Codes):
    """Knows no tokens: a double that is none stays an error."""

    def find_token(self, token):
        return None


def test_a_row_carries_what_changed_to_the_app(codes):
    seen = []

    class Watched(Codes):
        def save(self, edit):
            seen.append(edit)
            return super().save(edit)

    sent = {"row": str(codes[0].pk), "version": "Name 0", "codename": "code0", "name": "New"}
    answer = save_row(grid(kind=Watched), SentRow(sent))
    assert answer.status == 200
    assert seen[0].changed == {"name"}
    assert (seen[0].row_id, seen[0].version) == (codes[0].pk, "Name 0")


def test_a_conflict_names_the_person(codes):
    sent = {"row": str(codes[0].pk), "version": "old", "codename": "code0", "name": "New"}
    answer = save_row(grid(), SentRow(sent))
    assert answer.status == 409
    assert str(answer.row.problems[0].message) == "Clara changed this row meanwhile."


def test_a_removal_is_refused_in_words_and_the_row_comes_back(codes):
    sent = SentRow({"row": str(codes[0].pk), "version": "old"})
    changed = remove_row(grid(), sent)
    assert changed is not None
    assert changed.status == 409
    assert "Clara changed this row" in str(changed.row.problems[0].message)
    Permission.objects.filter(pk=codes[0].pk).update(name="Kept")
    refused = post(RemoveRow, {"row": codes[0].pk, "version": "Kept"})
    assert refused.status_code == 422
    assert b"It is needed." in refused.content
    Permission.objects.filter(pk=codes[0].pk).update(name="Name 0")
    assert post(RemoveRow, {"row": codes[0].pk, "version": "Name 0"}).status_code == 200
    assert not Permission.objects.filter(pk=codes[0].pk).exists()


def test_a_grid_needs_no_statement_more_for_more_rows(codes, django_assert_num_queries):
    class Wide(Codes):
        page_rows = 50

    with django_assert_num_queries(1):
        rendered(grid(kind=Wide))
