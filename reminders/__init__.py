"""Collecting what is late: dunning levels and runs, finance charges, statements, prediction.

Reads customers and the ledger, posts its charges through `ledger.posting`, and knows nothing of
payments. Levels and texts point down to the heads that `customers` keeps.
"""
