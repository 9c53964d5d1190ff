"""Light, dark, or as the system says: kept in a cookie and rendered by the server."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEMES = ("auto", "light", "dark")
COOKIE = "arcore_theme"
ONE_YEAR_SECONDS = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember the theme and go back to the page it was chosen on."""
    chosen = request.POST.get("theme", "auto")
    response = HttpResponseRedirect(safe_next(request))
    if chosen in THEMES:
        response.set_cookie(
            COOKIE,
            chosen,
            max_age=ONE_YEAR_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def safe_next(request: HttpRequest) -> str:
    """The posted way back if it stays on this host, otherwise the start page."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return target
    return "/"
