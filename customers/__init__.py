"""Customers: who they are, what they may do, and the terms they trade on. Knows no ledger account.

blocking    the block matrix: which action each block forbids (pure)
deletion    when a customer may be deleted
models/     customer, bank accounts, payment terms and methods, posting-group codes,
            heads of reminder and finance-charge terms
"""
