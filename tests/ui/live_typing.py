"""What the browser tests of the live grid share: typing into it and reading it."""

from typing import Any

JOURNAL = "/ui/kit/journal/"
ROWS = "[data-live-grid] tbody tr[data-row]"


def row(page: Any, at: int) -> Any:
    """The row at a place, from 0."""
    return page.locator(ROWS).nth(at)


def text(page: Any, at: int, name: str) -> str:
    """What a cell shows, input or text."""
    cell = row(page, at).locator(f"td[data-name={name}]")
    held = cell.locator("input:not([type=hidden]), select")
    return held.input_value() if held.count() else cell.inner_text()


def shown(page: Any, at: int, name: str) -> str:
    return row(page, at).locator(f"td[data-shown={name}]").inner_text()


def enter(page: Any, at: int, name: str) -> None:
    """Put the cursor into a cell, its content selected."""
    cell = row(page, at).locator(f"td[data-name={name}]")
    held = cell.locator("input:not([type=hidden]), select")
    if not held.count():
        cell.click()
        return
    held.focus()
    if held.evaluate("one => one.matches('input[type=text]')"):
        held.select_text()


def wait_for(page: Any, at: int, state: str) -> None:
    page.wait_for_selector(f"{ROWS}[data-state={state}] >> nth=0")
    page.wait_for_function(
        "([rows, at, state]) => document.querySelectorAll(rows)[at]?.dataset.state === state",
        arg=[ROWS, at, state],
    )


def problems(page: Any) -> list[str]:
    return [one.strip() for one in page.locator(".grid-problems li").all_text_contents()]


def cursor(page: Any) -> tuple[int, str]:
    """The row and the name of the cell with the cursor."""
    return tuple(
        page.evaluate(
            """rows => {
                const at = document.activeElement.closest('td[data-name]');
                if (!at) return [-1, document.activeElement.tagName];
                const row = at.closest('tr');
                return [[...document.querySelectorAll(rows)].indexOf(row), at.dataset.name];
            }""",
            ROWS,
        )
    )


def paste(page: Any, copied: str) -> None:
    """Paste as a spreadsheet would."""
    page.evaluate(
        """copied => {
            const data = new DataTransfer();
            data.setData("text/plain", copied);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        copied,
    )


def type_line(page: Any, account: str, amount: str) -> None:
    """From the account's cell to the amount's, by keyboard: account, Tab, Tab, amount."""
    page.keyboard.type(account)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(amount)
