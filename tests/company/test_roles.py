import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from arcore.company import roles
from tests.company.builders import person

pytestmark = pytest.mark.django_db
SETUP = ("user", "company", "currency", "exchangerate", "numberseries", "seriesuse")


def granted(role: str) -> set[str]:
    return {
        f"{p.content_type.app_label}.{p.codename}"
        for p in Group.objects.get(name=role).permissions.select_related("content_type")
    }


def ours() -> set[str]:
    return {config.label for config in roles.our_apps()}


@pytest.mark.parametrize("role", roles.ROLES)
def test_every_role_exists_after_migrate_and_views_everything_of_ours(role):
    views = Permission.objects.filter(
        content_type__app_label__in=ours(), codename__startswith="view_"
    ).select_related("content_type")
    assert views.count() >= len(SETUP)
    assert {f"{p.content_type.app_label}.{p.codename}" for p in views} <= granted(role)


def test_the_auditor_changes_nothing():
    assert {name for name in granted("auditor") if ".view_" not in name} == set()


def test_only_the_administrator_maintains_the_company():
    maintain = {f"company.{verb}_{m}" for verb in ("add", "change", "delete") for m in SETUP}
    assert maintain <= granted("administrator")
    for role in ("clerk", "auditor"):
        assert not maintain & granted(role)
    rates = {"company.add_exchangerate", "company.change_exchangerate"}
    assert maintain & granted("accountant") == rates


def test_nobody_changes_history_or_groups():
    for role in roles.ROLES:
        assert not {n for n in granted(role) if n.endswith("event") and ".view_" not in n}
        assert not {n for n in granted(role) if n.startswith("auth.")}


def test_a_person_in_the_role_may_do_it():
    assert person("ann", "administrator").has_perm("company.change_currency")
    assert not person("ben", "auditor").has_perm("company.change_currency")


def test_another_migrate_changes_nothing():
    before = {role: granted(role) for role in roles.ROLES}
    call_command("migrate", verbosity=0)
    assert {role: granted(role) for role in roles.ROLES} == before
    assert Group.objects.filter(name__in=roles.ROLES).count() == 4


def test_what_leaves_the_table_leaves_the_role(monkeypatch):
    config = apps.get_app_config("company")
    monkeypatch.setattr(config, "role_permissions", {"clerk": ["company.change_currency"]})
    roles.sync_roles()
    assert "company.change_currency" in granted("clerk")
    monkeypatch.setattr(config, "role_permissions", {})
    roles.sync_roles()
    assert "company.change_currency" not in granted("clerk")


def test_a_permission_added_by_hand_leaves_with_the_next_migrate():
    stray = Permission.objects.get(codename="delete_currency")
    Group.objects.get(name="auditor").permissions.add(stray)
    roles.sync_roles()
    assert "company.delete_currency" not in granted("auditor")


def test_groups_of_others_are_left_alone():
    stray = Permission.objects.get(codename="delete_currency")
    own = Group.objects.create(name="night shift")
    own.permissions.add(stray)
    roles.sync_roles()
    assert list(own.permissions.all()) == [stray]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"clerk": ["company.fly_currency"]}, "no such permission: company.fly_currency"),
        ({"janitor": []}, "no such role: janitor"),
    ],
)
def test_a_slip_in_the_table_is_named(monkeypatch, table, said):
    monkeypatch.setattr(apps.get_app_config("company"), "role_permissions", table)
    with pytest.raises(ImproperlyConfigured, match=said):
        roles.sync_roles()
