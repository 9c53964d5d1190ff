"""The ageing strip: lengths are numbers of SVG, figures are the reader's."""

from decimal import Decimal

from django.template.loader import render_to_string

from arcore.ui.pieces import AgePart
from arcore.ui.templatetags.ui import ageing_strip


def test_a_bar_of_a_thousand_is_written_without_a_separator():
    parts = [AgePart("Not due", Decimal(5)), AgePart("1–30 days", Decimal(0))]
    html = render_to_string("ui/ageing.html", ageing_strip(parts))
    assert 'width="1000"' in html
