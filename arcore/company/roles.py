"""The four roles, kept as Django groups that say exactly what the code says.

Every app of ours tells on its AppConfig what a role may do there: `role_permissions` maps
a role to permissions (`"customers.add_customer"`), `setup_models` names the models that
the administrator maintains. Every role may view everything; the auditor nothing more.
Other groups are left alone.
"""

from collections.abc import Iterable

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction
from django.utils.translation import gettext_lazy as _

CLERK = "clerk"
ACCOUNTANT = "accountant"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"
ROLES = (CLERK, ACCOUNTANT, AUDITOR, ADMINISTRATOR)
ROLE_NAMES = {
    CLERK: _("clerk"),
    ACCOUNTANT: _("accountant"),
    AUDITOR: _("auditor"),
    ADMINISTRATOR: _("administrator"),
}

OUR_PACKAGES = frozenset({"arcore", "customers", "ledger", "payments", "reminders"})


def our_apps() -> list[AppConfig]:
    """The product's own apps, in the order of INSTALLED_APPS."""
    return [c for c in apps.get_app_configs() if c.name.partition(".")[0] in OUR_PACKAGES]


def sync_roles(using: str = "default") -> None:
    """Give each role exactly its permissions; running it again changes nothing.

    Raises ImproperlyConfigured naming a role or permission that does not exist.
    """
    configs = our_apps()
    for config in configs:
        create_permissions(config, verbosity=0, using=using)
    known = _known_permissions(configs, using)
    with transaction.atomic(using=using):
        for role in ROLES:
            group, _made = Group.objects.using(using).get_or_create(name=role)
            group.permissions.set(_permissions_of(role, configs, known))


def keep_roles(sender: AppConfig, using: str, **kwargs: object) -> None:
    """After the last app has migrated, when every permission of ours can exist."""
    last = [c for c in apps.get_app_configs() if c.models_module is not None][-1]
    if sender.name == last.name and _auth_is_migrated(using):
        sync_roles(using)


def _known_permissions(configs: Iterable[AppConfig], using: str) -> dict[str, Permission]:
    found = Permission.objects.using(using).filter(
        content_type__app_label__in=[config.label for config in configs]
    )
    return {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in found.select_related("content_type")
    }


def _permissions_of(
    role: str, configs: Iterable[AppConfig], known: dict[str, Permission]
) -> list[Permission]:
    wanted = {name for name in known if name.partition(".")[2].startswith("view_")}
    for config in configs:
        wanted |= _granted_by(config, role)
    missing = sorted(wanted - known.keys())
    if missing:
        raise ImproperlyConfigured(f"Role {role}: no such permission: {', '.join(missing)}.")
    return [known[name] for name in wanted]


def _granted_by(config: AppConfig, role: str) -> set[str]:
    table = getattr(config, "role_permissions", {})
    strangers = sorted(table.keys() - set(ROLES))
    if strangers:
        raise ImproperlyConfigured(f"{config.label}: no such role: {', '.join(strangers)}.")
    granted = set(table.get(role, ()))
    if role == ADMINISTRATOR:
        granted |= {
            f"{config.label}.{verb}_{model.lower()}"
            for model in getattr(config, "setup_models", ())
            for verb in ("add", "change", "delete")
        }
    return granted


def _auth_is_migrated(using: str) -> bool:
    return Group._meta.db_table in connections[using].introspection.table_names()
