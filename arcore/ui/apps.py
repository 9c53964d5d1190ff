"""The page kit as a Django app: static files, template tags and translations, no models."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "arcore.ui"
    label = "ui"
    verbose_name = _("Page kit")
