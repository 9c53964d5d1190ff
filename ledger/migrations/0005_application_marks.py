import arcore.company.fields
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0004_posted_papers_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApplicationMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(max_length=40, verbose_name='applies-to ID')),
                ('amount', arcore.company.fields.MoneyField(decimal_places=3, max_digits=18, verbose_name='amount to apply')),
                ('marked_at', models.DateTimeField(verbose_name='marked at')),
            ],
            options={
                'verbose_name': 'mark of an entry to apply',
                'verbose_name_plural': 'marks of entries to apply',
                'ordering': ('id',),
            },
        ),
        migrations.AddField(
            model_name='generalledgerentry',
            name='application_no',
            field=models.BigIntegerField(null=True, verbose_name='application no.'),
        ),
        migrations.AddField(
            model_name='register',
            name='reason',
            field=models.CharField(blank=True, db_default='', max_length=250, verbose_name='reason'),
        ),
        migrations.AddIndex(
            model_name='generalledgerentry',
            index=models.Index(condition=models.Q(('application_no__isnull', False)), fields=['application_no'], name='general_entry_by_application'),
        ),
        migrations.AddField(
            model_name='applicationmark',
            name='customer_entry',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mark', to='ledger.customerledgerentry', verbose_name='customer ledger entry'),
        ),
        migrations.AddField(
            model_name='applicationmark',
            name='marked_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='marked by'),
        ),
        migrations.AddField(
            model_name='applicationmark',
            name='vendor_entry',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mark', to='ledger.vendorledgerentry', verbose_name='vendor ledger entry'),
        ),
        migrations.AddIndex(
            model_name='applicationmark',
            index=models.Index(fields=['owner'], name='application_mark_by_owner'),
        ),
        migrations.AddConstraint(
            model_name='applicationmark',
            constraint=models.CheckConstraint(condition=models.Q(('customer_entry__isnull', True), ('vendor_entry__isnull', True), _connector='XOR'), name='application_mark_one_entry'),
        ),
        migrations.AddConstraint(
            model_name='applicationmark',
            constraint=models.CheckConstraint(condition=models.Q(('amount', Decimal('0')), _negated=True), name='application_mark_applies_something'),
        ),
        migrations.AddConstraint(
            model_name='applicationmark',
            constraint=models.CheckConstraint(condition=models.Q(('owner', ''), _negated=True), name='application_mark_has_owner'),
        ),
    ]
