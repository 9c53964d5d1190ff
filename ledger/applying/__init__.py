"""Applying posted entries to each other, and undoing it (ledger spec, section 3).

marks     entries chosen for an application, for a journal line or a posted entry
apply     the source that applies a posted entry to others
unapply   the source that undoes one application number and nothing else
ledgers   what differs between customers and vendors: tables and names
"""
