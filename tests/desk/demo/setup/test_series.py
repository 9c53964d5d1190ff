"""Number series of the demo company."""

from arcore.company.models import SeriesUse
from arcore.company.purposes import Purpose


def test_every_purpose_has_a_series(demo):
    uses = dict(SeriesUse.objects.values_list("purpose", "series__gapless"))
    assert set(uses) == set(Purpose.values)
    lawful = {purpose for purpose, gapless in uses.items() if gapless}
    assert lawful == {Purpose.POSTED_INVOICE, Purpose.POSTED_CREDIT_MEMO}
