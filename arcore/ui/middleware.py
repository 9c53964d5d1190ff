"""When the session has expired under an htmx request, send the whole page to sign in.

Without it, htmx would follow the redirect and paint the sign-in form inside a list.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import urlencode

TO_SIGN_IN = 204
REDIRECTS = (302, 303)


class HtmxSignInMiddleware:
    """Turn a redirect to the sign-in page into `HX-Redirect`, coming back to the same page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        htmx = getattr(request, "htmx", None)
        sign_in = resolve_url(settings.LOGIN_URL)
        target = response.headers.get("Location", "")
        if not htmx or response.status_code not in REDIRECTS or not target.startswith(sign_in):
            return response
        back = htmx.current_url_abs_path or "/"
        answer = HttpResponse(status=TO_SIGN_IN)
        answer["HX-Redirect"] = f"{sign_in}?{urlencode({'next': back})}"
        return answer
