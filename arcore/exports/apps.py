from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    """No role needs a permission of its own: who may see a list may have it as a file."""

    name = "arcore.exports"
    label = "exports"
    verbose_name = _("Files of lists")
