"""Currencies in the ledger: open foreign amounts brought to a day's exchange rate.

    adjust    the source: what to adjust, as which transactions
    refusals  why not
    worth     what each open entry and bank account is worth on the day, and what is missing
    effect    what an adjustment will do, for its preview

Chosen: what was open at the end of the day, with what remained of it then, from the dated
details. An entry that was paid since, wholly or in part, is adjusted like the others, and the
application that paid it takes its part back on its own day, as it would have done had the
adjustment been posted in time: the day's balance is right, the realized gain stays as it was
posted, and no unrealized amount hangs on a closed entry. Unapplying brings that part back.
Rejected: leaving it out, so that the balance of the day lacks it; and adjusting it without
taking anything back, as the field does. A currency is never adjusted to an earlier day than
before.
"""
