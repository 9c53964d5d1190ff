"""Spread one entry over the payments that the bank lists in it.

An entry with several `TxDtls` becomes several lines when every one has an amount in the
entry's currency and they add up to the entry; a detail's sign is its own CdtDbtInd's, else
the entry's. Otherwise the entry stays one line, with a warning.
"""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from .camt_account import CamtAccount
from .camt_amounts import money
from .camt_detail import detail_fields, exchange_fields, raw_xml
from .camt_entry import CamtEntry, sign_of
from .camt_tree import Node, every, parts, plant, words, words_at
from .parsed import ZERO, ParsedLine
from .problem_log import ProblemLog
from .values import Unreadable

RAW_DETAILS = 1_000  # above, lines of one batch keep no XML, to bound memory
JOINED_TEXT_LIMIT = 1_000  # characters of remittance text on a batch kept as one line


class CamtBatch:
    """The transactions of one entry, added in file order."""

    def __init__(self, entry: CamtEntry, account: CamtAccount, log: ProblemLog) -> None:
        self.entry, self.account, self.log = entry, account, log
        self.lines: list[ParsedLine] = []
        self.total = ZERO
        self.complete = True
        self._texts: list[str] = []
        self._text_length = 0

    def add(self, element: etree._Element) -> None:
        """Read one transaction; from the first one without amount on, only texts are kept."""
        detail = plant(element)
        amount = detail_amount(detail, self.entry)
        fields = detail_fields(
            detail, self.entry, self.account, amount or self.entry.amount, self.log
        )
        self._keep_text(fields["remittance_text"])
        if amount is None:
            self.complete = False
            self.lines.clear()
        if not self.complete or amount is None:
            return
        self.total += amount
        raw = raw_xml(element) if len(self.lines) < RAW_DETAILS else ""
        exchange = exchange_fields(detail, None, self.entry, amount, self.log)
        self.lines.append(self._line(amount, raw, fields | exchange))

    @property
    def adds_up(self) -> bool:
        """Whether the transactions explain the whole entry."""
        return self.complete and self.total == self.entry.amount

    @property
    def joined_text(self) -> str:
        """What the payments say, for an entry that has to stay one line."""
        return " ".join(self._texts)

    def warn_not_spread(self) -> None:
        """Tell why the entry stays one line."""
        if self.complete:
            message = _(
                "The listed payments add up to %(sum)s, not to the entry's %(amount)s; the "
                "entry is kept as one line. Split it by hand."
            ) % {"sum": self.total, "amount": self.entry.amount}
        else:
            message = _(
                "Not every listed payment has an amount in %(currency)s; the entry is kept as "
                "one line. Split it by hand."
            ) % {"currency": self.entry.currency}
        self.log.warn("batch-not-spread", message, self.entry.where)

    def _keep_text(self, text: str) -> None:
        if text and self._text_length + len(text) <= JOINED_TEXT_LIMIT:
            self._texts.append(text)
            self._text_length += len(text) + 1

    def _line(self, amount: Decimal, raw: str, fields: dict[str, Any]) -> ParsedLine:
        return ParsedLine(
            sequence=0,
            entry=self.entry.number,
            booking_date=self.entry.booking_date,
            value_date=self.entry.value_date,
            amount=amount,
            currency=self.entry.currency,
            is_reversal=self.entry.is_reversal,
            raw_fragment=raw,
            from_batch=True,
            **fields,
        )


def detail_amount(detail: Node, entry: CamtEntry) -> Decimal | None:
    """A transaction's signed amount in the entry's currency, or None.

    `Amt` (.04, .08), else `AmtDtls/TxAmt/Amt` (.02); one in another currency does not count.
    """
    found = parts(detail)
    indicator = words(found.get("CdtDbtInd"))
    details = parts(found.get("AmtDtls"))
    candidates = (
        found.get("Amt"),
        *(parts(details.get(n)).get("Amt") for n in ("TxAmt", "CntrValAmt")),
    )
    for element in candidates:
        if element is None or element.currency != entry.currency:
            continue
        try:
            amount, _currency = money(element)
            sign = sign_of(indicator) if indicator else (1 if entry.is_credit else -1)
        except Unreadable:
            return None
        return amount * sign
    return None


def unlisted_count(element: Node) -> int:
    """Payments that the bank only counts (`Btch/NbOfTxs`) without listing them; 0 for one."""
    count = 0
    for details in every(element, "NtryDtls"):
        text = words_at(details, "Btch", "NbOfTxs")
        if text.isascii() and text.isdigit() and len(text) <= 9:
            count += int(text)
    return count if count > 1 else 0


def batch_identity(element: Node) -> str:
    """The payment information id of a batch, by which our own collection is found again."""
    for details in every(element, "NtryDtls"):
        if text := words_at(details, "Btch", "PmtInfId"):
            return text
    return ""
