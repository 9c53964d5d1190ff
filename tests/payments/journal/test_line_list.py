"""The lines of a journal leave as a file, and come back from it as they were."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from payments.models import JournalLine
from tests.builders import TODAY
from tests.payments.journal.builders import line_of, paying, receipts

SAME = (
    "posting_date", "document_date", "document_type", "document_no", "external_document_no",
    "customer", "account", "bank", "description", "amount", "currency", "balancing_type",
    "balancing_bank", "applies_to_customer_entry", "due_date", "payment_reference", "on_hold",
)  # fmt: skip


def told(batch):
    return list(JournalLine.objects.filter(batch=batch).order_by("line_no").values_list(*SAME))


@pytest.fixture(autouse=True)
def english_again():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_exported_journal_is_imported_again(house, batch, client, jane, kind, language):
    jane.language = language
    jane.save()
    invoice = house.invoice_of("1234.56")
    line_of(
        batch, house, invoice.customer, "-1234.56", due_date=TODAY, on_hold="WAIT",
        payment_reference="R1", external_document_no="0042", description='Cheque; "x", 1',
        **paying(invoice),
    )  # fmt: skip
    line_of(batch, house, house.accounts["fees"], "0.1", document_type="", description="Fees")
    line_of(
        batch,
        house,
        house.customer(),
        "-5",
        against=False,
        document_type="refund",
        description="One",
    )
    line_of(
        batch, house, house.bank, "5", against=False, document_type="refund", description="Two"
    )
    client.force_login(jane, "django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse("journal:line_list", args=[batch.pk]), {"export": kind})
    file = ContentFile(b"".join(answer.streaming_content))
    again = receipts(house, "AGAIN")
    upload = {"file": ContentFile(file.read(), name=f"lines.{kind}")}
    sent = client.post(reverse("journal:import", args=[again.pk]), upload)
    assert sent.status_code == 302, [str(one) for one in sent.context["refusals"]]
    assert told(again) == told(batch)
