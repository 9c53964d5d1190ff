"""The source of split receipts: one document of payment lines and the line of the money.

post_split(...)   the command that posts a split receipt

facts    what is read of the receipt and what it pays
values   the split with what it names, as frozen plain values
lines    the journal lines that it becomes (pure)
source   the source itself;  settle  copies, and the receipt that goes
"""

from payments.splitting.posting.source import SplitPosting, post_split

__all__ = ["SplitPosting", "post_split"]
