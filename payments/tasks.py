"""Long work of payments: large files, matching and posting of large journals."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arcore.company.models import User
from arcore.jobs import job
from arcore.jobs.models import Progress
from ledger.applying.asking import from_options
from ledger.models import BankAccount
from ledger.posting import PostingRefused, Refusal, post
from payments.journal.outlook import take_down
from payments.journal.places import by_place
from payments.journal.posting import post_batch
from payments.models import (
    CsvFormat,
    JournalOutlook,
    PostedJournal,
    PostedReconciliation,
    ReconciliationJournal,
    StatementUpload,
)
from payments.reconciliation.importing import ImportChoices, Imported, import_file
from payments.reconciliation.matching_run import apply_automatically, matches_on_import
from payments.reconciliation.posting import post_journal
from payments.reconciliation.refused import ReconciliationRefused
from payments.reconciliation.uploads import UploadStream
from payments.statements.parsed import StatementRefused

REASONS_TOLD = 20


@job("payments.import_statement", refusals=(StatementRefused, ReconciliationRefused))
def import_statement(
    progress: Progress,
    upload_id: int,
    user_id: int,
    today: str,
    bank_account_id: int | None,
    csv_format_id: int | None,
    override_reason: str,
) -> str:
    """Import a kept file, match its journals, and forget the file."""
    upload = StatementUpload.objects.get(pk=upload_id)
    user, day = User.objects.get(pk=user_id), date.fromisoformat(today)
    csv_format = CsvFormat.objects.get(pk=csv_format_id) if csv_format_id else None
    account = BankAccount.objects.get(pk=bank_account_id) if bank_account_id else None
    choices = ImportChoices(
        bank_account=account,
        profile=csv_format.profile() if csv_format else None,
        override_reason=override_reason,
    )
    progress.report(0, total=3, message=_("Reading the file"))
    try:
        imported = import_file(UploadStream(upload), upload.name, user, day, choices)
    finally:
        upload.delete()
    progress.report(2, message=_("Applying payments"))
    match_imported(imported, user, day)
    return result_of(imported)


@job("payments.match_journal", refusals=(ReconciliationRefused,))
def match_journal(
    progress: Progress, journal_id: int, user_id: int, today: str, *, overwrite: bool
) -> str:
    """Apply a journal's lines automatically."""
    journal = ReconciliationJournal.objects.get(pk=journal_id)
    progress.report(0, total=1, message=_("Applying payments"))
    apply_automatically(
        journal, User.objects.get(pk=user_id), date.fromisoformat(today), overwrite=overwrite
    )
    return reverse("reconciliation:journal", args=[journal.pk])


@job("payments.post_journal", refusals=(PostingRefused,))
def post_large_journal(
    progress: Progress,
    journal_id: int,
    version: int,
    user_id: int,
    today: str,
    *,
    reconcile: bool,
    statement_date: str | None,
    ending_balance: str | None,
    **answers: Any,
) -> str:
    """Post a journal with the `answers` that were given before; run twice, it posts once."""
    progress.report(0, total=1, message=_("Posting"))
    command = post_journal(
        ReconciliationJournal(pk=journal_id),
        version=version,
        user_id=user_id,
        today=date.fromisoformat(today),
        reconcile=reconcile,
        statement_date=date.fromisoformat(statement_date) if statement_date else None,
        ending_balance=Decimal(ending_balance) if ending_balance is not None else None,
        answers=from_options(answers),
    )
    posted = PostedReconciliation.objects.get(register=post(command))
    return reverse("reconciliation:posted", args=[posted.pk])


@job("payments.post_batch", refusals=(PostingRefused,))
def post_large_batch(
    progress: Progress,
    batch_id: int,
    version: int,
    user_id: int,
    today: str,
    *,
    asked: bool = False,
) -> str:
    """Post a journal batch; run twice, it posts once.

    Nobody was asked where `asked` is missing: jobs of an older release don't know it.
    """
    progress.report(0, total=1, message=_("Posting"))
    day = date.fromisoformat(today)
    command = post_batch(batch_id, version=version, user_id=user_id, today=day, asked=asked)
    try:
        register = post(command)
    except PostingRefused as refused:
        told = by_place(batch_id, refused.refusals)
        raise PostingRefused(_first_of(told)) from refused
    JournalOutlook.objects.filter(batch=batch_id).delete()  # its lines are gone
    posted = PostedJournal.objects.filter(register=register).first()
    return (posted or register).get_absolute_url()


@job("payments.prepare_batch")
def prepare_batch(progress: Progress, batch_id: int, outlook_id: int, page: str) -> str:
    """Work out what posting a long batch would write, for the page of that name."""
    progress.report(0, total=1, message=_("Working out the entries"))
    outlook = JournalOutlook.objects.filter(pk=outlook_id).first()
    if outlook is not None:  # else a newer one took its place
        take_down(outlook, progress.user_id)
    return reverse(page, args=[batch_id])


def _first_of(refusals: Sequence[Refusal]) -> list[Refusal]:
    """As many reasons as somebody reads, and how many more there are."""
    more = len(refusals) - REASONS_TOLD
    first = list(refusals[:REASONS_TOLD])
    if more > 0:
        told = ngettext(
            "%(count)d more reason: see the test report.",
            "%(count)d more reasons: see the test report.",
            more,
        )
        first.append(Refusal(told % {"count": more}))
    return first


def match_imported(imported: Imported, user: User, today: date) -> None:
    """Match new journals at once, where their bank account wants it."""
    for journal in imported.journals:
        if matches_on_import(journal):
            apply_automatically(journal, user, today, overwrite=True)


def result_of(imported: Imported) -> str:
    """Where the user looks at what was imported."""
    if len(imported.journals) == 1:
        return reverse("reconciliation:journal", args=[imported.journals[0].pk])
    return reverse("reconciliation:list")
