"""What the timeline of an account reads: details in order, changes by moment, what is rare."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Amendments are frozen; that they name their customer or vendor adds nothing that was not true.
NAME_PARTIES = """
ALTER TABLE ledger_entryamendment DISABLE TRIGGER arcore_frozen;
UPDATE ledger_entryamendment a SET customer_id = e.customer_id
FROM ledger_customerledgerentry e WHERE e.id = a.entry_id;
UPDATE ledger_entryamendment a SET vendor_id = e.vendor_id
FROM ledger_vendorledgerentry e WHERE e.id = a.vendor_entry_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE ledger_entryamendment ENABLE TRIGGER arcore_frozen;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0006_rates_by_date'),
        ('customers', '0002_history_and_guards'),
        ('ledger', '0013_undoing_permissions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='detailedcustomerentry',
            name='cust_detail_by_customer',
        ),
        migrations.RemoveIndex(
            model_name='detailedcustomerentry',
            name='cust_detail_by_application',
        ),
        migrations.RemoveIndex(
            model_name='detailedvendorentry',
            name='vend_detail_by_vendor',
        ),
        migrations.RemoveIndex(
            model_name='detailedvendorentry',
            name='vend_detail_by_application',
        ),
        migrations.AddField(
            model_name='entryamendment',
            name='customer',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer', verbose_name='customer'),
        ),
        migrations.AddField(
            model_name='entryamendment',
            name='vendor',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.vendor', verbose_name='vendor'),
        ),
        migrations.RunSQL(NAME_PARTIES, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='customerledgerentry',
            index=models.Index(condition=models.Q(('reversed', True)), fields=['customer'], name='cust_entry_reversed'),
        ),
        migrations.AddIndex(
            model_name='detailedcustomerentry',
            index=models.Index(fields=['customer', 'posting_date', 'id'], include=('amount_lcy',), name='cust_detail_by_customer'),
        ),
        migrations.AddIndex(
            model_name='detailedcustomerentry',
            index=models.Index(condition=models.Q(('application_no__isnull', False)), fields=['application_no', 'transaction', 'id'], name='cust_detail_by_application'),
        ),
        migrations.AddIndex(
            model_name='detailedcustomerentry',
            index=models.Index(condition=models.Q(('application_no__isnull', True), models.Q(('entry_type', 'initial'), _negated=True)), fields=['customer', 'posting_date', 'id'], name='cust_detail_revalued'),
        ),
        migrations.AddIndex(
            model_name='detailedvendorentry',
            index=models.Index(fields=['vendor', 'posting_date', 'id'], include=('amount_lcy',), name='vend_detail_by_vendor'),
        ),
        migrations.AddIndex(
            model_name='detailedvendorentry',
            index=models.Index(condition=models.Q(('application_no__isnull', False)), fields=['application_no', 'transaction', 'id'], name='vend_detail_by_application'),
        ),
        migrations.AddIndex(
            model_name='detailedvendorentry',
            index=models.Index(condition=models.Q(('application_no__isnull', True), models.Q(('entry_type', 'initial'), _negated=True)), fields=['vendor', 'posting_date', 'id'], name='vend_detail_revalued'),
        ),
        migrations.AddIndex(
            model_name='entryamendment',
            index=models.Index(condition=models.Q(('customer__isnull', False)), fields=['customer', 'amended_at'], name='amendment_by_customer'),
        ),
        migrations.AddIndex(
            model_name='entryamendment',
            index=models.Index(condition=models.Q(('vendor__isnull', False)), fields=['vendor', 'amended_at'], name='amendment_by_vendor'),
        ),
        migrations.AddIndex(
            model_name='vendorledgerentry',
            index=models.Index(condition=models.Q(('reversed', True)), fields=['vendor'], name='vend_entry_reversed'),
        ),
        migrations.AddConstraint(
            model_name='entryamendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('customer__isnull', True), ('entry__isnull', True)), models.Q(('customer__isnull', False), ('entry__isnull', False)), _connector='OR'), name='amendment_of_its_customer'),
        ),
        migrations.AddConstraint(
            model_name='entryamendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('vendor__isnull', True), ('vendor_entry__isnull', True)), models.Q(('vendor__isnull', False), ('vendor_entry__isnull', False)), _connector='OR'), name='amendment_of_its_vendor'),
        ),
    ]
