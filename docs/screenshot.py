"""Take docs/screenshot.png from a running demo: a bank statement that applied itself.

    python3 run.py --port 8000          in one terminal
    .venv/bin/python docs/screenshot.py http://localhost:8000 USER PASSWORD FILE

FILE is the statement to import, as the demo names it. Needs Chromium on the path or in
ARCORE_CHROMIUM. The journal that it makes stays in the demo; `run.py --reset` starts afresh.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

PICTURE = Path(__file__).with_name("screenshot.png")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZE: ViewportSize = {"width": 1280, "height": 860}
MOST_SECONDS = 60


def take(address: str, user: str, password: str, statement: Path) -> None:
    """Sign in, import the statement, wait for matching, keep what the journal looks like."""
    chromium = os.environ.get("ARCORE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        page = browser.new_page(base_url=address, viewport=SIZE, locale="en")
        page.set_default_timeout(MOST_SECONDS * 1000)
        sign_in(page, user, password)
        page.goto("/payments/import/")
        page.set_input_files("input[type=file]", statement)
        page.click("button[data-submit]")
        page.wait_for_url(lambda url: "import" not in url)
        page.reload()  # without the messages of the import
        page.wait_for_selector("main table")
        page.screenshot(path=PICTURE)
        browser.close()


def sign_in(page: Page, user: str, password: str) -> None:
    """Through the sign-in page, as everybody does."""
    page.goto("/sign-in/")
    page.fill("input[name=username]", user)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


if __name__ == "__main__":
    take(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4]))
