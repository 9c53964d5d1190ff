"""The account on the other side of a payment, chosen alike for journals, registration and splits.

forms   a bank or a G/L account, as the type beside it says
"""
