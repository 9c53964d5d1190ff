from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CompanyConfig(AppConfig):
    name = "arcore.company"
    label = "company"
    verbose_name = _("Company")
    default_auto_field = "django.db.models.BigAutoField"
    role_permissions = {
        "accountant": ["company.add_exchangerate", "company.change_exchangerate"],
    }
    setup_models = [
        "user",
        "company",
        "currency",
        "exchangerate",
        "numberseries",
        "seriesuse",
    ]

    def ready(self) -> None:
        from arcore.company.roles import keep_roles

        post_migrate.connect(keep_roles, dispatch_uid="arcore.company.roles")
