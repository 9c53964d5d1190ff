"""The database's own guards of the ledger; `ledger.posting.guards` names and verifies them."""

from django.db import migrations

OPEN_ENTRIES = (
    ("ledger_customerledgerentry", "ledger_detailedcustomerentry"),
    ("ledger_vendorledgerentry", "ledger_detailedvendorentry"),
)
# What may change on a posted row; every other column is frozen.
CHANGEABLE = {
    "ledger_register": (),
    "ledger_transaction": (),
    "ledger_generalledgerentry": ("reversed_by_id",),
    "ledger_bankledgerentry": (
        "remaining", "open", "statement_no", "statement_line_no", "closed_at", "reversed",
        "reversed_by_id",
    ),
    "ledger_detailedcustomerentry": ("unapplied", "unapplied_by_id", "initial_due_date"),
    "ledger_detailedvendorentry": ("unapplied", "unapplied_by_id", "initial_due_date"),
    "ledger_customerledgerentry": (
        "description", "on_hold", "dispute", "promised_pay_date", "due_date", "discount_date",
        "discount_tolerance_date", "remaining_discount", "max_tolerance", "accepted_tolerance",
        "accepted_discount_tolerance", "payment_method_id", "payment_reference",
        "external_document_no", "adjusted_factor", "remaining", "remaining_lcy", "open",
        "closed_by_id", "closed_at", "closed_by_amount", "closed_by_amount_lcy",
        "closed_by_currency_amount", "reversed", "reversed_by_id", "last_reminder_level",
    ),
    "ledger_vendorledgerentry": (
        "description", "on_hold", "due_date", "discount_date", "discount_tolerance_date",
        "remaining_discount", "max_tolerance", "accepted_tolerance",
        "accepted_discount_tolerance", "payment_reference", "external_document_no",
        "adjusted_factor", "remaining", "remaining_lcy", "open", "closed_by_id", "closed_at",
        "closed_by_amount", "closed_by_amount_lcy", "closed_by_currency_amount", "reversed",
        "reversed_by_id",
    ),
}
OF_TRANSACTION = tuple(t for t in CHANGEABLE if t not in ("ledger_register", "ledger_transaction"))

FUNCTIONS = r"""
CREATE SEQUENCE ledger_application_no_seq;

CREATE FUNCTION arcore_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'posted is posted: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'posted_is_posted';
END $$;

-- Arguments are the columns that may change. Rows are compared as jsonb without them.
CREATE FUNCTION arcore_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM old_rows o LEFT JOIN new_rows n ON n.id = o.id
        WHERE n.id IS NULL OR (to_jsonb(o) - TG_ARGV) IS DISTINCT FROM (to_jsonb(n) - TG_ARGV)
    ) THEN
        RAISE EXCEPTION 'posted is posted: a frozen column of % was changed', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'posted_is_posted';
    END IF;
    RETURN NULL;
END $$;

-- A transaction joins a register only in the database transaction that wrote the register.
CREATE FUNCTION arcore_refuse_late_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM new_rows n JOIN ledger_register r ON r.id = n.register_id
        WHERE r.written_by <> pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION 'a posted register takes no more rows: %', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'register_is_closed';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION arcore_refuse_late_entry() RETURNS trigger LANGUAGE plpgsql
    SET enable_seqscan = off AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT transaction_id FROM new_rows) n
        JOIN ledger_transaction t ON t.id = n.transaction_id
        JOIN ledger_register r ON r.id = t.register_id
        WHERE r.written_by <> pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION 'a posted register takes no more rows: %', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'register_is_closed';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION arcore_refuse_false_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.written_by <> pg_current_xact_id()::text::bigint THEN
        RAISE EXCEPTION 'a register names the database transaction that writes it'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'register_is_closed';
    END IF;
    RETURN NEW;
END $$;
"""

SUMS = r"""
-- {entry}: a changed remaining amount is the sum of its details, at once.
CREATE FUNCTION arcore_{entry}_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM new_rows n JOIN old_rows o ON o.id = n.id
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(d.amount), 0) AS amount, coalesce(sum(d.amount_lcy), 0) AS lcy
            FROM {detail} d WHERE d.entry_id = n.id
        ) s
        WHERE (n.remaining, n.remaining_lcy) IS DISTINCT FROM (o.remaining, o.remaining_lcy)
          AND (n.remaining, n.remaining_lcy) IS DISTINCT FROM (s.amount, s.lcy)
    ) THEN
        RAISE EXCEPTION 'remaining amount differs from its detailed entries: {entry}'
            USING ERRCODE = 'integrity_constraint_violation',
                  CONSTRAINT = 'remaining_is_sum_of_details';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER arcore_sums AFTER UPDATE ON {entry}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION arcore_{entry}_sums();
"""

AT_COMMIT = r"""
-- At commit: every transaction of the register balances, every touched entry equals its details.
-- Ids are gathered first and looked up by index: a register may hold one transaction or ten
-- thousand, and no estimate of how many may lead the planner to read a whole table.
CREATE FUNCTION arcore_guard_register() RETURNS trigger LANGUAGE plpgsql
    SET enable_seqscan = off AS $$
DECLARE
    culprit text;
    transactions bigint[];
    touched bigint[];
BEGIN
    SELECT array_agg(id) INTO transactions FROM ledger_transaction WHERE register_id = NEW.id;
    IF transactions IS NULL THEN
        RETURN NULL;
    END IF;

    SELECT transaction_id::text INTO culprit
    FROM ledger_generalledgerentry WHERE transaction_id = ANY(transactions)
    GROUP BY transaction_id HAVING sum(amount) <> 0 LIMIT 1;
    IF culprit IS NOT NULL THEN
        RAISE EXCEPTION 'transaction % is out of balance', culprit
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'transaction_balances';
    END IF;

    SELECT array_agg(DISTINCT x.id) INTO touched FROM (
        SELECT entry_id AS id FROM ledger_detailedcustomerentry WHERE transaction_id = ANY(transactions)
        UNION ALL
        SELECT id FROM ledger_customerledgerentry WHERE transaction_id = ANY(transactions)
    ) x;
    SELECT e.id::text INTO culprit
    FROM ledger_customerledgerentry e LEFT JOIN (
        SELECT entry_id, sum(amount) AS amount, sum(amount_lcy) AS lcy
        FROM ledger_detailedcustomerentry WHERE entry_id = ANY(touched) GROUP BY entry_id
    ) s ON s.entry_id = e.id
    WHERE e.id = ANY(touched) AND (e.remaining, e.remaining_lcy)
          IS DISTINCT FROM (coalesce(s.amount, 0), coalesce(s.lcy, 0)) LIMIT 1;
    IF culprit IS NOT NULL THEN
        RAISE EXCEPTION 'customer ledger entry % differs from its detailed entries', culprit
            USING ERRCODE = 'integrity_constraint_violation',
                  CONSTRAINT = 'remaining_is_sum_of_details';
    END IF;

    SELECT array_agg(DISTINCT x.id) INTO touched FROM (
        SELECT entry_id AS id FROM ledger_detailedvendorentry WHERE transaction_id = ANY(transactions)
        UNION ALL
        SELECT id FROM ledger_vendorledgerentry WHERE transaction_id = ANY(transactions)
    ) x;
    SELECT e.id::text INTO culprit
    FROM ledger_vendorledgerentry e LEFT JOIN (
        SELECT entry_id, sum(amount) AS amount, sum(amount_lcy) AS lcy
        FROM ledger_detailedvendorentry WHERE entry_id = ANY(touched) GROUP BY entry_id
    ) s ON s.entry_id = e.id
    WHERE e.id = ANY(touched) AND (e.remaining, e.remaining_lcy)
          IS DISTINCT FROM (coalesce(s.amount, 0), coalesce(s.lcy, 0)) LIMIT 1;
    IF culprit IS NOT NULL THEN
        RAISE EXCEPTION 'vendor ledger entry % differs from its detailed entries', culprit
            USING ERRCODE = 'integrity_constraint_violation',
                  CONSTRAINT = 'remaining_is_sum_of_details';
    END IF;

    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER arcore_guard AFTER INSERT ON ledger_register
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION arcore_guard_register();
CREATE TRIGGER arcore_author BEFORE INSERT ON ledger_register
    FOR EACH ROW EXECUTE FUNCTION arcore_refuse_false_author();
"""


def install() -> str:
    parts = [FUNCTIONS]
    for table, columns in CHANGEABLE.items():
        arguments = ", ".join(f"'{column}'" for column in columns)
        parts.append(
            f"""
CREATE TRIGGER arcore_keep BEFORE DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION arcore_refuse_removal();
CREATE TRIGGER arcore_frozen AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION arcore_refuse_edit({arguments});
"""
        )
    for table in OF_TRANSACTION:
        parts.append(
            f"""
CREATE TRIGGER arcore_late AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION arcore_refuse_late_entry();
"""
        )
    parts.append(
        """
CREATE TRIGGER arcore_late AFTER INSERT ON ledger_transaction REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION arcore_refuse_late_transaction();
"""
    )
    parts += [SUMS.format(entry=entry, detail=detail) for entry, detail in OPEN_ENTRIES]
    return "\n".join([*parts, AT_COMMIT])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    # Without a way back: books without their guards are no books.
    operations = [migrations.RunSQL(install())]
