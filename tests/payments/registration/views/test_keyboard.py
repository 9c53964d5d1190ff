"""Twenty cheques without the mouse: found, ticked, filled in, saved, posted."""

import pytest

from ledger.models import CustomerLedgerEntry
from payments.models import RegistrationLine
from tests.payments.registration.builders import setup_of
from tests.plugins.browser import serious_violations

pytestmark = pytest.mark.browser
CHEQUES = 20
MOST_STROKES = 262  # 13 a cheque, of which 10 are its amount and its number; 2 post


class Keys:
    """The page's keyboard, counting its strokes; the mouse is left alone."""

    def __init__(self, page):
        self.page, self.strokes = page, 0

    def type(self, text):
        self.page.keyboard.type(text)
        self.strokes += len(text)

    def press(self, key):
        self.page.keyboard.press(key)
        self.strokes += 1


@pytest.fixture
def page(committed_house, open_page):
    clara = committed_house.user("clara", "clerk")
    setup_of(committed_house, clara)
    for place in range(CHEQUES):
        committed_house.invoice_of(f"{100 + place}.00", committed_house.customer("Adatum"))
    page = open_page(clara)
    page.goto("/payments/registration/")
    return page


def active(page):
    """The cell with the cursor, or the kind of input that has it."""
    return page.evaluate(
        "document.activeElement.dataset.cell || document.activeElement.type || ''"
    )


def wait_for_cursor(page, name):
    page.wait_for_function(
        "name => (document.activeElement.dataset.cell || document.activeElement.type) === name",
        arg=name,
    )


def wait_until_saved(page):
    page.wait_for_function("() => !document.querySelector('tr[data-state=waiting]')")


def test_twenty_cheques_by_keyboard_alone(page):
    keys = Keys(page)
    assert active(page) == "search"
    for place in range(CHEQUES):
        keys.type(f"{100 + place}.00")  # the amount is what stands on every cheque
        keys.press("Enter")
        wait_for_cursor(page, "amount")
        keys.press("Enter")
        assert active(page) == "external_document_no"
        keys.type(f"{4711 + place}")
        keys.press("Enter")
        assert active(page) == "search"
    wait_until_saved(page)
    lines = RegistrationLine.objects.order_by("id")
    cheques = [str(4711 + n) for n in range(CHEQUES)]
    assert [line.external_document_no for line in lines] == cheques
    assert [line.amount_received for line in lines] == [100 + n for n in range(CHEQUES)]
    assert page.inner_text("[data-registration-count]") == str(CHEQUES)
    keys.press("Control+Enter")
    page.wait_for_url("**/payments/registration/post/")
    page.wait_for_selector("button[data-submit]:focus")
    keys.press("Enter")
    page.wait_for_selector("text=20 payments are posted.")
    assert not RegistrationLine.objects.exists()
    assert not CustomerLedgerEntry.objects.filter(open=True).exists()
    assert keys.strokes <= MOST_STROKES, keys.strokes


# Enter falls between the arrival of the list that typing asked for and its settling; leaving the
# input and coming back commits what was typed, as a real Enter does.
ENTER_MEANWHILE = """() => {
  const search = document.querySelector("[data-filter-bar] input[type=search]");
  window.settled = 0;
  document.addEventListener("htmx:afterSettle", event => {
    window.settled += event.target.id === "list";
  });
  document.addEventListener("htmx:afterSwap", () => {
    search.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    search.blur();
    search.focus();
    search.form.requestSubmit();
  }, { once: true });
}"""


def test_enter_while_a_list_is_arriving_keeps_the_cursor(page):
    page.evaluate(ENTER_MEANWHILE)
    page.keyboard.type("107.00")
    page.wait_for_function("() => window.settled >= 2")
    wait_for_cursor(page, "amount")
    page.wait_for_timeout(300)
    assert active(page) == "amount"
    assert page.evaluate("document.activeElement.value") == "107.00"


def test_arrows_walk_space_ticks_and_typing_is_never_replaced(page):
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert active(page) == "amount"
    page.keyboard.type("7x")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("text=is not an amount")
    assert page.locator("[data-cell=amount]").nth(1).input_value() == "7x"
    page.keyboard.press("ArrowUp")
    page.keyboard.type("12.5")
    page.keyboard.press("Escape")
    assert page.locator("[data-cell=amount]").nth(1).input_value() != "12.5"
    page.keyboard.type("7.50")
    page.keyboard.press("ArrowDown")
    wait_until_saved(page)
    page.reload()
    assert [box.is_checked() for box in page.locator("[data-cell=made]").all()[:3]] == [
        True,
        True,
        False,
    ]
    assert page.locator("[data-cell=amount]").nth(1).input_value() == "7.50"


def test_an_amount_that_cannot_be_read_holds_back_from_posting(page):
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("12x")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-cell=amount][aria-invalid]:focus")
    assert page.url.endswith("/payments/registration/")
    page.keyboard.type("12.00")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/payments/registration/post/")
    assert "12.00" in page.inner_text("main")


def test_shift_f2_leads_to_a_journal_line_of_what_was_typed(page):
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("60.00")
    page.keyboard.press("Shift+F2")
    page.wait_for_url("**/journals/*/new/?*")
    assert page.input_value("[name=amount]") == "-60.00"


def test_axe_finds_nothing_serious_and_a_telephone_shows_the_page(page, open_page):
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    wait_until_saved(page)
    for address in ("", "setup/", "post/", "post-lump-sum/", "unposted/"):
        page.goto(f"/payments/registration/{address}")
        assert serious_violations(page) == [], address
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == 390, address
        page.set_viewport_size({"width": 1400, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == 1400, address
