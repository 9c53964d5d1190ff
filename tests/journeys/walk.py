"""Steps that several journeys take, in the words of who takes them."""

from typing import Any

from arcore.company.models import User
from payments.models import ReconciliationJournal

PASSWORD = "correct horse battery"


def sign_in(page: Any, user: User) -> None:
    """Fill in the sign-in page that is open, and wait until it lets go."""
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def choose_file(page: Any, content: bytes) -> None:
    """Choose the bank's file on the import page that is open, and send it."""
    file = {"name": "may.xml", "mimeType": "text/xml", "buffer": content}
    page.set_input_files("[name=file]", file)
    page.click("[data-submit]")


def import_file(page: Any, content: bytes) -> ReconciliationJournal:
    """Import the bank's file; the journal that came of it is open afterwards."""
    page.goto("/payments/import/")
    choose_file(page, content)
    page.wait_for_url(lambda url: "/import/" not in url)
    return ReconciliationJournal.objects.latest("pk")


def send(page: Any, address: str, **fields: str) -> Any:
    """A POST as a script of this user would send it: his session, a token of the open page."""
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    return page.request.post(address, form={"csrfmiddlewaretoken": token, **fields})


def press(page: Any, key: str, arrives: str) -> None:
    """One key; the page it leads to ends with `arrives`."""
    page.keyboard.press(key)
    page.wait_for_url(f"**{arrives}")


def said(page: Any) -> str:
    """What the page tells about the last step."""
    return page.inner_text("#messages")


def look_up(page: Any, field: str, typed: str) -> None:
    """Choose the first suggestion for what is typed."""
    page.fill(f"#id_{field}", typed)
    page.wait_for_selector(f"#id_{field}_list [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
