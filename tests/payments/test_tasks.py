"""Long work: a kept file is imported, matched and forgotten; a journal posts once."""

import io

import pytest
from django.urls import reverse

from ledger.models import Register
from payments.models import ReconciliationJournal, StatementUpload, StatementUploadChunk
from payments.reconciliation.apply_by_hand import tick
from payments.reconciliation.uploads import CHUNK_BYTES, UploadStream, keep
from payments.statements.parsed import StatementRefused
from payments.tasks import import_statement, match_journal, post_large_journal
from tests.payments.reconciliation.camt import Money, camt, statement
from tests.payments.reconciliation.conftest import import_entries


class Quiet:
    """Progress that tells nobody: the telling itself is tested with the jobs."""

    def report(self, done: int, *, total: int | None = None, message: str = "") -> None:
        assert total is None or done <= total


@pytest.fixture
def jane(house):
    return house.user("jane", "accountant")


def import_kept(user, content):
    upload = keep(io.BytesIO(content), "may.xml", user)
    return import_statement(
        Quiet(),
        upload_id=upload.pk,
        user_id=user.pk,
        today="2026-05-05",
        bank_account_id=None,
        csv_format_id=None,
        override_reason="",
    )


def test_an_upload_reads_back_as_it_was(house, jane):
    content = bytes(range(256)) * (CHUNK_BYTES // 256 + 9)
    upload = keep(io.BytesIO(content), "a.xml", jane)
    assert StatementUploadChunk.objects.filter(upload=upload).count() == 2
    assert UploadStream(upload).read() == content


def test_a_kept_file_becomes_a_matched_journal_and_is_forgotten(house, jane):
    invoice = house.invoice_of("99.00", house.customer("Bergmann Consulting"))
    content = camt(statement([Money("99.00", invoice.document_no, "Bergmann Consulting")]))
    url = import_kept(jane, content)
    journal = ReconciliationJournal.objects.get()
    assert url == reverse("reconciliation:journal", args=[journal.pk])
    assert journal.lines.get().applied_amount == 99
    assert not StatementUpload.objects.exists()


def test_a_refused_file_is_forgotten_too(house, jane):
    with pytest.raises(StatementRefused):
        import_kept(jane, b"nothing to read")
    assert not StatementUpload.objects.exists()


def test_matching_and_posting_run_as_jobs_and_posting_twice_posts_once(house, jane):
    invoice = house.invoice_of("99.00")
    journal = import_entries(jane, Money("99.00", "x"))
    line = journal.lines.get()
    match_journal(
        Quiet(), journal_id=journal.pk, user_id=jane.pk, today="2026-05-05",
        overwrite=False,
    )  # fmt: skip
    line.refresh_from_db()
    if not line.applied_count:
        tick(line.pk, line.version, jane, kind="customer", entry_id=invoice.pk)
    journal.refresh_from_db()
    options = {
        "journal_id": journal.pk,
        "version": journal.version,
        "user_id": jane.pk,
        "today": "2026-05-05",
        "reconcile": True,
        "statement_date": "2026-05-04",
        "ending_balance": "1099.000",
    }
    first = post_large_journal(Quiet(), **options)
    assert post_large_journal(Quiet(), **options) == first
    assert Register.objects.filter(source="reconciliation").count() == 1
