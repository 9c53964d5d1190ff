"""Join the pages of a statement that the bank wrote one behind the other in a file.

Pages name the same account, statement and numbers. Where they are numbered (`StmtPgntn`), a
page follows the one with the number before; without numbers, one that starts with an interim
balance (ITBD) follows one that ends with such.

A page that is left out inside the file refuses it. A file that starts behind the first page
or stops before the last one is read with a warning: banks send long statements page by page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from django.utils.translation import gettext as _

from .parsed import ZERO, ParsedBalance, ParsedStatement, StatementKind
from .problem_log import ProblemLog

INTERIM = "ITBD"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PagedStatement:
    """A statement and its pages in file order; one that is whole is its own only page."""

    statement: ParsedStatement
    pages: tuple[ParsedStatement, ...]


def join_pages(statements: Iterable[ParsedStatement], log: ProblemLog) -> list[PagedStatement]:
    """All statements of a file, neighbouring pages as one; missing pages go to the log.

    A joined statement keeps the position and page number of its first page.
    """
    file_order = list(statements)
    groups: list[list[ParsedStatement]] = []
    for before, page in pairwise([None, *file_order]):
        if before is not None and page is not None and _follows(before, page):
            groups[-1].append(page)
        elif page is not None:
            groups.append([page])
    for before, page in pairwise([None, *file_order, None]):
        _check_seam(before, page, log)
    return [PagedStatement(_joined(group), tuple(group)) for group in groups]


def _check_seam(
    before: ParsedStatement | None, page: ParsedStatement | None, log: ProblemLog
) -> None:
    """Tell which page is missing between two neighbours, or at an end of the file."""
    if StatementKind.NOTIFICATION in {one.kind for one in (before, page) if one is not None}:
        return  # it only explains entries of a statement
    if before is not None and page is not None:
        if _follows(before, page):
            return
        if _leaves_out_a_page(before, page):
            _refuse_gap(before, page, log)
            return
    if before is not None and not before.is_last_page:
        _warn_end(before, log)
    if page is not None and page.page_number is not None and page.page_number > 1:
        _warn_start(page, log)


def _is_same(before: ParsedStatement, page: ParsedStatement) -> bool:
    """Whether both carry the same name; statements without a name are never the same."""
    names = [
        (s.account, s.statement_id, s.sequence_number, s.legal_sequence_number)
        for s in (before, page)
    ]
    is_named = bool(page.statement_id) or page.sequence_number is not None
    return is_named and names[0] == names[1]


def _follows(before: ParsedStatement, page: ParsedStatement) -> bool:
    if not _is_same(before, page):
        return False
    if before.page_number is not None and page.page_number is not None:
        return page.page_number == before.page_number + 1
    return _is_interim(before.closing) and _is_interim(page.opening)


def _leaves_out_a_page(before: ParsedStatement, page: ParsedStatement) -> bool:
    return (
        _is_same(before, page)
        and not before.is_last_page
        and before.page_number is not None
        and page.page_number is not None
        and page.page_number != before.page_number + 1
    )


def _is_interim(balance: ParsedBalance | None) -> bool:
    return balance is not None and balance.code == INTERIM


def _joined(pages: Sequence[ParsedStatement]) -> ParsedStatement:
    if len(pages) == 1:
        return pages[0]
    first, last = pages[0], pages[-1]
    days = [
        day
        for page in pages
        for day in (page.first_booking_date, page.last_booking_date)
        if day
    ]
    entry_count = sum(page.entry_count for page in pages)
    line_sum = sum((page.line_sum for page in pages), ZERO)
    return replace(
        first,
        is_last_page=last.is_last_page,
        to_date=last.to_date or first.to_date,
        currency=next((page.currency for page in pages if page.currency), ""),
        currencies=frozenset().union(*(page.currencies for page in pages)),
        closing=last.closing,
        declared_count=_declared(
            [(page.declared_count, page.entry_count) for page in pages], entry_count
        ),
        declared_sum=_declared(
            [(page.declared_sum, page.line_sum) for page in pages], line_sum
        ),
        line_count=sum(page.line_count for page in pages),
        line_sum=line_sum,
        entry_count=entry_count,
        unbooked_count=sum(page.unbooked_count for page in pages),
        first_booking_date=min(days, default=None),
        last_booking_date=max(days, default=None),
        warnings=tuple(warning for page in pages for warning in page.warnings),
    )


def _declared(pages: Sequence[tuple[T | None, T]], whole: T) -> T | None:
    """The bank's control total (declared, found): each page has its own, or all the whole's."""
    if all(declared == found for declared, found in pages):
        return whole
    return next(
        (declared for declared, _found in reversed(pages) if declared is not None), None
    )


def _name(statement: ParsedStatement) -> str:
    return statement.statement_id or str(statement.sequence_number or statement.position)


def _where(statement: ParsedStatement) -> str:
    return _("statement %(statement)d") % {"statement": statement.position}


def _refuse_gap(before: ParsedStatement, page: ParsedStatement, log: ProblemLog) -> None:
    log.refuse(
        "page-missing",
        _("Page %(found)d of statement %(id)s follows page %(before)d. Ask the bank for a file "
          "with all pages, in order.")
        % {"found": page.page_number, "before": before.page_number, "id": _name(page)},
        _where(page),
    )  # fmt: skip


def _warn_start(page: ParsedStatement, log: ProblemLog) -> None:
    log.warn(
        "page-before",
        _("The file starts with page %(page)d of statement %(id)s. Import the pages before it "
          "first, from their own files.") % {"page": page.page_number, "id": _name(page)},
        _where(page),
    )  # fmt: skip


def _warn_end(page: ParsedStatement, log: ProblemLog) -> None:
    log.warn(
        "page-after",
        _("The file stops before the last page of statement %(id)s. Import the pages that "
          "follow from their own files.") % {"id": _name(page)},
        _where(page),
    )  # fmt: skip
