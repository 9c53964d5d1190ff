"""Posted papers and amendments are kept as they are; see `ledger.posting.guards`."""

from django.db import migrations

# What may change on a row; every other column is frozen.
CHANGEABLE = {
    "ledger_postedshipment": (),
    "ledger_postedshipmentline": ("invoiced",),
    "ledger_postedinvoice": (),
    "ledger_postedinvoiceline": (),
    "ledger_postedcreditmemo": (),
    "ledger_postedcreditmemoline": (),
    "ledger_entryamendment": (),
}

# Without arguments TG_ARGV is NULL, which made every row equal to itself: a table without
# changeable columns was not guarded at all.
REFUSE_EDIT = r"""
CREATE OR REPLACE FUNCTION arcore_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changeable text[] := coalesce(TG_ARGV, '{}'::text[]);
BEGIN
    IF EXISTS (
        SELECT 1 FROM old_rows o LEFT JOIN new_rows n ON n.id = o.id
        WHERE n.id IS NULL
           OR (to_jsonb(o) - changeable) IS DISTINCT FROM (to_jsonb(n) - changeable)
    ) THEN
        RAISE EXCEPTION 'posted is posted: a frozen column of % was changed', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'posted_is_posted';
    END IF;
    RETURN NULL;
END $$;
"""


def install() -> str:
    parts = [REFUSE_EDIT]
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
    return "\n".join(parts)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_amendments")]

    # Without a way back: papers without their guards are no papers.
    operations = [migrations.RunSQL(install())]
