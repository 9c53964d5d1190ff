"""The timeline of a customer's or vendor's account: everything that happened, in order.

Three streams make it: what was posted (a new entry, an application or its undoing, a
revaluation: each a group of detailed entries), changes of posted entries, changes of the card.
A page takes as many rows from each stream as it shows and keeps the first; so it costs the same
for ten entries as for a hundred thousand. Rejected: a table of events written when posting,
which would cost every posting a row and could differ from the books; a database view over all
streams, which knows no local date of a change and leaves the plan to luck.

place      where an event stands in time
account    whose account, which part of it and what kinds of events
streams    the streams, each read along its own index
reading    one page of all streams
event      what a row says
balances   the running balance, summed from the details
postings   what the posted events of a page come to
changes    what the changes of a page were
tables, filters, views, urls   the page
"""
