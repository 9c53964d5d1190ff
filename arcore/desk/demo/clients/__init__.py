"""The customers: their cards, and the lives behind the cards.

habits   how somebody pays         client   a card with its life
lives    who they are              cards    what the card says
create   cards stored, chains and bank accounts
blocks   who is blocked in the end limits   who is over the limit
"""
