"""What the database refuses by itself, tried with raw SQL."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField

from ledger.models import CustomerLedgerEntry, Register
from ledger.posting.amend_rules import LONGEST_TEXT
from ledger.posting.guards import GUARDS, missing_guards
from tests.builders import TODAY
from tests.ledger.posting.paying import Line, pay, paying, post


def run(text, *params):
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return cursor.fetchall() if cursor.description else None


def now():
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def posted(house):
    """A shipped order, a received return, a paid invoice, a vendor's invoice, an amendment."""
    for kind in ("order", "return_order"):
        house.post_draft(house.draft(house.customer(), ("2", "100"), kind=kind))
    entry = house.invoice_of("120.00")
    pay(house, entry, "100.00", "P1")
    memo = house.draft(entry.customer, ("1", "1"), kind="credit_memo")
    house.post_draft(memo)
    vendor = Line(house.vendor().pk, "-50", "invoice", "vendor")
    post(paying("V1", vendor, account_id=house.accounts["fees"].pk))
    run(
        "INSERT INTO ledger_entryamendment "
        "(entry_id, customer_id, field, before, after, reason, amended_at) "
        "VALUES (%s, %s, 'on_hold', '', 'X', 'test', now())",
        *(entry.pk, entry.customer_id),
    )
    now()
    return entry


@pytest.mark.parametrize("table", GUARDS)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_no_posted_row_is_removed(posted, table, statement):
    with pytest.raises(IntegrityError, match="posted is posted"):
        run(statement.format(table))


FROZEN = {
    "ledger_register": "key = key || 'x'",
    "ledger_transaction": "posting_date = posting_date + 1",
    "ledger_generalledgerentry": "amount = amount + 1",
    "ledger_bankledgerentry": "amount = amount + 1, remaining = 1",
    "ledger_detailedcustomerentry": "amount = amount + 1",
    "ledger_detailedvendorentry": "entry_type = 'application'",
    "ledger_customerledgerentry": "posting_date = posting_date - 1",
    "ledger_vendorledgerentry": "amount_lcy = amount_lcy - 1",
    "ledger_postedshipment": "no = no || 'x'",
    "ledger_postedshipmentline": "quantity = quantity + 1",
    "ledger_postedreturnreceipt": "sell_to_name = 'another'",
    "ledger_postedreturnreceiptline": "quantity = quantity + 1",
    "ledger_postedinvoice": "total_gross = 0",
    "ledger_postedinvoiceline": "description = 'another'",
    "ledger_postedcreditmemo": "bill_to_name = 'another'",
    "ledger_postedcreditmemoline": "gross = 0",
    "ledger_entryamendment": "reason = 'another'",
}


@pytest.mark.parametrize("table", GUARDS)
def test_no_frozen_column_is_edited(posted, table):
    with pytest.raises(IntegrityError, match="a frozen column"):
        run(f"UPDATE {table} SET {FROZEN[table]}")


@pytest.mark.parametrize("table", GUARDS)
def test_no_row_changes_its_number(posted, table):
    run("SET CONSTRAINTS ALL DEFERRED")
    with pytest.raises(IntegrityError):
        run(f"UPDATE {table} SET id = id + 1000000")


def test_an_update_that_changes_nothing_is_allowed(posted):
    for table in GUARDS:
        run(f"UPDATE {table} SET id = id")


def test_what_the_spec_lets_change_may_change(posted):
    run("UPDATE ledger_customerledgerentry SET on_hold = 'X', due_date = due_date + 1")
    assert CustomerLedgerEntry.objects.filter(on_hold="X").exists()


@pytest.mark.parametrize(("side", "change"), [("customer", "- 0.01"), ("vendor", "+ 0.01")])
def test_a_remaining_amount_changes_only_with_its_details(posted, side, change):
    with pytest.raises(IntegrityError, match="differs from its detailed entries"):
        run(
            f"UPDATE ledger_{side}ledgerentry SET remaining = remaining {change} "
            "WHERE open AND document_type = 'invoice'"
        )


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("remaining = -1, remaining_lcy = -1, open = true", "remaining_never_flips"),
        ("remaining = 121, remaining_lcy = 121", "remaining_never_flips"),
        ("open = false", "closed_means_zero|open_means_remaining"),
        ("remaining = 0, open = false", "closed_means_zero"),
    ],
)
def test_constraints_refuse_a_sign_flip_and_a_false_open(posted, change, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        run(f"UPDATE ledger_customerledgerentry SET {change} WHERE id = %s", posted.pk)


def test_a_key_is_used_once(posted):
    key = Register.objects.earliest("id").key
    with pytest.raises(IntegrityError, match="key"):
        _register(key)


def test_a_register_names_the_transaction_that_writes_it(posted):
    with pytest.raises(IntegrityError, match="names the database transaction"):
        _register("forged", written_by="1")


def _register(key, written_by="pg_current_xact_id()::text::bigint"):
    return run(
        "INSERT INTO ledger_register (key, content_hash, source, source_id, posted_at, written_by)"
        f" VALUES (%s, '', 'raw', '1', now(), {written_by}) RETURNING id",
        key,
    )[0][0]


def _transaction(register):
    return run(
        "INSERT INTO ledger_transaction (register_id, posting_date, document_type, document_no) "
        "VALUES (%s, %s, '', 'RAW') RETURNING id",
        register,
        TODAY,
    )[0][0]


def _general(transaction_id, account, amount):
    run(
        "INSERT INTO ledger_generalledgerentry (transaction_id, account_id, posting_date, "
        "document_type, document_no, description, amount, vat_identifier) "
        "VALUES (%s, %s, %s, '', 'RAW', '', %s, '')",
        transaction_id,
        account.pk,
        TODAY,
        amount,
    )


def test_a_transaction_out_of_balance_never_commits(house):
    number = _transaction(_register("raw"))
    _general(number, house.accounts["cash"], "10.00")
    _general(number, house.accounts["sales"], "-9.99")
    with pytest.raises(IntegrityError, match="is out of balance"):
        now()


@pytest.mark.parametrize("detail", [None, "99.99"])
def test_an_entry_without_its_details_never_commits(house, posted, detail):
    number = _transaction(_register("raw"))
    run(
        "INSERT INTO ledger_customerledgerentry (id, transaction_id, posting_date, document_date, "
        "document_type, document_no, external_document_no, payment_reference, description, "
        "currency_id, original_factor, adjusted_factor, due_date, on_hold, source, journal_batch, "
        "salesperson, amount, amount_lcy, remaining, remaining_lcy, open, original_discount, "
        "remaining_discount, max_tolerance, accepted_tolerance, accepted_discount_tolerance, "
        "closed_by_amount, closed_by_amount_lcy, closed_by_currency_amount, reversed, "
        "posting_group_id, customer_id, dispute, last_reminder_level) "
        "SELECT 999999, %s, posting_date, document_date, document_type, 'RAW', '', '', '', "
        "currency_id, 1, 1, due_date, '', 'raw', '', '', 100, 100, 100, 100, true, 0, 0, 0, 0, "
        "false, 0, 0, 0, false, posting_group_id, customer_id, '', 0 "
        "FROM ledger_customerledgerentry WHERE id = %s",
        number,
        posted.pk,
    )
    if detail:
        run(
            "INSERT INTO ledger_detailedcustomerentry (entry_id, transaction_id, entry_type, "
            "posting_date, document_type, document_no, amount, amount_lcy, initial_due_date, "
            "discount_before, max_tolerance_before, unapplied, customer_id) VALUES "
            "(999999, %s, 'initial', %s, '', 'RAW', %s, 100, %s, 0, 0, false, %s)",
            number,
            TODAY,
            detail,
            TODAY,
            posted.customer_id,
        )
    with pytest.raises(IntegrityError, match="differs from its detailed entries"):
        now()


@pytest.mark.committing
def test_a_posted_register_takes_no_more_rows(committed_house):
    house = committed_house
    house.invoice_of("120.00")
    register = Register.objects.get()
    old = register.transactions.get()
    with pytest.raises(IntegrityError, match="takes no more rows"):
        _transaction(register.pk)
    with pytest.raises(IntegrityError, match="takes no more rows"), transaction.atomic():
        _general(old.pk, house.accounts["cash"], "0.01")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE ledger_transaction DISABLE TRIGGER arcore_frozen",
        "ALTER TABLE ledger_transaction ENABLE REPLICA TRIGGER arcore_frozen",
        "DROP TRIGGER arcore_frozen ON ledger_transaction",
    ],
)
def test_a_guard_that_does_not_fire_is_missing(db, statement):
    assert missing_guards() == []
    run(statement)
    assert missing_guards() == ["ledger_transaction.arcore_frozen"]


@pytest.mark.parametrize(
    ("table", "constraint"),
    [
        ("ledger_register", "ledger_register_key_key"),
        ("ledger_customerledgerentry", "customerledgerentry_remaining_never_flips"),
        ("ledger_bankledgerentry", "bank_entry_open_means_remaining"),
    ],
)
def test_a_constraint_that_was_dropped_is_missing(db, table, constraint):
    run(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
    assert missing_guards() == [f"{table}.{constraint}"]


@pytest.mark.parametrize("field", LONGEST_TEXT)
def test_amended_text_is_as_long_as_its_column(field):
    column = CustomerLedgerEntry._meta.get_field(field.value)
    assert isinstance(column, CharField)
    assert column.max_length == LONGEST_TEXT[field]
