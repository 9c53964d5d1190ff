"""What the database refuses by itself, by name (installed by `ledger/migrations`).

Immediately: delete and truncate of posted rows and papers, a change of a frozen column, a row
for a register of another database transaction, a remaining amount that differs from its details.
At COMMIT: a transaction out of balance, a touched entry that differs from its details.
Constraints on the tables refuse a sign flip, open without remaining, a duplicate key.
"""

from django.db import connection

GUARDS = {
    "ledger_register": {"arcore_keep", "arcore_frozen", "arcore_author", "arcore_guard"},
    "ledger_transaction": {"arcore_keep", "arcore_frozen", "arcore_late"},
    "ledger_generalledgerentry": {"arcore_keep", "arcore_frozen", "arcore_late"},
    "ledger_bankledgerentry": {"arcore_keep", "arcore_frozen", "arcore_late"},
    "ledger_detailedcustomerentry": {"arcore_keep", "arcore_frozen", "arcore_late"},
    "ledger_detailedvendorentry": {"arcore_keep", "arcore_frozen", "arcore_late"},
    "ledger_customerledgerentry": {
        "arcore_keep",
        "arcore_frozen",
        "arcore_late",
        "arcore_sums",
    },
    "ledger_vendorledgerentry": {
        "arcore_keep",
        "arcore_frozen",
        "arcore_late",
        "arcore_sums",
    },
    "ledger_postedshipment": {"arcore_keep", "arcore_frozen"},
    "ledger_postedshipmentline": {"arcore_keep", "arcore_frozen"},
    "ledger_postedinvoice": {"arcore_keep", "arcore_frozen"},
    "ledger_postedinvoiceline": {"arcore_keep", "arcore_frozen"},
    "ledger_postedcreditmemo": {"arcore_keep", "arcore_frozen"},
    "ledger_postedcreditmemoline": {"arcore_keep", "arcore_frozen"},
    "ledger_entryamendment": {"arcore_keep", "arcore_frozen"},
}

# O fires in ordinary sessions, A always; R (replicas only) and D (disabled) guard nothing.
_ENABLED = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgname LIKE 'arcore\\_%'
  AND c.relnamespace = (SELECT relnamespace FROM pg_class
                        WHERE oid = 'ledger_register'::regclass)
"""


def missing_guards() -> list[str]:
    """Guards that are not there or switched off, as "table.guard"; empty when all stand."""
    with connection.cursor() as cursor:
        cursor.execute(_ENABLED)
        found = set(cursor.fetchall())
    wanted = [(table, name) for table, names in GUARDS.items() for name in sorted(names)]
    return [f"{table}.{name}" for table, name in wanted if (table, name) not in found]
