"""Where an amount comes from: one rule per file, in the order of an application.

max_tolerance  how much of an entry may be written off (spec section 5)
discount       payment discount granted by one application (spec section 4)
application    what one applying entry settles, entry by entry (spec section 3)
"""
