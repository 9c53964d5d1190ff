import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='customerledgerentry',
            options={'ordering': ('-id',), 'permissions': [('amend_customerledgerentry', 'Can change due date, hold, dispute and promise of posted entries')], 'verbose_name': 'customer ledger entry', 'verbose_name_plural': 'customer ledger entries'},
        ),
        migrations.CreateModel(
            name='EntryAmendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(choices=[('due_date', 'due date'), ('on_hold', 'on hold'), ('dispute', 'dispute status'), ('promised_pay_date', 'promised pay date'), ('description', 'description'), ('payment_reference', 'payment reference')], max_length=20, verbose_name='field')),
                ('before', models.CharField(blank=True, max_length=250, verbose_name='before')),
                ('after', models.CharField(blank=True, max_length=250, verbose_name='after')),
                ('reason', models.CharField(max_length=250, verbose_name='reason')),
                ('amended_at', models.DateTimeField(verbose_name='amended at')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='ledger.customerledgerentry', verbose_name='customer ledger entry')),
                ('user', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'change of a posted entry',
                'verbose_name_plural': 'changes of posted entries',
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='amendment_changes_something'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='amendment_says_why')],
            },
        ),
    ]
