"""The road end to end: what is written, and what a repeated command does."""

from decimal import Decimal

import pytest

from ledger.documents.posting import post_documents
from ledger.models import (
    CustomerLedgerEntry,
    GeneralLedgerEntry,
    PostedInvoice,
    Register,
    SalesDocument,
)
from ledger.posting import KeyReused, PostingRefused, Refusal, post, preview
from tests.builders import TODAY


def general(register):
    """(account no., amount) of a register, in order."""
    entries = GeneralLedgerEntry.objects.filter(transaction__register=register).order_by("id")
    return [(e.account.no, e.amount) for e in entries.select_related("account")]


def test_an_invoice_opens_an_entry_and_balances_the_ledger(house, guards_now):
    draft = house.draft(house.customer(), ("1", "1000"))

    register = house.post_draft(draft)
    guards_now()

    assert general(register) == [
        ("4110", Decimal("1200.000")),
        ("7070", Decimal("-1000.000")),
        ("4457", Decimal("-200.000")),
    ]
    entry = CustomerLedgerEntry.objects.get()
    assert (entry.amount, entry.remaining, entry.open) == (1200, 1200, True)
    assert PostedInvoice.objects.get().no == entry.document_no == "INV00001"
    draft.refresh_from_db()
    assert draft.status == SalesDocument.Status.POSTED


def test_the_same_command_twice_writes_one_register(house):
    draft = house.draft(house.customer())
    command = post_documents({draft.pk: draft.version}, user_id=None, today=TODAY)

    first, second = post(command), post(command)

    assert first.pk == second.pk
    assert Register.objects.count() == 1


def test_the_same_key_with_other_content_is_refused(house):
    draft = house.draft(house.customer(), kind=SalesDocument.Type.ORDER)
    post(post_documents({draft.pk: 1}, user_id=None, today=TODAY, invoice=False))

    with pytest.raises(KeyReused):
        post(post_documents({draft.pk: 1}, user_id=None, today=TODAY))


def test_a_stale_version_is_refused(house):
    draft = house.draft(house.customer())
    SalesDocument.objects.filter(pk=draft.pk).update(version=2)

    with pytest.raises(PostingRefused, match="changed or posted meanwhile"):
        post(post_documents({draft.pk: 1}, user_id=None, today=TODAY))


def test_a_refusal_leaves_no_register_behind(house):
    draft = house.draft(house.customer(blocked="all"))

    with pytest.raises(PostingRefused, match="blocked for all transactions"):
        house.post_draft(draft)

    assert not Register.objects.exists()


def test_preview_shows_the_rows_that_posting_writes(house):
    draft = house.draft(house.customer(), ("3", "33.335"), ("1", "0.05"))
    command = post_documents({draft.pk: draft.version}, user_id=None, today=TODAY)

    shown = preview(command)
    register = post(command)

    assert shown.plan is not None
    accounts = {account.pk: account.no for account in house.accounts.values()}
    planned = [(accounts[g.account_id], g.amount) for g in shown.plan.general]
    assert planned == general(register)


def test_an_invoice_takes_few_statements_whatever_its_length(
    house, django_assert_max_num_queries
):
    short = house.draft(house.customer(), ("1", "10"))
    long = house.draft(house.customer(), *[("1", "10")] * 60)
    for draft in (short, long):
        command = post_documents({draft.pk: 1}, user_id=None, today=TODAY)
        with django_assert_max_num_queries(22):
            post(command)


def test_a_plan_that_its_source_objects_to_leaves_nothing_and_may_be_posted_later(
    house, monkeypatch
):
    draft = house.draft(house.customer())
    command = post_documents({draft.pk: draft.version}, user_id=None, today=TODAY)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(
            command.source_class, "objections", lambda _self, _plan: [Refusal("Look again.")]
        )
        with pytest.raises(PostingRefused, match="Look again"):
            post(command)
        assert preview(command).refusals == ()
    assert not Register.objects.exists()
    assert post(command).transactions.count() == 1
