"""Write a whole list to a file, chunk by chunk, over one snapshot of the database."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

from django.db import connections, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from arcore.ui.export.columns import Cell, FileColumn, columns_of
from arcore.ui.export.csv_file import write_csv
from arcore.ui.export.xlsx_file import write_xlsx
from arcore.ui.keyset import Place, Sort

if TYPE_CHECKING:
    from arcore.ui.lists import ListView

CHUNK_ROWS = 1_000
IN_MEMORY_BYTES = 1_048_576
CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class ListFile:
    """A written file, at its beginning."""

    name: str
    content_type: str
    file: IO[bytes]


@contextmanager
def one_moment(queryset: Any) -> Iterator[None]:
    """All statements inside see the same rows, whatever is posted meanwhile."""
    using = queryset.db
    if connections[using].in_atomic_block:
        yield
        return
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def write_list(
    view: "ListView",
    queryset: QuerySet,
    sort: Sort,
    kind: str,
    told: Callable[[int], None] = lambda done: None,
) -> ListFile:
    """The list as the view shows it, all rows; `told` hears how many are written."""
    title = str(view.get_title())
    columns = columns_of(view.make_table(()))
    headers = [column.header for column in columns]
    rows = _rows(view, queryset, sort, columns, told)
    file: Any = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 (the caller closes it)
    if kind == CSV:
        write_csv(file, headers, rows)
    else:
        write_xlsx(file, headers, rows, title)
    file.seek(0)
    return ListFile(_file_name(title, kind), CONTENT_TYPES[kind], file)


def _rows(
    view: "ListView",
    queryset: QuerySet,
    sort: Sort,
    columns: Sequence[FileColumn],
    told: Callable[[int], None],
) -> Iterator[list[Cell]]:
    done = 0
    for chunk in _chunks(view, queryset, sort):
        for record in chunk:
            yield [column.value(record) for column in columns]
        done += len(chunk)
        told(done)


def _chunks(view: "ListView", queryset: QuerySet, sort: Sort) -> Iterator[Sequence[Any]]:
    """By keyset, each completed like a page: two statements a chunk, none that skips rows."""
    place: Place | None = None
    while True:
        page = view.read(queryset, sort, place, CHUNK_ROWS)
        if page.rows:
            view.complete(page.rows)
            yield page.rows
        if page.next is None:
            return
        place = page.next


def _file_name(title: str, kind: str) -> str:
    return f"{slugify(title) or 'list'}-{timezone.localdate().isoformat()}.{kind}"
