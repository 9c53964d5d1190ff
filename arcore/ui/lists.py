"""Every list page: filtered, ordered and paged in SQL, its whole state in the URL.

Query parameters: the filters' own, `sort` (a declared column, `-` for descending), and one of
`after` (signed cursor) or `at=last`; `export` (csv, xlsx) makes a file of all rows instead.
Asked by htmx, the view answers with the list alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View

from arcore.ui.actions import Action, allowed_actions
from arcore.ui.counts import count_rows
from arcore.ui.export.answer import export_answer
from arcore.ui.export.writing import CONTENT_TYPES, CSV, XLSX
from arcore.ui.filters import FilterSet
from arcore.ui.keyset import (
    LAST,
    BadCursor,
    KeysetPage,
    Place,
    Sort,
    check_sortable,
    decode,
    encode,
    read_page,
)
from arcore.ui.tables import SortLink, Table

PAGE_ROWS = 50
LONGEST_CURSOR = 1_000
POSITION = ("after", "at", "row", "export")


FILES = ((CSV, "CSV"), (XLSX, "Excel (XLSX)"))
NOTHING_YET = _("Nothing here yet")


@dataclass(frozen=True)
class EmptyState:
    """What an empty list says and what to do next."""

    title: str | Promise = NOTHING_YET
    hint: str | Promise = ""
    action: Action | None = None


class ListView(PermissionRequiredMixin, View):
    """A list page from a few declarations.

    Set `permission_required`, `title`, `queryset`, `table_class`, and `sort_columns`: the
    columns a clerk may order by, each indexed together with the id and not null; a mapping
    where the order is another column's, as in {"name": "search_key"}. Optional:
    `filterset_class`, `default_sort`, `actions`, `empty`, `breadcrumbs`, `page_rows`.
    """

    raise_exception = True
    template_name = "ui/list.html"
    part_template_name = "ui/list_part.html"
    title: str | Promise = ""
    queryset: QuerySet
    table_class: type[Table]
    filterset_class: type[FilterSet] | None = None
    sort_columns: Sequence[str] | Mapping[str, str] = ()
    default_sort = "-pk"
    page_rows = PAGE_ROWS
    actions: Sequence[Action] = ()
    breadcrumbs: Sequence[tuple[str | Promise, str]] = ()
    empty = EmptyState()

    @classmethod
    def as_view(cls, **options: Any) -> Any:
        """Refuses at start-up a declared order that paging could not keep."""
        if hasattr(cls, "queryset"):
            check_sortable(cls.queryset.model, list(cls._order_of().values()))
        return super().as_view(**options)

    def get_queryset(self) -> QuerySet:
        return self.queryset.all()

    def get_title(self) -> str | Promise:
        return self.title

    def get_actions(self) -> Sequence[Action]:
        return self.actions

    def get_breadcrumbs(self) -> Sequence[tuple[str | Promise, str]]:
        return self.breadcrumbs

    def complete(self, rows: Sequence[Any]) -> None:
        """Add to the rows of one page what the query left out, in one query for all of them."""

    def get_context(self) -> dict[str, Any]:
        """More for the page's template, e.g. totals above the list."""
        return {}

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
        kind = request.GET.get("export", "")
        if kind in CONTENT_TYPES and not self.has_bad_filter(request):
            return export_answer(self, request, kind)
        part = self.is_part(request)
        template = self.part_template_name if part else self.template_name
        response = render(request, template, {**self.context(request), "is_part": part})
        patch_vary_headers(response, ["HX-Request"])
        return response

    @staticmethod
    def is_part(request: HttpRequest) -> bool:
        """Whether the list alone is asked for."""
        htmx: Any = getattr(request, "htmx", None)
        return bool(htmx) and htmx.target == "list" and not htmx.history_restore_request

    def context(self, request: HttpRequest) -> dict[str, Any]:
        filterset, sort = self._filterset(request), self.sort(request)
        queryset = filterset.found if filterset else self.get_queryset()
        place, bad_place = self._place(request, sort)
        page = self.read(queryset, sort, place, self.page_rows)
        self.complete(page.rows)
        return {
            "title": self.get_title(),
            "breadcrumbs": self.get_breadcrumbs(),
            "actions": allowed_actions(self.get_actions(), request.user),
            "filterset": filterset,
            "is_filtered": bool(filterset and filterset.active),
            "table": self._table(request, page, sort),
            "pager": Pager(request, page, sort, queryset, file_links(request)),
            "bad_place": bad_place,
            "empty": self.empty,
            "empty_actions": allowed_actions(
                [self.empty.action] if self.empty.action else [], request.user
            ),
            "sort_state": request.GET.get("sort", ""),
            **self.get_context(),
        }

    def found(self, request: HttpRequest) -> QuerySet:
        """The rows that the filters in the URL leave."""
        filterset = self._filterset(request)
        return filterset.found if filterset else self.get_queryset()

    def has_bad_filter(self, request: HttpRequest) -> bool:
        """Whether a filter in the URL can't be read; the page says which."""
        filterset = self._filterset(request)
        return filterset is not None and not filterset.form.is_valid()

    def read(
        self, queryset: QuerySet, sort: Sort, place: Place | None, size: int
    ) -> KeysetPage:
        """One page, or one chunk of a file."""
        return read_page(queryset, sort, place, size)

    def make_table(self, rows: Sequence[Any]) -> Table:
        return self.table_class(rows, request=self.request)

    def link_back(self, request: HttpRequest) -> str:
        """The list's first page with its filters and order."""
        return link(request)

    def _filterset(self, request: HttpRequest) -> FilterSet | None:
        if self.filterset_class is None:
            return None
        return self.filterset_class(request.GET, queryset=self.get_queryset(), request=request)

    @classmethod
    def _order_of(cls) -> dict[str, str]:
        """Table column -> database column to order by."""
        columns = cls.sort_columns
        return (
            dict(columns) if isinstance(columns, Mapping) else {name: name for name in columns}
        )

    def sort(self, request: HttpRequest) -> Sort:
        """The order that the URL asks for, or the list's own."""
        order, asked = self._order_of(), Sort.parse(request.GET.get("sort", ""))
        if asked.column not in order:
            asked = Sort.parse(self.default_sort)
        return Sort(order.get(asked.column, asked.column), asked.descending)

    def _place(self, request: HttpRequest, sort: Sort) -> tuple[Place | None, bool]:
        """Where the page starts, and whether the URL named a place that does not exist."""
        if request.GET.get("at") == "last":
            return LAST, False
        cursor = request.GET.get("after", "")
        if not cursor:
            return None, False
        try:
            return decode(cursor[:LONGEST_CURSOR], sort), False
        except BadCursor:
            return None, True

    def _table(self, request: HttpRequest, page: KeysetPage, sort: Sort) -> Table:
        table = self.make_table(page.rows)
        for name, column in self._order_of().items():
            now = sort if sort.column == column else None
            turned = Sort(name, descending=now is not None and not sort.descending)
            table.sort_links[name] = SortLink(link(request, sort=str(turned)), now)
        return table


class Pager:
    """The links below a list, and how far it goes."""

    def __init__(
        self,
        request: HttpRequest,
        page: KeysetPage,
        sort: Sort,
        queryset: QuerySet,
        files: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.files = files
        self.start = page.start
        self.end = page.start + len(page.rows) - 1 if page.start else None
        self.shown = len(page.rows)
        self.previous = self._link(request, page.previous, sort)
        self.next = self._link(request, page.next, sort)
        self.first = link(request) if page.previous else ""
        self.last = link(request, at="last") if page.next else ""
        self._queryset = queryset

    @property
    def total(self) -> str:
        if self.start == 1 and not self.next:
            return str(self.shown)  # all of it is on this page
        return str(count_rows(self._queryset))

    @staticmethod
    def _link(request: HttpRequest, place: Place | None, sort: Sort) -> str:
        return link(request, after=encode(place, sort)) if place else ""


def file_links(request: HttpRequest) -> list[tuple[str, str]]:
    """(label, address) of this list as a file of each kind."""
    return [(label, link(request, export=kind)) for kind, label in FILES]


def link(request: HttpRequest, **changes: str) -> str:
    """This list's URL with its filters and order, another place, and the given changes."""
    query = request.GET.copy()
    for name in POSITION:
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return f"?{query.urlencode()}" if query else request.path
