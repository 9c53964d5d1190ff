"""Applying posted entries to each other, and undoing it (ledger spec, section 3).

applicants    who applies: a posted entry or a journal line
marks         entries chosen for an application, for a journal line or a posted entry
totals        what the marks come to; exchange: in the applicant's currency
asking        the questions of a posting and their answers
apply         the source that applies a posted entry to others
unapply       the source that undoes one application number and nothing else
applications  what an entry took part in, who and when
ledgers       what differs between customers and vendors: tables and names
"""
