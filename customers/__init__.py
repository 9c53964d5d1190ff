"""Customers: who they are, what they may do, and the terms they trade on. Knows no ledger account.

blocking       the block matrix: which action each block forbids (pure)
block_change   what setting and lifting a block does, and who may
creation       make a customer          changing   change one, never over someone's change
deletion       when a customer may go   history    who changed what, when, from and to
numbering, billing, bank_accounts, countries   one rule each, used by the three above
card, refused, locks                           what they share
models/        customer, bank accounts, payment terms and methods, posting-group codes,
               heads of reminder and finance-charge terms
"""
