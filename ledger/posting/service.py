"""The recipe: one road for everything that is posted (design, section 3)."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ledger.models import Register
from ledger.posting.checks import check_plan, run_checks
from ledger.posting.command import Command
from ledger.posting.own_marks import forget_marks
from ledger.posting.plan import Plan
from ledger.posting.questions import Question
from ledger.posting.refusals import KeyReused, Refusal, refuse_if_any
from ledger.posting.request import PostingRequest
from ledger.posting.source import Source
from ledger.posting.sql import Query, fetch, pipelined
from ledger.posting.work_out import work_out
from ledger.posting.write import draw, is_small, write_large, write_small, written


def post(command: Command) -> Register:
    """Write one register or nothing; the same key never writes twice.

    Raises `PostingRefused` with every reason; `KeyReused` for the key with other content.
    """
    with transaction.atomic():
        register, is_new = claim(command)
        if not is_new:
            return register
        source = command.source()
        source.lock()  # its own rows, then parties, entries by id, banks
        request = source.request()
        refuse_if_any(run_checks(request))
        plan = work_out(request)
        refuse_if_any([*check_plan(request, plan), *source.objections(plan)])
        _write(register, source, plan)
    return register


def _write(register: Register, source: Source, plan: Plan) -> None:
    ids, numbers = draw(plan)  # the series is locked here, last
    outcome = written(plan, register.pk, ids, numbers)
    if is_small(plan):
        with pipelined():
            write_small(plan, register.pk, ids, source.rider(outcome))
            forget_marks(plan)
            source.settle(outcome)
    else:
        write_large(plan, register.pk, ids)
        forget_marks(plan)
        source.settle(outcome)


_CLAIM = """
INSERT INTO ledger_register (key, content_hash, source, source_id, user_id, reason, posted_at,
                             written_by)
VALUES (%s, %s, %s, %s, %s, %s, clock_timestamp(), pg_current_xact_id()::text::bigint)
ON CONFLICT (key) DO NOTHING
RETURNING id, posted_at, written_by
"""


_REGISTER = (
    *("id", "key", "content_hash", "source", "source_id", "user_id", "reason"),
    *("posted_at", "written_by"),
)


def claim(command: Command) -> tuple[Register, bool]:
    """The register of the command's key, and whether it is new.

    A second one with the same key waits for the first to commit or roll back.
    """
    name = command.source_class.name
    values = (
        command.key,
        command.content_hash,
        name,
        command.source_id,
        command.user_id,
        command.reason,
    )
    rows = fetch(Query(_CLAIM, values))
    if rows:
        row = rows[0]
        told = (row.id, *values, row.posted_at, row.written_by)
        return Register.from_db(None, _REGISTER, told), True
    register = Register.objects.get(key=command.key)
    if register.content_hash != command.content_hash:
        message = _(
            "This was posted before with other content (register %(register)s). "
            "Reload the page to see what was posted."
        ) % {"register": register.pk}
        raise KeyReused([Refusal(message)])
    return register, False


@dataclass(frozen=True, slots=True)
class Preview:
    """What posting would write, or why it would not. `plan` is None when refused."""

    request: PostingRequest
    refusals: tuple[Refusal, ...]
    plan: Plan | None

    @property
    def questions(self) -> tuple[Question, ...]:
        """What tolerance and late discounts call for, with the answers taken."""
        return tuple(self.plan.questions) if self.plan else ()


def preview(command: Command) -> Preview:
    """Stations 3 to 5 over one snapshot, without locks: nothing is written, nobody waits.

    Inside a transaction that is already open (a test, a larger read) it uses that one.
    """
    if connection.in_atomic_block:
        return _preview(command)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return _preview(command)


def _preview(command: Command) -> Preview:
    request = command.source().request()
    refusals = run_checks(request)
    plan = None if refusals else work_out(request)
    if plan is not None:
        refusals = check_plan(request, plan)
    return Preview(request, tuple(refusals), None if refusals else plan)
