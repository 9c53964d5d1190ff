"""Payment tolerance: what a currency allows, and open entries that follow a change of it.

    limits    what set-up says of each currency
    change    the job: new set-up, then every open entry of the currency, from what remains
    customer  a customer's open entries after its block was set or lifted

Every changed entry is told by an `EntryAmendment`, every confirmed change by a
`ToleranceChange`. Chosen over a run row alone: whoever looks at an entry sees why its
tolerance is what it is, without knowing of the run.
"""
