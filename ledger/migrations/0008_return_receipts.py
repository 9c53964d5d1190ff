"""Return receipts, kept as they are like every posted paper; see `ledger.posting.guards`."""

import arcore.company.fields
import django.db.models.deletion
from decimal import Decimal
from django.db import migrations, models

GUARDS = """
CREATE TRIGGER arcore_keep BEFORE DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION arcore_refuse_removal();
CREATE TRIGGER arcore_frozen AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION arcore_refuse_edit({changeable});
"""


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0005_payment_tolerance'),
        ('customers', '0002_history_and_guards'),
        ('ledger', '0007_amend_vendor_entries'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='salesdocument',
            options={'ordering': ('-id',), 'permissions': [('release_salesdocument', 'Can release and reopen sales documents'), ('post_salesdocument', 'Can post sales documents'), ('correct_salesdocument', 'Can undo shipments and return receipts, and cancel posted invoices')], 'verbose_name': 'sales document', 'verbose_name_plural': 'sales documents'},
        ),
        migrations.AddField(
            model_name='salesline',
            name='returned_line',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='returning_lines', to='ledger.postedinvoiceline', verbose_name='returned invoice line'),
        ),
        migrations.CreateModel(
            name='PostedReturnReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('no', models.CharField(max_length=20, unique=True, verbose_name='no.')),
                ('sell_to_name', models.CharField(max_length=100, verbose_name='sell-to name')),
                ('sell_to_address', models.TextField(blank=True, max_length=500, verbose_name='sell-to address')),
                ('bill_to_name', models.CharField(max_length=100, verbose_name='bill-to name')),
                ('bill_to_address', models.TextField(blank=True, max_length=500, verbose_name='bill-to address')),
                ('bill_to_vat_no', models.CharField(blank=True, max_length=20, verbose_name='VAT registration no.')),
                ('language', models.CharField(default='en', max_length=2, verbose_name='language')),
                ('posting_date', models.DateField(verbose_name='posting date')),
                ('document_date', models.DateField(verbose_name='document date')),
                ('due_date', models.DateField(verbose_name='due date')),
                ('discount_date', models.DateField(blank=True, null=True, verbose_name='discount date')),
                ('discount_percent', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=5, verbose_name='payment discount %')),
                ('factor', arcore.company.fields.FactorField(decimal_places=9, default=Decimal('1'), help_text="Local currency for one unit of the document's currency.", max_digits=18, verbose_name='currency factor')),
                ('external_document_no', models.CharField(blank=True, max_length=35, verbose_name='external document no.')),
                ('your_reference', models.CharField(blank=True, max_length=50, verbose_name='your reference')),
                ('salesperson', models.CharField(blank=True, max_length=20, verbose_name='salesperson')),
                ('prices_including_vat', models.BooleanField(default=False, verbose_name='prices including VAT')),
                ('total_net', arcore.company.fields.MoneyField(decimal_places=3, default=Decimal('0'), max_digits=18, verbose_name='total excl. VAT')),
                ('total_vat', arcore.company.fields.MoneyField(decimal_places=3, default=Decimal('0'), max_digits=18, verbose_name='total VAT')),
                ('total_gross', arcore.company.fields.MoneyField(decimal_places=3, default=Decimal('0'), max_digits=18, verbose_name='total incl. VAT')),
                ('order_no', models.CharField(blank=True, max_length=20, verbose_name='order no.')),
                ('bill_to', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='billed_%(class)ss', to='customers.customer', verbose_name='bill-to customer')),
                ('currency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.currency', verbose_name='currency')),
                ('payment_method', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.paymentmethod', verbose_name='payment method')),
                ('payment_terms', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.paymentterms', verbose_name='payment terms')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='ledger.register', verbose_name='register')),
                ('sell_to', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='customers.customer', verbose_name='sell-to customer')),
                ('source_document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='ledger.salesdocument', verbose_name='sales document')),
            ],
            options={
                'verbose_name': 'posted return receipt',
                'verbose_name_plural': 'posted return receipts',
                'ordering': ('-id',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PostedReturnReceiptLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_no', models.PositiveIntegerField(verbose_name='line no.')),
                ('kind', models.CharField(choices=[('item', 'Item'), ('account', 'G/L account'), ('comment', 'Comment')], default='item', max_length=10, verbose_name='type')),
                ('description', models.CharField(blank=True, max_length=250, verbose_name='description')),
                ('unit', models.CharField(blank=True, max_length=10, verbose_name='unit')),
                ('quantity', models.DecimalField(decimal_places=5, default=Decimal('0'), max_digits=15, verbose_name='quantity')),
                ('unit_price', models.DecimalField(decimal_places=5, default=Decimal('0'), max_digits=15, verbose_name='unit price')),
                ('discount_percent', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=5, verbose_name='line discount %')),
                ('vat_rate', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=5, verbose_name='VAT %')),
                ('net', arcore.company.fields.MoneyField(decimal_places=3, default=Decimal('0'), max_digits=18, verbose_name='amount excl. VAT')),
                ('vat', arcore.company.fields.MoneyField(decimal_places=3, default=Decimal('0'), max_digits=18, verbose_name='VAT amount')),
                ('gross', arcore.company.fields.MoneyField(decimal_places=3, default=Decimal('0'), max_digits=18, verbose_name='amount incl. VAT')),
                ('invoiced', models.DecimalField(decimal_places=5, default=Decimal('0'), max_digits=15, verbose_name='quantity invoiced')),
                ('account', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.glaccount', verbose_name='G/L account')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='ledger.postedreturnreceipt', verbose_name='posted return receipt')),
                ('item', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.item', verbose_name='item')),
                ('product_group', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.productgroup', verbose_name='product posting group')),
                ('source_line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='ledger.salesline', verbose_name='sales line')),
                ('undone_line', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='ledger.postedreturnreceiptline', verbose_name='undoes line')),
                ('vat_product_group', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.vatproductgroup', verbose_name='VAT product posting group')),
            ],
            options={
                'verbose_name': 'posted return receipt line',
                'verbose_name_plural': 'posted return receipt lines',
                'ordering': ('line_no',),
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='salesline',
            name='receipt_line',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='collecting_lines', to='ledger.postedreturnreceiptline', verbose_name='return receipt line'),
        ),
        migrations.AddIndex(
            model_name='salesline',
            index=models.Index(condition=models.Q(('receipt_line__isnull', False)), fields=['receipt_line'], name='sales_line_by_receipt_line'),
        ),
        migrations.AddIndex(
            model_name='salesline',
            index=models.Index(condition=models.Q(('returned_line__isnull', False)), fields=['returned_line'], name='sales_line_by_returned_line'),
        ),
        migrations.AddConstraint(
            model_name='salesline',
            constraint=models.CheckConstraint(condition=models.Q(('shipment_line__isnull', True), ('receipt_line__isnull', True), _connector='OR'), name='sales_line_collects_one_thing'),
        ),
        migrations.AddIndex(
            model_name='postedreturnreceipt',
            index=models.Index(fields=['sell_to', 'id'], name='receipt_by_sell_to'),
        ),
        migrations.AddIndex(
            model_name='postedreturnreceipt',
            index=models.Index(fields=['posting_date', 'id'], name='receipt_by_date'),
        ),
        migrations.AddConstraint(
            model_name='postedreturnreceiptline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__lte', 0), models.Q(('invoiced__gte', 0), ('invoiced__lte', models.F('quantity'))), _connector='OR'), name='receipt_line_invoiced_within_quantity'),
        ),
        # Without a way back: papers without their guards are no papers.
        migrations.RunSQL(GUARDS.format(table='ledger_postedreturnreceipt', changeable='')),
        migrations.RunSQL(GUARDS.format(table='ledger_postedreturnreceiptline', changeable="'invoiced'")),
    ]
