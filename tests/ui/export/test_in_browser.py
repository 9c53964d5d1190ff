"""Export by keyboard: x opens the menu, Enter takes the first file, the filter goes along."""

import pytest

from tests.ui.export.reading import sheet_of

pytestmark = [pytest.mark.browser, pytest.mark.committing]


def test_a_clerk_exports_what_the_filter_left_without_the_mouse(committed_house, open_page):
    committed_house.customer("Adatum")
    committed_house.customer("Contoso")
    page = open_page(committed_house.user("carl", "clerk"))
    page.goto("/customers/")
    page.keyboard.press("/")
    page.keyboard.type("conto")
    page.wait_for_url("**/customers/?q=conto")
    with page.expect_response("**/customers/?q=conto"):  # leaving the filter asks once more
        page.keyboard.press("ArrowDown")
    page.wait_for_load_state("networkidle")
    with page.expect_download() as csv_file:
        page.keyboard.press("x")
        page.locator(".export .dropdown-item:focus").wait_for()
        page.keyboard.press("Enter")
    text = csv_file.value.path().read_text(encoding="utf-8-sig")
    assert [line.split(",")[1] for line in text.splitlines()] == ["Name", "Contoso"]
    with page.expect_download() as xlsx_file:
        page.keyboard.press("x")
        page.locator(".export .dropdown-item:focus").wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    with xlsx_file.value.path().open("rb") as file:
        assert [row[1].value for row in sheet_of(file)] == ["Name", "Contoso"]
