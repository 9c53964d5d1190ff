"""Where an amount comes from: one rule per file, in the order of an application.

max_tolerance       how much of an entry may be written off (spec section 5)
offer               an open entry as the applying entry sees it, in its currency
exchange            amounts between currencies on the applying entry's day
discount            payment discount granted in time (spec section 4)
discount_tolerance  a late discount within the grace period (section 5)
tolerance           the difference written off so that a set closes, and who bears it (section 5)
decision            which of these a set of entries gets, and what is to be asked
rounding            a small rest between currencies (section 3)
application         what one applying entry settles, entry by entry (section 3)
booking             the rows of a granted amount; vat_adjustment splits it (section 4)
exchange_adjustment  what a date's rate adds to or takes from an open foreign amount
revaluation         realized and unrealized gain and loss, correction of what remains (section 3)
"""
