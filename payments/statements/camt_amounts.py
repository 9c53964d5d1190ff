"""Amounts beside the booked one: charges, the original currency and the rate."""

import re
from collections.abc import Mapping
from decimal import Decimal

from .camt_tree import Node, code_or_proprietary, every, parts, words, words_at
from .parsed import ParsedCharge
from .problem_log import ProblemLog
from .values import Unreadable, read_amount, read_currency

_RATE = re.compile(r"\+?[0-9]{1,12}(?:\.[0-9]{0,12})?")
# Where the original amount is looked for, most telling first.
_ORIGINAL = ("InstdAmt", "CntrValAmt", "TxAmt")


def money(element: Node | None) -> tuple[Decimal, str]:
    """Amount without sign and currency of an `Amt` element; Unreadable when it is wrong."""
    currency = read_currency("" if element is None else element.currency)
    return read_amount(words(element), currency), currency


def read_charges(
    holder: Node | None, log: ProblemLog, where: object
) -> tuple[ParsedCharge, ...]:
    """The charges in `Chrgs`: records since .04, the repeated element itself in .02.

    DBIT or no indicator: the bank took it (+); CRDT: it gave it back (-). Without
    `ChrgInclInd` a charge counts as included in the booked amount. Zero ones are left out,
    unreadable ones only warn: they never change the booked amount.
    """
    charges = []
    for element in every(holder, "Chrgs") if holder is not None else ():
        for record in every(element, "Rcrd") or [element]:
            found = parts(record)
            if "Amt" not in found:
                continue
            try:
                amount, currency = money(found["Amt"])
            except Unreadable as problem:
                log.warn(problem.code, str(problem), where)
                continue
            if amount:
                if words(found.get("CdtDbtInd")) == "CRDT":
                    amount = -amount
                included = words(found.get("ChrgInclInd")) != "false"
                kind = code_or_proprietary(found.get("Tp"))
                charges.append(ParsedCharge(amount, currency, included, kind))
    return tuple(charges)


def read_original(
    detail: Node | None,
    entry: Node | None,
    currency: str,
    log: ProblemLog,
    where: object,
) -> tuple[Decimal | None, str, Decimal | None]:
    """Original amount (without sign), its currency and the rate.

    Looked for in `TxDtls`, then in `Ntry`. Only an amount in another currency than the
    booked one is an original amount.
    """
    for holder in (detail, entry):
        if holder is None or ("AmtDtls" not in holder.first and holder is not detail):
            continue
        details = parts(parts(holder).get("AmtDtls"))
        candidates = [details[name] for name in _ORIGINAL if name in details]
        if detail is not None and holder is detail:
            candidates.append(detail)
        for candidate in candidates:
            amount = parts(candidate).get("Amt")
            if amount is None or amount.currency in ("", currency):
                continue
            try:
                value, original_currency = money(amount)
            except Unreadable as problem:
                log.warn(problem.code, str(problem), where)
                continue
            if value:
                return value, original_currency, _rate(details)
    return None, "", None


def _rate(details: Mapping[str, Node]) -> Decimal | None:
    for name in ("CntrValAmt", "InstdAmt", "TxAmt"):
        text = words_at(details.get(name), "CcyXchg", "XchgRate")
        if text and _RATE.fullmatch(text):
            return Decimal(text)
    return None
