"""The payment reconciliation journal, from the bank's file to closed entries.

importing             a file becomes journals, or is refused with every reason
  bank_facts          what the company knows of its bank accounts before an import
  import_rows         the lines of a file as rows, copied in bulk
  uploads             large files on their way to the worker
numbering             which statement number a journal gets
matching_run          apply automatically, and whether to ask about overwriting first
versions              one line, one change: who comes second is told who and what
review                accept and remove applications
apply_by_hand         tick entries, lower amounts
put_on_account        what is left over goes to the same customer or vendor
transfer_difference   what is left over goes to another account, on a child line
edit_lines            type, change and delete lines
discard               take an open journal back, so that its file can be imported again
totals                balances and counters of a journal
posting/              the source that posts a journal
"""
