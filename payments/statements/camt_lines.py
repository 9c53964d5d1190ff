"""Turn one complete CAMT entry into its lines: one, or one for each payment listed."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from .camt_account import CamtAccount
from .camt_amounts import read_charges
from .camt_batch import CamtBatch, batch_identity, unlisted_count
from .camt_detail import detail_fields, entry_fields, exchange_fields, raw_xml
from .camt_entry import CamtEntry
from .camt_tree import Node, parts, words
from .fingerprint import LineFingerprints
from .parsed import ParsedLine
from .problem_log import ProblemLog


class CamtLines:
    """Number and fingerprint the lines of one statement, entry by entry."""

    def __init__(
        self, account: CamtAccount, fingerprints: LineFingerprints, log: ProblemLog
    ) -> None:
        self.account, self.fingerprints, self.log = account, fingerprints, log
        self.count = 0

    def of_entry(
        self,
        element: etree._Element,
        node: Node,
        entry: CamtEntry,
        detail: Node | None,
        batch: CamtBatch | None,
    ) -> Iterator[ParsedLine]:
        """`detail` is the only transaction of the entry; `batch` holds several."""
        extra = words(parts(node).get("AddtlNtryInf"))
        if batch is not None and batch.adds_up:
            for line in batch.lines:
                yield self._spread(line, extra)
            return
        if batch is not None:
            batch.warn_not_spread()
        yield self._whole(node, entry, detail, batch, extra, raw_xml(element))

    def _spread(self, line: ParsedLine, extra: str) -> ParsedLine:
        self.count += 1
        text = line.remittance_text or line.extra_text
        return line._replace(
            sequence=self.count,
            extra_text=" ".join(filter(None, [line.extra_text, extra])),
            fingerprint=self._fingerprint(
                line, line.account_servicer_reference, line.end_to_end_id, text
            ),
        )

    def _whole(
        self,
        node: Node,
        entry: CamtEntry,
        detail: Node | None,
        batch: CamtBatch | None,
        extra: str,
        raw: str,
    ) -> ParsedLine:
        if detail is not None:
            fields = detail_fields(detail, entry, self.account, entry.amount, self.log)
        else:
            fields = entry_fields(entry)
            fields["payment_information_id"] = batch_identity(node)
            fields["batch_count"] = 0 if batch else unlisted_count(node)
            fields["remittance_text"] = batch.joined_text if batch else ""
        if not fields.get("charges"):
            fields["charges"] = read_charges(node, self.log, entry.where)
        fields |= exchange_fields(detail, node, entry, entry.amount, self.log)
        own_extra = fields.get("extra_text", "")
        fields["extra_text"] = " ".join(filter(None, [own_extra, extra]))
        fields["fingerprint"] = self._fingerprint(
            entry,
            fields["account_servicer_reference"],
            fields.get("end_to_end_id", ""),
            fields["remittance_text"] or own_extra or extra,
        )
        self.count += 1
        return ParsedLine(
            sequence=self.count,
            entry=entry.number,
            booking_date=entry.booking_date,
            value_date=entry.value_date,
            amount=entry.amount,
            currency=entry.currency,
            is_reversal=entry.is_reversal,
            raw_fragment=raw,
            **fields,
        )

    def _fingerprint(
        self, source: Any, bank_reference: str, end_to_end_id: str, text: str
    ) -> str:
        account = self.account.iban or self.account.number
        return self.fingerprints.next(
            account, source.booking_date, source.amount, bank_reference, end_to_end_id, text
        )
