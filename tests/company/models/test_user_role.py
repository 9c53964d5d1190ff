import pghistory
import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from tests.company.builders import person

pytestmark = pytest.mark.django_db


def test_giving_and_taking_a_role_leaves_a_trace_with_its_author():
    ann, root = person("ann"), person("root")
    clerk = Group.objects.get(name="clerk")
    with pghistory.context(user=root.pk):
        ann.groups.add(clerk)
        ann.groups.set([])
    trace = apps.get_model("company", "UserRoleEvent").objects.order_by("pgh_id")
    assert [(e.pgh_label, e.user_id, e.group_id) for e in trace] == [
        ("insert", ann.pk, clerk.pk),
        ("delete", ann.pk, clerk.pk),
    ]
    assert {e.pgh_context.metadata["user"] for e in trace} == {root.pk}
