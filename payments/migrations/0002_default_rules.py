"""The default rule table and the settings row, so that matching works from the first day."""

from django.db import migrations

from payments.matching.default_rules import DEFAULT_RULES


def install(apps, schema_editor):
    rule = apps.get_model("payments", "PaymentApplicationRule")
    if not rule.objects.exists():
        rule.objects.bulk_create(rule(**values) for values in DEFAULT_RULES)
    apps.get_model("payments", "MatchingSettings").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
