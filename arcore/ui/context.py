"""What every page shows around its content: navigation, theme and the company's name."""

from django.apps import apps
from django.core.cache import cache
from django.http import HttpRequest

from arcore.ui.actions import address
from arcore.ui.navigation import navigation_for
from arcore.ui.theme import theme_of

PRODUCT = "arcore"
COMPANY_NAME_KEY = "ui-company-name"
COMPANY_NAME_SECONDS = 60


def page(request: HttpRequest) -> dict[str, object]:
    """The template context `page`."""
    if not hasattr(request, "user"):  # a refusal before the sign-in middleware ran
        return {"page": {"product": PRODUCT, "theme": theme_of(request), "home_url": "/"}}
    return {
        "page": {
            "product": PRODUCT,
            "company": company_name() if request.user.is_authenticated else "",
            "navigation": navigation_for(request),
            "theme": theme_of(request),
            "search_url": address("search"),
            "language_url": address("company:set_language"),
            "home_url": address("desk") or "/",
        }
    }


def company_name() -> str:
    """The company's name, or nothing before it is set up.

    Looked up by name, since the kit imports no app, and kept a minute: a renamed company shows
    everywhere within that time.
    """
    if not apps.is_installed("arcore.company"):
        return ""
    if (known := cache.get(COMPANY_NAME_KEY)) is not None:
        return known
    companies = apps.get_model("company", "Company")._default_manager
    name = companies.values_list("name", flat=True).first() or ""
    if name:
        cache.set(COMPANY_NAME_KEY, name, COMPANY_NAME_SECONDS)
    return name
