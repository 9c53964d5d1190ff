"""How an entry was settled, told from its detailed entries: which application, and why so much.

pairs      one application seen from one entry: the other entry, the amounts, who and when
rules      the sentence of the rule behind each discount, tolerance, gain and rounding
tables     the section on the card of an entry
"""
