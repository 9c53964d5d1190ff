"""A session that ends under a long document loses nothing of what was typed."""

import pytest
from django.contrib.sessions.models import Session

from tests.journeys.walk import sign_in

pytestmark = pytest.mark.browser


def test_what_was_typed_comes_back_after_signing_in(open_page, committed_house):
    carl = committed_house.user("carl", "clerk")
    draft = committed_house.draft(committed_house.customer(), ("1", "10"), ("2", "20"))
    page = open_page(carl)
    page.goto(draft.get_absolute_url())
    page.fill("#id_external_document_no", "PO 4711 שלום")
    page.fill("#id_lines-1-description", "Bicyclette bleue 🚲")
    page.fill("#id_lines-1-unit_price", "25.50")
    page.press("#id_lines-1-unit_price", "Tab")
    page.wait_for_selector("#totals >> text=73.20")
    Session.objects.all().delete()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sign-in/?next=**")
    sign_in(page, carl)
    page.wait_for_selector("[data-draft-restored]")
    assert page.url.endswith(draft.get_absolute_url())
    assert page.input_value("#id_external_document_no") == "PO 4711 שלום"
    assert page.input_value("#id_lines-1-unit_price") == "25.50"
    page.press("#id_lines-1-unit_price", "Control+Enter")
    page.wait_for_selector(".notice-success")
    draft.refresh_from_db()
    lines = list(draft.lines.order_by("line_no").values_list("description", "net"))
    assert draft.external_document_no == "PO 4711 שלום"
    assert lines == [("Bicycle", 10), ("Bicyclette bleue 🚲", 51)]
