"""Headless Chromium against a live server on a database of the test's own.

`site` is the server's address, `open_page(user, language="fr", color_scheme="dark")` a page
signed in as that user, `serious_violations(page)` what axe finds. Mark such tests `browser`;
they are skipped where no Chromium is found.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.test import Client
from django.test.testcases import LiveServerThread

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE = {"width": 1400, "height": 900}
NARROW = {"width": 390, "height": 844}
SERIOUS = ("serious", "critical")
PATIENCE_MS = 30_000  # of a machine that has other things to do


def chromium_path() -> str | None:
    """ARCORE_CHROMIUM, or the first Chromium on the path."""
    named = os.environ.get("ARCORE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CANDIDATES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for the whole run."""
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium found; set ARCORE_CHROMIUM to its path")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=switches)
        yield browser
        browser.close()


@pytest.fixture
def site(own_database) -> Iterator[str]:
    """The address of a live server; what it writes is committed to the test's own database."""
    server = LiveServerThread("127.0.0.1", StaticLiveServerTestCase.static_handler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.fixture
def open_page(chromium, site) -> Iterator[Callable[..., Any]]:
    """Open a page, signed in as a user or as a stranger; script errors fail the test."""
    contexts, errors = [], []

    def opened(user: Any = None, *, language: str = "en", narrow: bool = False, **options: Any):
        context = chromium.new_context(
            base_url=site, viewport=NARROW if narrow else WIDE, locale=language, **options
        )
        contexts.append(context)
        if user is not None:
            if user.language != language:
                user.language = language
                user.save(update_fields=["language"])
            context.add_cookies([session_cookie(user, site)])
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: _note_refused(said, errors))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def session_cookie(user: Any, site: str) -> dict[str, str]:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}


def serious_violations(page: Any) -> list[str]:
    """What axe calls serious or critical on this page, with the elements concerned."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {[node['html'][:160] for node in one['nodes']]}"
        for one in found
        if one["impact"] in SERIOUS
    ]


def _note_refused(said: Any, errors: list[str]) -> None:
    """The browser's own complaint about a broken content security policy."""
    if "Content Security Policy" in said.text:
        errors.append(said.text)
