"""Screens of applying: mark and post, undo; one for customers and vendors."""

from ledger.applying.views.apply import apply
from ledger.applying.views.marking import clear, fill, mark_entry
from ledger.applying.views.post import post_application
from ledger.applying.views.unapply import unapply

__all__ = ["apply", "clear", "fill", "mark_entry", "post_application", "unapply"]
