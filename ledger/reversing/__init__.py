"""Reversing what a journal posted: a transaction, or a whole register (ledger spec, section 3).

reverse   the source: mirrors on the original dates, entries closed against each other
reading   what was posted, read to be mirrored
"""
