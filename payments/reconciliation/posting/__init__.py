"""The source of reconciliation journals: what posting a bank statement means.

post_journal(...)   the command that posts a journal: payments only, or payments and reconcile

facts          what is read of the journal, its lines and what they are applied to
checks         why a journal may not be posted, one reason a function (pure)
oldest_first   what a payment on account settles for an "apply to oldest" customer (pure)
transactions   the transaction that a line becomes (pure)
closings       lines that only close a bank entry posted before (pure)
source         the source itself;  settle  the posted journal and the bank statement
"""

from payments.reconciliation.posting.source import ReconciliationPosting, post_journal

__all__ = ["ReconciliationPosting", "post_journal"]
