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
    "ledger_postedreturnreceipt": {"arcore_keep", "arcore_frozen"},
    "ledger_postedreturnreceiptline": {"arcore_keep", "arcore_frozen"},
    "ledger_postedinvoice": {"arcore_keep", "arcore_frozen"},
    "ledger_postedinvoiceline": {"arcore_keep", "arcore_frozen"},
    "ledger_postedcreditmemo": {"arcore_keep", "arcore_frozen"},
    "ledger_postedcreditmemoline": {"arcore_keep", "arcore_frozen"},
    "ledger_entryamendment": {"arcore_keep", "arcore_frozen"},
}

# Refused by the tables themselves; a unique index for the key of a register.
CONSTRAINTS = {
    "ledger_customerledgerentry": {
        "customerledgerentry_open_means_remaining",
        "customerledgerentry_remaining_never_flips",
        "customerledgerentry_closed_means_zero",
    },
    "ledger_vendorledgerentry": {
        "vendorledgerentry_open_means_remaining",
        "vendorledgerentry_remaining_never_flips",
        "vendorledgerentry_closed_means_zero",
    },
    "ledger_bankledgerentry": {
        "bank_entry_open_means_remaining",
        "bank_entry_remaining_never_flips",
    },
    "ledger_register": {"ledger_register_key_key"},
}

# O fires in ordinary sessions, A always; R (replicas only) and D (disabled) guard nothing.
_ENABLED = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgname LIKE 'arcore\\_%'
  AND c.relnamespace = (SELECT relnamespace FROM pg_class
                        WHERE oid = 'ledger_register'::regclass)
UNION ALL
SELECT c.relname, k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE k.convalidated AND k.contype IN ('c', 'u')
  AND c.relnamespace = (SELECT relnamespace FROM pg_class
                        WHERE oid = 'ledger_register'::regclass)
"""


def missing_guards() -> list[str]:
    """Guards that are not there, switched off or not validated, as "table.guard"."""
    with connection.cursor() as cursor:
        cursor.execute(_ENABLED)
        found = set(cursor.fetchall())
    wanted = [
        (table, name)
        for guards in (GUARDS, CONSTRAINTS)
        for table, names in guards.items()
        for name in sorted(names)
    ]
    return [f"{table}.{name}" for table, name in wanted if (table, name) not in found]
