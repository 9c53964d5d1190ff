"""Split receipts: one transfer for several customers, a head office paying for its branches.

values       an open entry as a proposal sees it        proposal    who gets how much (pure)
offers       the open entries of the chosen customers   branches    who belongs to a head office
preparing    open, change, discard; its customers       amounts     what is paid of an entry
remittance   lines of a pasted advice (pure)            advice      which entries they mean
totals       received, split, left                      applicants  what a mark of a split is for
choosing     the journal batch that numbers
checks/      why a split can't be posted                posting/    the source that posts it

Chosen: a source of its own on the journal's pure functions. It gives one register with one
document: a payment line for each customer and one for the money, under one number drawn while
posting. Rejected: lines prepared in a journal batch. Its posting takes along whatever else waits
there, a clerk would have to find her lines among others' to change an amount, and proposals would
have to keep several lines and the money in step. Copies still go to the posted journals.

What is paid of an entry is an application mark, the set that journal lines use too: oldest-first
passes marked entries over, and whoever meets one is told who means to pay it.
"""
