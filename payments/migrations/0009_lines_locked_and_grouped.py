import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0002_history_and_guards"),
        ("jobs", "0001_initial"),
        ("ledger", "0013_undoing_permissions"),
        ("payments", "0008_journal_tokens"),
    ]

    operations = [
        migrations.AddField(
            model_name="journalbatch",
            name="posting",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="jobs.progress",
            ),
        ),
        migrations.AddField(
            model_name="journalline",
            name="customer_posting_group",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.customerpostinggroup",
                verbose_name="customer posting group",
            ),
        ),
        migrations.AddField(
            model_name="journalline",
            name="vendor_posting_group",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ledger.vendorpostinggroup",
                verbose_name="vendor posting group",
            ),
        ),
        migrations.AddField(
            model_name="journaltemplate",
            name="posting_group_column",
            field=models.BooleanField(
                default=False,
                help_text="Lines may be posted to another group than the customer's or vendor's.",
                verbose_name="posting group column",
            ),
        ),
        migrations.AddField(
            model_name="postedjournalline",
            name="posting_group",
            field=models.CharField(
                blank=True, db_default="", max_length=20, verbose_name="posting group"
            ),
        ),
        migrations.AddConstraint(
            model_name="journalline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("customer_posting_group", None),
                        ("customer__isnull", False),
                        ("balancing_customer__isnull", False),
                        _connector="OR",
                    ),
                    models.Q(
                        ("vendor_posting_group", None),
                        ("vendor__isnull", False),
                        ("balancing_vendor__isnull", False),
                        _connector="OR",
                    ),
                ),
                name="journal_line_posting_group_of_its_party",
            ),
        ),
    ]
