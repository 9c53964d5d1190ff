"""Screens on which a posted entry's few changeable fields are changed (ledger spec, section 1)."""
