"""Currencies in the ledger: open foreign amounts brought to a day's exchange rate.

    adjust    the source: what to adjust, as which transactions
    refusals  why not
    worth     what each open entry and bank account is worth on the day, and what is missing
    effect    what an adjustment will do, for its preview

Chosen: what is open now and was posted by the day, with what remains of it now. What was paid
meanwhile has realized its difference already, so a look back at what was open then would post a
gain that no longer exists. A currency is never adjusted to an earlier day than before.
"""
