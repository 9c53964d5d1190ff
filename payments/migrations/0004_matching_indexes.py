"""Indexes over open entries that matching asks: quoted numbers, references, discounted amounts.

Amounts without discount use the ledger's own index on the remaining amount. The expressions are
those of `payments.matching.numbers`; a test holds that the questions use them.
"""

from django.db import migrations

KEY = r"""substring(upper({} COLLATE "C") from '[A-Z0-9]+(?:[^A-Z0-9]+[A-Z0-9]+){{0,3}}')"""
LEDGERS = {"customer": "ledger_customerledgerentry", "vendor": "ledger_vendorledgerentry"}
INDEXES = {
    "number": (KEY.format("document_no"), "open"),
    "external": (KEY.format("external_document_no"), "open AND external_document_no <> ''"),
    "reference": (
        """upper(replace(payment_reference, ' ', '') COLLATE "C")""",
        "open AND payment_reference <> ''",
    ),
    "discounted": ("(remaining - remaining_discount)", "open AND remaining_discount <> 0"),
}


def make():
    statements = [
        f"CREATE INDEX match_{ledger}_{name} ON {table} (({expression})) WHERE {condition}"
        for ledger, table in LEDGERS.items()
        for name, (expression, condition) in INDEXES.items()
    ]
    statements.append(
        "CREATE INDEX match_vendor_amount ON ledger_vendorledgerentry (remaining) WHERE open"
    )
    return ";\n".join(statements)


def drop():
    names = [f"match_{ledger}_{name}" for ledger in LEDGERS for name in INDEXES]
    return "DROP INDEX " + ", ".join([*names, "match_vendor_amount"])


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0003_csv_formats_and_uploads"),
        ("ledger", "0002_guards"),
    ]

    operations = [migrations.RunSQL(make(), drop())]
