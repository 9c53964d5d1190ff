from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payments", "0007_split_receipts")]

    operations = [
        migrations.RemoveConstraint("journalline", "journal_line_created_once"),
        migrations.RenameField("journalline", "client_token", "token"),
        migrations.AddConstraint(
            "journalline",
            models.UniqueConstraint(
                fields=("batch", "token"),
                name="journal_line_created_once",
                condition=~models.Q(token=""),
            ),
        ),
    ]
