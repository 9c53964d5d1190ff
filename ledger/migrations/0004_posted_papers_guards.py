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


def install() -> str:
    parts = []
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
