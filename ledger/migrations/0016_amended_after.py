"""Amendments know what was posted on their entry before them, by its newest detailed entry."""

from django.db import migrations, models

# Amendments are frozen; until now their place among the postings followed from the clocks.
PLACE = """
ALTER TABLE ledger_entryamendment DISABLE TRIGGER arcore_frozen;
UPDATE ledger_entryamendment a SET newest_detail = coalesce((
    SELECT max(d.id) FROM ledger_detailed{kind}entry d
    JOIN ledger_transaction t ON t.id = d.transaction_id
    JOIN ledger_register r ON r.id = t.register_id
    WHERE d.entry_id = a.{entry} AND r.posted_at < a.amended_at), 0)
WHERE a.{entry} IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE ledger_entryamendment ENABLE TRIGGER arcore_frozen;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0015_guards_without_joins'),
    ]

    operations = [
        migrations.AddField(
            model_name='entryamendment',
            name='newest_detail',
            field=models.BigIntegerField(db_default=0, editable=False),
        ),
        migrations.RunSQL(PLACE.format(kind='customer', entry='entry_id'), migrations.RunSQL.noop),
        migrations.RunSQL(PLACE.format(kind='vendor', entry='vendor_entry_id'), migrations.RunSQL.noop),
    ]
