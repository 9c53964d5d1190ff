"""The grid of a journal: rows are saved as they are left, and say what is wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arcore.ui.amounts import currency_decimals
from arcore.ui.live import LiveGrid, RowAction, RowChanged, RowEdit, RowFigure, ShownColumn
from arcore.ui.refusals import Refusal
from arcore.ui.templatetags.ui import icon
from arcore.values.money import ZERO
from customers.models import Customer
from ledger.documents.warnings import credit_notice
from payments.journal.forms import LineForm, grid_form
from payments.journal.lines import add_line, change_line, delete_line
from payments.journal.marked import marked_for
from payments.journal.proposals import follow
from payments.journal.refused import JournalRefused, LineChanged
from payments.journal.starting import start_of_line
from payments.journal.trial import problems_of_lines
from payments.journal.versions import LINES, why_locked
from payments.journal.views.applied import applied_link
from payments.journal.views.asked import CHANGE, VIEW, batch_of
from payments.models import JournalLine

PAIRS = (("account_type", "account"), ("balancing_type", "balancing"))


class _TakenBack(Exception):
    """Ends a trial; nothing of it is kept."""


class LineGrid(LiveGrid):
    """Lines of one batch, with their running balance and the first thing wrong with each."""

    url_name = "journal:lines"
    view_permission, change_permission = VIEW, CHANGE
    row_form = LineForm
    label = _("Journal lines")
    widths = {
        "document_no": "code",
        "external_document_no": "text",
        "account": "party-cell",
        "applies_to": "document-cell",
        "balancing": "party-cell",
        "posting_group": "narrow",
        "description": "text",
        "currency": "narrow",
        "document_type": "narrow",
        "account_type": "narrow",
        "frequency": "narrow",
    }
    headings = {"posting_date": pgettext_lazy("narrow column", "Posting date")}
    shown = (
        ShownColumn("applied", _("Applied"), after="applies_to", css="applied-cell"),
        ShownColumn(
            "state", pgettext_lazy("state of a line", "To do"), after="amount", css="state-cell"
        ),
        ShownColumn("balance", _("Balance"), after="description"),
    )
    running = ("balance",)
    actions = (
        RowAction(_("Line details"), "journal:line", key="Shift+F2", icon="edit"),
        RowAction(_("Apply entries"), "journal:line_apply", key="Shift+F11", icon="match"),
    )
    refused = (JournalRefused,)
    first_empty = True

    def open(self, **place: Any) -> None:
        self.batch = batch_of(place["pk"])
        self.saved: int | None = None
        self.row_form = grid_form(self.batch.template)

    def locked(self) -> str:
        return why_locked(self.batch)

    def decimals_of(self, name: str, values: Mapping[str, Any]) -> int | None:
        currency = values.get("currency") or ""
        return currency_decimals(str(getattr(currency, "pk", currency)))

    def queryset(self) -> QuerySet:
        return LINES.filter(batch=self.batch)

    def defaults(self) -> Mapping[str, Any]:
        return start_of_line(self.batch, timezone.localdate())

    def suggest(self, values: Mapping[str, Any], touched: Sequence[str]) -> Mapping[str, Any]:
        found = follow(values, touched)
        if values.get("description") and "account" not in touched:
            found.pop("description", None)
        return found

    def check(self, edit: RowEdit) -> Iterable[Refusal]:
        """The line is saved, tried and taken back: what is told is what posting would say."""
        found: list[Refusal] = []
        try:
            with transaction.atomic():
                line = self.save(edit)
                found = list(self._problems([line]).get(line.line_no, ()))
                raise _TakenBack
        except _TakenBack:
            self.saved = None
        except RowChanged:
            return ()
        except JournalRefused as refused:
            found = list(refused.refusals)
        return [one for one in found if not self._is_still_empty(edit, one)]

    def _is_still_empty(self, edit: RowEdit, refusal: Refusal) -> bool:
        field = getattr(refusal, "field", None) or ""
        return field in edit.values and edit.values[field] in (None, "", ZERO)

    def save(self, edit: RowEdit) -> JournalLine:
        try:
            if edit.row_id is None:
                line = add_line(
                    self.batch.pk,
                    edit.values,
                    self.user,
                    token=edit.token,
                    before=edit.before,
                    numbered="document_no" not in edit.proposed,
                )
            else:
                version = int(edit.version) if edit.version.isdecimal() else 0
                line = change_line(edit.row_id, version, _typed(edit), self.user)
        except LineChanged as changed:
            raise RowChanged(changed.line, by=changed.by) from changed
        self.saved = line.pk
        return line

    def remove(self, row_id: int, version: str) -> None:
        try:
            delete_line(row_id, int(version) if version.isdecimal() else 0)
        except LineChanged as changed:
            raise RowChanged(changed.line, by=changed.by) from changed

    def changed_by(self, row: JournalLine) -> str:
        user = row.changed_by
        return (user.get_full_name() or user.username) if user else ""

    def initial(self, row: JournalLine) -> Mapping[str, Any]:
        values = dict(super().initial(row))
        return values | {
            "account": row.account_side,
            "balancing": row.balancing_side,
            "applies_to": row.applies_to,
            "posting_group": row.posting_group,
            "amount": row.amount or None,
        }

    def complete(self, rows: Sequence[Any]) -> None:
        """The running balance of each row, what it is applied to and what is wrong with it."""
        if not rows:
            return
        self.run(rows)
        problems, marked = self._problems(rows), marked_for(rows)
        for row in rows:
            row.marked = marked.get(row.mark_owner)
            row.problems = problems.get(row.line_no, [])

    def between(self, first: JournalLine, last: JournalLine) -> Sequence[JournalLine]:
        """As much of the rows as the running balance needs."""
        found = self.batch.lines.filter(line_no__range=(first.line_no, last.line_no))
        return list(
            found.only("batch", "line_no", "balancing_type", "amount_lcy").order_by("line_no")
        )

    def run(self, rows: Sequence[Any]) -> None:
        """The balance up to and with each row."""
        if not rows:
            return
        reached = self._balance(line_no__lt=rows[0].line_no)
        for row in rows:
            reached += ZERO if row.balancing_type else row.amount_lcy
            row.balance = reached

    def shown_value(self, row: Any, column: str) -> Any:
        if column == "balance":
            return row.balance
        if column == "applied":
            return applied_link(row)
        first = row.problems[0].message if row.problems else ""
        if first:
            return format_html(
                '<span class="unfavourable" title="{}">{} {}</span>',
                first,
                icon("error"),
                first,
            )
        notice = self._credit_notice(row)
        if notice:
            return format_html(
                '<span class="on-notice" title="{}">{} {}</span>',
                notice,
                icon("warning"),
                notice,
            )
        return ""

    def foot(self) -> Sequence[tuple[Any, Any]]:
        count = self.batch.lines.count()
        return [
            (_("Lines"), count),
            (_("Balance"), RowFigure("balance")),
            (_("Total balance"), self._balance()),
        ]

    def _balance(self, **conditions: Any) -> Decimal:
        left = self.batch.lines.filter(balancing_type="", **conditions)
        return left.aggregate(total=Sum("amount_lcy"))["total"] or ZERO

    def _problems(self, rows: Sequence[JournalLine]) -> Mapping[int, list]:
        ids, today = [row.pk for row in rows], timezone.localdate()
        return problems_of_lines(self.batch.pk, ids, user_id=self.user.pk, today=today)

    def _credit_notice(self, row: JournalLine) -> str:
        """Told when a line that makes a customer owe more has just been typed; never an error."""
        side = row.customer or row.balancing_customer
        more = row.amount_lcy if row.customer else -row.amount_lcy
        if row.pk != self.saved or not isinstance(side, Customer) or more <= ZERO:
            return ""
        notice = credit_notice(side, timezone.localdate(), amount=more)
        return " ".join(notice.messages) if notice else ""


def _typed(edit: RowEdit) -> dict[str, Any]:
    """What was changed; an account goes with its type."""
    names = set(edit.changed)
    for pair in PAIRS:
        if names & set(pair):
            names |= set(pair)
    return {name: edit.values[name] for name in names if name in edit.values}
