"""What the database could not hold is told in words, whichever way it came."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from payments.journal.lines import change_line
from payments.journal.refused import JournalRefused
from payments.models import JournalLine
from tests.payments.journal.builders import line_of

D = Decimal


@pytest.fixture
def line(house, batch):
    return line_of(batch, house, house.customer(), "-5")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"factor": D(0)}, "factor"),
        ({"factor": D("-1.1")}, "factor"),
        ({"factor": D("1.1"), "amount": D(-5), "amount_lcy": D(5)}, "amount_lcy"),
        ({"factor": D(2), "amount": D("-999999999999999.99")}, "amount"),
        ({"discount_percent": D(-1)}, "discount_percent"),
        ({"discount_percent": D("100.01")}, "discount_percent"),
    ],
)
def test_it_is_refused_and_the_line_stays(house, line, jane, values, field):
    with pytest.raises(JournalRefused) as refused:
        change_line(line.pk, 1, {"currency": house.usd, **values}, jane)
    assert [one.field for one in refused.value.refusals] == [field]
    line.refresh_from_db()
    assert (line.amount, line.version, line.currency_id) == (-5, 1, "EUR")


def test_the_edges_are_kept(line, jane):
    values = {"amount": D("-999999999999999.99"), "discount_percent": D(100)}
    assert change_line(line.pk, 1, values, jane).version == 2
    assert change_line(line.pk, 2, {"amount": D(0), "discount_percent": D(0)}, jane).amount == 0


def test_the_form_and_the_file_tell_it(house, batch, line, client, jane):
    client.force_login(jane, "django.contrib.auth.backends.ModelBackend")
    url = reverse("journal:line", args=[line.pk])
    form = client.get(url).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    sent = {name: getattr(value, "pk", value) for name, value in shown.items()}
    answer = client.post(url, {**sent, "discount_percent": "200"})
    assert answer.status_code == 422
    assert "between 0 and 100" in answer.content.decode()
    text = f"Account;Amount;Currency;Exchange rate\n{line.customer.no};-5;USD;-2\n"
    file = ContentFile(text.encode(), name="lines.csv")
    told = client.post(reverse("journal:import", args=[batch.pk]), {"file": file})
    assert "Row 2: The exchange rate must be more than zero." in told.content.decode()
    assert JournalLine.objects.count() == 1
