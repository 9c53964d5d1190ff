"""The one road by which anything is posted, and the only code that writes ledger tables.

    post(command)     one register or nothing; all refusals at once
    preview(command)  the rows that posting would write
    amend(entry, …)   the few fields that may change on a posted entry, each change a row

Stations: claim the key, lock, read the request, check, work out, write, guard (at commit).

    command, source   what a caller says and what a source promises
    facts, request    what is known, as frozen values
    checks/           why something may not be posted
    work_out          the rows to come; amounts/ says where each amount comes from
    locks, sql        the only row locks; how statements reach the server
    write             numbers drawn, rows written set-based
    guards            what the database refuses by itself

    amend_tolerance  open entries follow a changed tolerance set-up, each change a row

Outsiders import from here; sources outside the ledger also use `facts`, `locks` and `sql`
through `ledger.posting.for_sources`.
"""

from ledger.posting.amend import amend
from ledger.posting.command import Command
from ledger.posting.guards import missing_guards
from ledger.posting.known import PartyKind
from ledger.posting.plan import Plan
from ledger.posting.questions import Asked, Question
from ledger.posting.refusals import KeyReused, PostingRefused, Refusal, SourceChanged
from ledger.posting.service import Preview, post, preview
from ledger.posting.source import Source
from ledger.posting.written import Written

__all__ = [
    "Asked",
    "Command",
    "KeyReused",
    "PartyKind",
    "Plan",
    "PostingRefused",
    "Preview",
    "Question",
    "Refusal",
    "Source",
    "SourceChanged",
    "Written",
    "amend",
    "missing_guards",
    "post",
    "preview",
]
