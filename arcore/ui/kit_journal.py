"""A working journal for the living style page; its rows live in the visitor's session alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from arcore.ui.fields import DateFormField, MoneyFormField
from arcore.ui.forms import Form
from arcore.ui.keyset import KeysetPage, Place
from arcore.ui.kit_samples import UNLUCKY
from arcore.ui.live import (
    LiveGrid,
    RowAction,
    RowChanged,
    RowEdit,
    RowFigure,
    RowRefused,
    ShownColumn,
)
from arcore.ui.lookup import LookupField, LookupView
from arcore.ui.lookup_source import LookupSource, SourceChoice
from arcore.ui.refusals import Refusal

KIT_PERMISSION = "company.change_company"
KEPT = "kit-journal"
MOST_FILLED = 1_000
STEP = 10_000
SOURCES = {
    "permission": LookupSource(
        lambda: Permission.objects.only("id", "codename", "name"), number="codename"
    ),
    "role": LookupSource(Group.objects.all, number="name"),
}
ACCOUNTS = SourceChoice(
    ("kind",),
    lambda beside: SOURCES.get(beside["kind"]),
    _("Choose the kind first."),
)


class LineForm(Form):
    day = DateFormField(label=_("Posting date"))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("permission", _("Permission")), ("role", _("Role"))]
    )
    account = LookupField(ACCOUNTS, "ui:kit_account_lookup", label=_("Account"))
    text = forms.CharField(label=_("Description"), max_length=100, required=False)
    amount = MoneyFormField(label=_("Amount"))
    urgent = forms.BooleanField(label=_("Urgent"), required=False)


@dataclass(frozen=True)
class Line:
    """One row, written so that a session can hold it."""

    pk: int
    line_no: int
    version: int
    token: str
    day: str
    kind: str
    account: int
    text: str
    amount: str
    urgent: bool = False


class KitJournal(LiveGrid):
    """Refuses the amount 13, proposes the account's name, adds up a running balance."""

    url_name = "ui:kit_lines"
    view_permission = change_permission = KIT_PERMISSION
    row_form = LineForm
    label = _("Example journal")
    widths = {"text": "wide"}
    shown = (ShownColumn("balance", _("Balance"), after="amount"),)
    running = ("balance",)
    actions = (RowAction(_("Look at the row"), "ui:kit_line", key="Shift+F11", icon="search"),)

    def open(self, **_place: Any) -> None:
        self.lines = [Line(**kept) for kept in self.request.session.get(KEPT, [])]
        self.balances: dict[int, Decimal] = {}

    def defaults(self) -> Mapping[str, Any]:
        last = self.lines[-1] if self.lines else None
        day = date.fromisoformat(last.day) if last else date(2026, 3, 15)
        return {"day": day, "kind": last.kind if last else "permission"}

    def suggest(self, values: Mapping[str, Any], touched: Sequence[str]) -> Mapping[str, Any]:
        """The account's name becomes the description."""
        return {"text": values["account"].name[:100]} if "account" in touched else {}

    def check(self, edit: RowEdit) -> Iterable[Refusal]:
        unlucky = edit.values["amount"] == UNLUCKY
        return [_refusal(gettext("Thirteen brings bad luck."), "amount")] if unlucky else []

    def save(self, edit: RowEdit) -> Line:
        if refusals := self.check(edit):
            raise RowRefused(*refusals)
        values = edit.values
        line = Line(
            pk=edit.row_id or max((one.pk for one in self.lines), default=0) + 1,
            line_no=0,
            version=1,
            token=edit.token,
            day=values["day"].isoformat(),
            kind=values["kind"],
            account=values["account"].pk,
            text=values["text"],
            amount=str(values["amount"]),
            urgent=values["urgent"],
        )
        at = self._at(edit.row_id)
        if at is None:
            before = self._at(edit.before)
            self.lines.insert(len(self.lines) if before is None else before, line)
        else:
            old = self.lines[at]
            if str(old.version) != edit.version:
                raise RowChanged(old)
            self.lines[at] = replace(line, version=old.version + 1, token=old.token)
        self._keep()
        return self.find(line.pk)

    def remove(self, row_id: int, version: str) -> None:
        self.lines = [line for line in self.lines if line.pk != row_id]
        self._keep()

    def foot(self) -> Sequence[tuple[Any, Any]]:
        total = sum((Decimal(line.amount) for line in self.lines), Decimal(0))
        return [
            (_("Lines"), len(self.lines)),
            (_("Balance"), RowFigure("balance")),
            (_("Total balance"), total),
        ]

    def initial(self, row: Line) -> Mapping[str, Any]:
        return asdict(row) | {
            "day": date.fromisoformat(row.day),
            "amount": Decimal(row.amount),
        }

    def complete(self, rows: Sequence[Line]) -> None:
        """The balance up to and with each row."""
        reached = Decimal(0)
        for line in self.lines:
            reached += Decimal(line.amount)
            self.balances[line.pk] = reached

    def shown_value(self, row: Line, column: str) -> Decimal:
        return self.balances[row.pk]

    # The rows lie in a list instead of a table.

    def find(self, row_id: int) -> Any:
        at = self._at(row_id)
        return None if at is None else self.lines[at]

    def find_token(self, token: str) -> Any:
        return next((line for line in self.lines if line.token == token), None)

    def between(self, first: Line, last: Line) -> Sequence[Line]:
        return [one for one in self.lines if first.line_no <= one.line_no <= last.line_no]

    def read(self, place: Place | None, size: int) -> KeysetPage:
        return KeysetPage(self.lines, 1, None, None)

    def _at(self, row_id: int | None) -> int | None:
        found = (at for at, line in enumerate(self.lines) if line.pk == row_id)
        return next(found, None)

    def _keep(self) -> None:
        self.lines = [replace(line, line_no=at * STEP) for at, line in enumerate(self.lines, 1)]
        self.request.session[KEPT] = [asdict(line) for line in self.lines]


class KitAccountLookup(LookupView):
    permission_required = KIT_PERMISSION
    source = ACCOUNTS


@require_safe
@permission_required(KIT_PERMISSION, raise_exception=True)
def kit_journal(request: HttpRequest) -> HttpResponse:
    page = {
        "title": _("Example journal"),
        "breadcrumbs": [(_("Page kit"), reverse("ui:kit"))],
        "grid": KitJournal(request),
        "most": MOST_FILLED,
    }
    return render(request, "ui/kit_journal.html", page)


@require_safe
@permission_required(KIT_PERMISSION, raise_exception=True)
def kit_line(request: HttpRequest, pk: int) -> HttpResponse:
    """What a row's action may open; it leads back to the row."""
    return redirect(f"{reverse('ui:kit_journal')}?row={pk}")


@require_POST
@permission_required(KIT_PERMISSION, raise_exception=True)
def kit_fill(request: HttpRequest) -> HttpResponse:
    """Fill the example with a thousand rows, to feel how quick it stays; or empty it."""
    account = Permission.objects.order_by("pk").first()
    wanted = 0 if request.session.get(KEPT) or account is None else MOST_FILLED
    request.session[KEPT] = [
        asdict(
            Line(
                at, at * STEP, 1, f"filled-{at}", "2026-03-15", "permission",
                account.pk if account else 0, gettext("Payment"), f"{at % 97 - 48}.50",
            )
        )
        for at in range(1, wanted + 1)
    ]  # fmt: skip
    return redirect("ui:kit_journal")


def _refusal(message: str, field: str) -> Refusal:
    return SimpleNamespace(message=message, field=field, line=None)
