"""Which rows a page of a grid shows, and how single rows are found."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from arcore.ui.keyset import LAST, BadCursor, KeysetPage, Place, Sort, decode, read_page
from arcore.ui.lists import LONGEST_CURSOR, Pager
from arcore.ui.live.edit import whole_number


class GridPages:
    """Reads the rows of a `LiveGrid`; a grid of rows that are not in a table overrides it."""

    request: HttpRequest
    sort: Sort
    page_rows: int

    def queryset(self) -> QuerySet:
        raise NotImplementedError

    def complete(self, rows: Sequence[Any]) -> None:
        raise NotImplementedError

    def find(self, row_id: int) -> Any | None:
        return self.queryset().filter(pk=row_id).first()

    def find_token(self, token: str) -> Any | None:
        return self.queryset().filter(token=token).first()

    def read(self, place: Place | None, size: int) -> KeysetPage:
        return read_page(self.queryset(), self.sort, place, size)

    def between(self, first: Any, last: Any) -> Sequence[Any]:
        """The rows from one to another, both included, in the grid's order."""
        column, value = self.sort.column, getattr
        low, high = value(first, column), value(last, column)
        found = self.queryset().filter(
            Q(**{f"{column}__gte": low}) & Q(**{f"{column}__lte": high})
        )
        return list(found.order_by(*self.sort.order_by()))

    @cached_property
    def page(self) -> KeysetPage:
        page = self.read(self._asked_place(), self.page_rows)
        if page.start is None and page.rows:
            page = replace(page, start=self.count_before(page.rows[0]) + 1)
        self.complete(page.rows)
        return page

    def count_before(self, row: Any) -> int:
        column = self.sort.column
        return self.queryset().filter(**{f"{column}__lt": getattr(row, column)}).count()

    @cached_property
    def pager(self) -> Pager:
        return Pager(self.request, self.page, self.sort, self.queryset())

    @cached_property
    def following(self) -> Any:
        """The id of the first row behind this page; rows added at its end go before that."""
        if self.page.next is None:
            return ""
        rows = self.read(self.page.next, 1).rows
        return rows[0].pk if rows else ""

    @cached_property
    def wanted_row(self) -> int | None:
        """The row that the address asks for."""
        return whole_number(self.request.GET.get("row"))

    def _asked_place(self) -> Place | None:
        asked = self.request.GET
        if self.wanted_row is not None:
            return self._place_of(self.wanted_row)
        if asked.get("at") == "last":
            return LAST
        try:
            return decode(asked.get("after", "")[:LONGEST_CURSOR], self.sort)
        except BadCursor:
            return None

    def _place_of(self, row_id: int) -> Place | None:
        """A page that begins with the row, or the first when that has it."""
        first = self.read(None, self.page_rows)
        row = None if row_id in {one.pk for one in first.rows} else self.find(row_id)
        return Place(getattr(row, self.sort.column), row.pk - 1) if row is not None else None
