"""The guards over remaining amounts take time linear in the rows, whatever the planner estimates.

Joined with the sums of their details, thousands of entries could be compared pair by pair when
the planner expected a few, as on tables without statistics. Entries and details are now added up
in one pass: there is no join left to plan wrongly.
"""

from django.db import migrations

OPEN_ENTRIES = (
    ("ledger_customerledgerentry", "ledger_detailedcustomerentry"),
    ("ledger_vendorledgerentry", "ledger_detailedvendorentry"),
)

SUMS = r"""
CREATE OR REPLACE FUNCTION arcore_{entry}_sums() RETURNS trigger LANGUAGE plpgsql
    SET enable_seqscan = off AS $$
DECLARE
    changed bigint[];
    culprit text;
BEGIN
    SELECT array_agg(id) INTO changed FROM (
        SELECT id FROM (
            SELECT id, remaining, remaining_lcy FROM new_rows
            UNION ALL
            SELECT id, -remaining, -remaining_lcy FROM old_rows
        ) x GROUP BY id HAVING sum(remaining) <> 0 OR sum(remaining_lcy) <> 0
    ) y;
    IF changed IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT id::text INTO culprit FROM (
        SELECT id, remaining AS amount, remaining_lcy AS lcy
        FROM {entry} WHERE id = ANY(changed)
        UNION ALL
        SELECT entry_id, -amount, -amount_lcy FROM {detail} WHERE entry_id = ANY(changed)
    ) x GROUP BY id HAVING sum(amount) <> 0 OR sum(lcy) <> 0 LIMIT 1;
    IF culprit IS NOT NULL THEN
        RAISE EXCEPTION 'remaining amount differs from its detailed entries: {entry} %', culprit
            USING ERRCODE = 'integrity_constraint_violation',
                  CONSTRAINT = 'remaining_is_sum_of_details';
    END IF;
    RETURN NULL;
END $$;
"""

DIFFERS = r"""
    SELECT array_agg(DISTINCT x.id) INTO touched FROM (
        SELECT entry_id AS id FROM {detail} WHERE transaction_id = ANY(transactions)
        UNION ALL
        SELECT id FROM {entry} WHERE transaction_id = ANY(transactions)
    ) x;
    SELECT id::text INTO culprit FROM (
        SELECT id, remaining AS amount, remaining_lcy AS lcy
        FROM {entry} WHERE id = ANY(touched)
        UNION ALL
        SELECT entry_id, -amount, -amount_lcy FROM {detail} WHERE entry_id = ANY(touched)
    ) x GROUP BY id HAVING sum(amount) <> 0 OR sum(lcy) <> 0 LIMIT 1;
    IF culprit IS NOT NULL THEN
        RAISE EXCEPTION '{name} ledger entry % differs from its detailed entries', culprit
            USING ERRCODE = 'integrity_constraint_violation',
                  CONSTRAINT = 'remaining_is_sum_of_details';
    END IF;
"""

REGISTER = r"""
CREATE OR REPLACE FUNCTION arcore_guard_register() RETURNS trigger LANGUAGE plpgsql
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
{differs}
    RETURN NULL;
END $$;
"""


def install() -> str:
    sums = [SUMS.format(entry=entry, detail=detail) for entry, detail in OPEN_ENTRIES]
    differs = "".join(
        DIFFERS.format(entry=entry, detail=detail, name=name)
        for name, (entry, detail) in zip(("customer", "vendor"), OPEN_ENTRIES, strict=True)
    )
    return "\n".join([*sums, REGISTER.replace("{differs}", differs)])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0014_timeline")]
    operations = [migrations.RunSQL(install(), migrations.RunSQL.noop)]
