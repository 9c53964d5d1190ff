"""The living style page: every component of the kit in all its states, for eyes and tests."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from arcore.ui import kit_samples as samples
from arcore.ui.actions import Action, allowed_actions
from arcore.ui.filters import DateRangeFilter, FilterSet, SearchFilter
from arcore.ui.lists import EmptyState, ListView
from arcore.ui.lookup import LookupView
from arcore.ui.preview import ConfirmForm, PreviewGroup, ResultLink, tell_result
from arcore.ui.tables import Column, LinkColumn, Table

KIT_PERMISSION = "company.change_company"
UNREADABLE = 422


class PermissionTable(Table):
    codename = LinkColumn(verbose_name=_("Code"))
    name = Column(verbose_name=_("Name"))

    def row_url(self, record: Permission) -> str:
        return f"{reverse('ui:kit_form')}?code={record.codename}"


class PermissionFilter(FilterSet):
    q = SearchFilter(columns=("codename", "name"))
    login = DateRangeFilter(field_name="user__last_login__date", label=_("Last sign-in"))


class KitList(ListView):
    """A real list over real rows: the permissions of this installation."""

    permission_required = KIT_PERMISSION
    title = _("Example list")
    queryset = Permission.objects.only("id", "codename", "name")
    table_class = PermissionTable
    filterset_class = PermissionFilter
    sort_columns = ("codename", "name")
    default_sort = "codename"
    breadcrumbs = ((_("Page kit"), "/ui/kit/"),)
    actions = (
        Action(_("Example form"), "ui:kit_form", icon="plus", primary=True, key="c"),
        Action(_("Example preview"), "ui:kit_preview"),
        Action(_("Example journal"), "ui:kit_journal"),
    )
    empty = EmptyState(_("No permissions"), action=Action(_("Page kit"), "ui:kit"))


class KitLookup(LookupView):
    permission_required = KIT_PERMISSION
    source = samples.PERMISSIONS


@require_safe
@permission_required(KIT_PERMISSION, raise_exception=True)
def kit_page(request: HttpRequest) -> HttpResponse:
    """All pieces on one page; every message level once."""
    for level in (messages.INFO, messages.SUCCESS, messages.WARNING, messages.ERROR):
        messages.add_message(request, level, gettext("This is how a message looks."))
    grid = samples.wrong_grid()
    form = samples.wrong_form(grid)
    context = {
        "title": _("Page kit"),
        "actions": allowed_actions(KitList.actions, request.user),
        "table": samples.KitTable(samples.rows(), request=request),
        "form": form,
        "grid": grid,
        "empty": KitList.empty,
        "empty_actions": allowed_actions([KitList.actions[0]], request.user),
        "facts": samples.facts(),
        "tabs": samples.tabs(),
        "ages": samples.ages(),
        "icons": samples.icons(),
    }
    return render(request, "ui/kit.html", context)


@permission_required(KIT_PERMISSION, raise_exception=True)
def kit_form(request: HttpRequest) -> HttpResponse:
    """A form with a grid; line 2 is always refused when it names the amount 13."""
    posted = request.POST if request.method == "POST" else None
    form, grid = samples.KitForm(posted), samples.KitGrid(posted, prefix="line")
    status = 200
    if posted is not None:
        if form.is_valid() & grid.is_valid():
            refusals = samples.refused_lines(grid)
            if not refusals:
                tell_result(
                    request,
                    gettext("Saved."),
                    [ResultLink(gettext("Page kit"), reverse("ui:kit"))],
                )
                return redirect("ui:kit_list")
            form.add_refusals(refusals, grid)
        status = UNREADABLE
    page = {
        "title": _("Example form"),
        "breadcrumbs": [(_("Page kit"), reverse("ui:kit"))],
        "form": form,
        "grid": grid,
        "cancel_url": reverse("ui:kit_list"),
    }
    return render(request, "ui/form.html", page, status=status)


@permission_required(KIT_PERMISSION, raise_exception=True)
def kit_preview(request: HttpRequest) -> HttpResponse:
    """A preview whose confirmation only says that it was confirmed."""
    if request.method == "POST" and ConfirmForm(request.POST).is_valid():
        tell_result(request, gettext("Posted."), [ResultLink("24-0117", reverse("ui:kit"))])
        return redirect("ui:kit_list")
    rows = samples.rows()
    page = {
        "title": _("Example preview"),
        "breadcrumbs": [(_("Page kit"), reverse("ui:kit"))],
        "warnings": [_("The customer's credit limit is exceeded by 250.00 EUR.")],
        "facts": samples.facts(),
        "groups": [
            PreviewGroup(_("Customer ledger entries"), samples.KitTable(rows[:2])),
            PreviewGroup(
                _("General ledger entries"), samples.KitTable(rows[2:4]), _("They balance.")
            ),
        ],
        "confirm": ConfirmForm.of(1),
        "confirm_label": _("Post"),
        "cancel_url": reverse("ui:kit"),
    }
    return render(request, "ui/preview.html", page)
