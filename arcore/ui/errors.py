"""Error pages in the user's language that say the way out."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when more was sent than a page may take."""
    if isinstance(exception, TOO_LARGE):
        return render(request, "ui/errors/413.html", status=413)
    return render(request, "ui/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "", **_options: Any) -> HttpResponse:
    """The page was too old to submit; what was typed is kept in the browser."""
    page = {"back": request.get_full_path()}
    response = render(request, "ui/errors/csrf.html", page, status=403)
    response.headers["X-Too-Old"] = "1"  # for scripts: reloading the page is the way out
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without context processors: it must work while the database does not."""
    return HttpResponseServerError(loader.render_to_string("ui/errors/500.html"))
