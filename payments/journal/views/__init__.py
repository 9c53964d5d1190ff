"""Screens of the payment journal.

batches    the list, and a journal with its grid       grid     the rows, saved as they are left
details    one line with everything, new or of the grid
line_list  the lines as a list and as files
applied    what a line is applied to, and the way to its entries
posting    test report, preview, questions, post       posted   posted journals, copied back
long       the same of a journal that a job must look ahead at
questions  the questions, a page of them at a time     linked   refusals with the way to their rows
imports    lines from a file                           lookups  suggestions while typing
setup      a new journal, and the set-up of one
"""

from payments.journal.views.applied import line_apply
from payments.journal.views.batches import BatchList, batch_page
from payments.journal.views.details import line, line_new
from payments.journal.views.grid import LineGrid
from payments.journal.views.imports import import_page, sample
from payments.journal.views.line_list import LineList
from payments.journal.views.long import prepare_page
from payments.journal.views.lookups import (
    AccountLookup,
    BalancingLookup,
    DocumentLookup,
    GroupLookup,
)
from payments.journal.views.posted import PostedList, PostedPage, copy_page
from payments.journal.views.posting import post_page, preview_page, test_report
from payments.journal.views.setup import batch_new, batch_setup

__all__ = [
    "AccountLookup",
    "BalancingLookup",
    "BatchList",
    "DocumentLookup",
    "GroupLookup",
    "LineGrid",
    "LineList",
    "PostedList",
    "PostedPage",
    "batch_new",
    "batch_page",
    "batch_setup",
    "copy_page",
    "import_page",
    "line",
    "line_apply",
    "line_new",
    "post_page",
    "prepare_page",
    "preview_page",
    "sample",
    "test_report",
]
