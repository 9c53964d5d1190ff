"""What stands around the entries of a CAMT statement: ids, period, pages, control totals."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .camt_tree import Node, at, parts, words, words_at
from .problem_log import ProblemLog
from .values import Unreadable, fit_amount, read_day, read_moment


@dataclass(frozen=True, slots=True)
class CamtHeader:
    """The statement's own words about itself; None and empty where it says nothing."""

    statement_id: str
    sequence_number: int | None
    legal_sequence_number: int | None
    page_number: int | None
    is_last_page: bool
    created_at: datetime | None
    from_date: date | None
    to_date: date | None
    declared_count: int | None
    declared_sum: Decimal | None

    def as_fields(self) -> dict[str, Any]:
        """The same by the names of `ParsedStatement`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def read_header(statement: Node, log: ProblemLog, where: str) -> CamtHeader:
    """Read the header of a complete statement element; unreadable dates are refusals."""
    found = parts(statement)
    pages = next(
        (found[n] for n in ("StmtPgntn", "RptPgntn", "NtfctnPgntn") if n in found), None
    )
    period = found.get("FrToDt")
    total = at(found.get("TxsSummry"), "TtlNtries")
    return CamtHeader(
        statement_id=words(found.get("Id")),
        sequence_number=_whole(words(found.get("ElctrncSeqNb"))),
        legal_sequence_number=_whole(words(found.get("LglSeqNb"))),
        page_number=_whole(words_at(pages, "PgNb")),
        is_last_page=words_at(pages, "LastPgInd") != "false",
        created_at=read_moment(words(found.get("CreDtTm"))),
        from_date=_day(words_at(period, "FrDtTm"), log, where),
        to_date=_day(words_at(period, "ToDtTm"), log, where),
        declared_count=_whole(words_at(total, "NbOfNtries")),
        declared_sum=_net_sum(total),
    )


def fallback_day(statement: Node) -> date | None:
    """The statement's day, for entries without any date: end of its period, else its issue."""
    for text in (words_at(statement, "FrToDt", "ToDtTm"), words_at(statement, "CreDtTm")):
        try:
            return read_day(text)
        except Unreadable:
            continue
    return None


def _net_sum(total: Node | None) -> Decimal | None:
    """The declared net of all entries: `TtlNetNtryAmt` in .02, `TtlNetNtry/Amt` later."""
    net = at(total, "TtlNetNtry")
    holder = total if net is None else net
    text = words_at(total, "TtlNetNtryAmt") or words_at(net, "Amt")
    if not text:
        return None
    try:
        value = fit_amount(text, "TND")  # control totals carry no currency: three decimals
    except (Unreadable, ArithmeticError):
        return None
    return -value if words_at(holder, "CdtDbtInd") == "DBIT" else value


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def _day(text: str, log: ProblemLog, where: str) -> date | None:
    if not text:
        return None
    try:
        return read_day(text)
    except Unreadable as problem:
        log.refuse(problem.code, str(problem), where)
        return None
