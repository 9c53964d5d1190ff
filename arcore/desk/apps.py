"""The start page as a Django app: no models of its own."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "arcore.desk"
    label = "desk"
    verbose_name = _("Desk")
