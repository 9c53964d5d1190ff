"""The source of journals: what posting a batch means.

post_batch(...)     the command that posts a batch
preview_batch(...)  the command that previews it with all that tolerance allows
trial(...)          the command that previews single lines, to say what is wrong with them

facts          what is read of the batch and its lines
applications   what a line settles: a document, marked entries, or the oldest (pure)
transactions   the transactions that documents become (pure)
source         the source itself;  settle  copies, and what becomes of the lines
copies         copies of lines that were never saved (other sources)
through_batch  what those other sources have in common
"""

from payments.journal.posting.source import JournalPosting, post_batch, preview_batch, trial

__all__ = ["JournalPosting", "post_batch", "preview_batch", "trial"]
