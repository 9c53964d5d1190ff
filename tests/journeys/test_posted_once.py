"""However often Post is pressed, the books have it once."""

import pytest

from ledger.books import check_books
from ledger.models import Register
from payments.models import BankStatement, PostedReconciliation
from tests.journeys.scene import sure_file
from tests.journeys.walk import import_file

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_click_posts_once(open_page, committed_house, today_in, scripts):
    before = Register.objects.count()
    page = open_page(committed_house.user(), java_script_enabled=scripts)
    journal = import_file(page, sure_file(today_in.adatum, today_in.litware))
    page.goto(f"/payments/{journal.pk}/post/")
    late = page.context.new_page()
    late.goto(f"/payments/{journal.pk}/post/")
    page.dblclick("[data-submit]")
    page.wait_for_url("**/payments/posted/*/")
    late.click("[data-submit]")
    late.wait_for_url("**/payments/posted/*/")
    assert late.url == page.url
    assert PostedReconciliation.objects.count() == BankStatement.objects.count() == 1
    assert Register.objects.count() == before + 1
    assert check_books() == []
