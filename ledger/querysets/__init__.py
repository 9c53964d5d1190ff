"""Questions about ledger entries, answered in the database."""
