"""A journal is made and set up on a page of its own; its lines and version stay as they are."""

import pytest
from django.urls import reverse

from arcore.company.models import NumberSeries
from payments.models import JournalBatch
from tests.payments.journal.builders import line_of, template

UNREADABLE = 422


@pytest.fixture
def page(client, jane):
    client.force_login(jane, "django.contrib.auth.backends.ModelBackend")
    return client


def sent(house, **values):
    return {
        "template": template(house).pk, "name": "cheques", "description": "Cheques",
        "balancing_type": "bank", "balancing_bank": house.bank.pk, "copy_to_posted": "on",
        **values,
    }  # fmt: skip


def test_a_new_journal_leads_to_its_first_line(house, page):
    answer = page.post(reverse("journal:batch_new"), sent(house))
    batch = JournalBatch.objects.get()
    assert answer.url == batch.get_absolute_url()
    assert (batch.name, batch.balancing_bank, batch.version) == ("CHEQUES", house.bank, 1)


def test_the_account_of_another_type_is_let_go(house, page):
    account = house.accounts["cash"]
    page.post(reverse("journal:batch_new"), sent(house, balancing_account=account.pk))
    assert JournalBatch.objects.get().balancing_account is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"template": ""}, "template"),
        ({"balancing_bank": ""}, "balancing_bank"),
        ({"balancing_type": "account"}, "balancing_account"),
        ({"name": "DEFAULT"}, "__all__"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(
    house, page, batch, values, field
):
    answer = page.post(reverse("journal:batch_new"), sent(house, **values))
    assert answer.status_code == UNREADABLE
    assert field in answer.context["form"].errors
    assert 'value="Cheques"' in answer.content.decode()
    assert JournalBatch.objects.get() == batch


def test_a_series_without_gaps_numbers_only_what_is_posted(house, page):
    gapless = NumberSeries.objects.filter(gapless=True)[0]
    answer = page.post(reverse("journal:batch_new"), sent(house, number_series=gapless.pk))
    assert "number_series" in answer.context["form"].errors
    page.post(reverse("journal:batch_new"), sent(house, posting_number_series=gapless.pk))
    assert JournalBatch.objects.get().posting_number_series == gapless


def test_a_change_keeps_template_lines_and_version(house, page, batch):
    line_of(batch, house, house.customer(), "-100")
    JournalBatch.objects.update(version=7)
    other = template(house, "OTHER")
    values = sent(house, name="POST", template=other.pk, balancing_type="")
    answer = page.post(reverse("journal:batch_setup", args=[batch.pk]), values)
    assert answer.url == batch.get_absolute_url()
    old, batch = batch, JournalBatch.objects.get()
    assert (batch.name, batch.template, batch.version) == ("POST", old.template, 7)
    assert batch.balancing_side is None
    assert batch.lines.count() == 1
