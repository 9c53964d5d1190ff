"""Who has which role; giving and taking a role leaves a trace."""

import pghistory
from django.utils.translation import gettext_lazy as _

from arcore.company.models.user import User


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class UserRole(User.groups.through):  # type: ignore[name-defined]
    """Django's own row that puts a user into a group."""

    class Meta:
        proxy = True
        verbose_name = _("role of a user")
        verbose_name_plural = _("roles of users")
