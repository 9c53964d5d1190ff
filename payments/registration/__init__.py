"""Payment registration: tick what was paid, post it as journal payments (ledger spec, section 6).

values              a document and what was received for it, as frozen plain values
suggested_amount    what a tick proposes          ticking   what typing into a line does to it
shown_remaining     what the list shows as open   notices   overdue, posted as partial
late_discount       when moving the discount date closes the document
choosing            which batch and account a user registers into, and what is missing
keeping             ticks on the server           others    who else means to pay a document
balance             posted and unposted balance of the account
unposted            documents that are not posted yet
checks/             why ticks can't be posted     posting/  the source that posts them
"""
