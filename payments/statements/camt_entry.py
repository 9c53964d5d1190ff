"""One CAMT entry (`Ntry`): its booked amount, dates, status and codes."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from .camt_amounts import money
from .camt_tree import Node, code_or_proprietary, given, parts, words, words_at
from .problem_log import EntryPlace, ProblemLog
from .values import Unreadable, read_day

BOOKED = "BOOK"


class CamtEntry(NamedTuple):
    """What holds for the whole entry. `amount` is signed by CdtDbtInd alone: a reversal is
    only flagged, its indicator already tells which way the money went."""

    number: int
    where: EntryPlace
    amount: Decimal
    currency: str
    is_reversal: bool
    booking_date: date
    value_date: date | None
    servicer_reference: str
    bank_transaction_code: str
    proprietary_code: str

    @property
    def is_credit(self) -> bool:
        """Whether the account received money."""
        return self.amount >= 0


def entry_status(element: Node) -> str:
    """BOOK, PDNG, INFO or another code: text in .02 and .04, `Cd` or `Prtry` in .08.

    Without status the entry counts as booked; the balances will tell when it was not.
    """
    return code_or_proprietary(parts(element).get("Sts")).upper() or BOOKED


def read_entry(
    element: Node, where: EntryPlace, fallback: date | None, log: ProblemLog
) -> CamtEntry | None:
    """Read a booked entry; None, with a refusal logged, when amount, sign or date are wrong.

    Booking date, else value date, else `fallback`, the statement's day. Children that come
    after the details need not be there yet.
    """
    found = parts(element)
    try:
        amount, currency = money(found.get("Amt"))
        amount *= sign_of(words(found.get("CdtDbtInd")))
        booked, valued = _day(found.get("BookgDt")), _day(found.get("ValDt"))
        day = booked or valued or fallback
        if day is None:
            raise Unreadable(
                "date-missing",
                _("The entry has no date and the statement has none either. Ask the bank."),
            )
    except Unreadable as problem:
        log.refuse(problem.code, str(problem), where)
        return None
    code, proprietary = transaction_codes(found.get("BkTxCd"))
    return CamtEntry(
        number=where.entry,
        where=where,
        amount=amount,
        currency=currency,
        is_reversal=words(found.get("RvslInd")) in {"true", "1"},
        booking_date=day,
        value_date=valued,
        servicer_reference=given(words(found.get("AcctSvcrRef"))),
        bank_transaction_code=code,
        proprietary_code=proprietary,
    )


def sign_of(indicator: str) -> int:
    """1 for CRDT, -1 for DBIT; Unreadable for anything else."""
    if indicator == "CRDT":
        return 1
    if indicator == "DBIT":
        return -1
    raise Unreadable(
        "direction-missing",
        _("“%(text)s” does not say whether money came in (CRDT) or went out (DBIT).")
        % {"text": indicator},
    )


def transaction_codes(element: Node | None) -> tuple[str, str]:
    """The ISO code as domain-family-subfamily (PMNT-RCDT-ESCT) and the bank's own code."""
    if element is None:
        return "", ""
    domain = element.first.get("Domn")
    iso = ""
    if domain is not None:
        family = domain.first.get("Fmly")
        codes = (words_at(domain, "Cd"), words_at(family, "Cd"), words_at(family, "SubFmlyCd"))
        iso = "-".join(filter(None, codes))
    return iso, words_at(element, "Prtry", "Cd")


def _day(element: Node | None) -> date | None:
    found = parts(element)
    text = words(found.get("Dt")) or words(found.get("DtTm"))
    return read_day(text) if text else None
