"""Vendors: who they are and what we owe them. What they bill enters through journals.

kind        what this kind of card is called: its series, its refusals, its sentences
blocking    what a block of a vendor forbids
creation    make a vendor          changing   change one, never over someone's change
deletion    when a vendor may go

Numbers, deletion, history and the edit conflict are the customers' own rules (`customers`),
told with the sentences of `kind`.
"""
