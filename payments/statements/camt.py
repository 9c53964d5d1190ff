"""Read camt.052, camt.053 and camt.054 of any version in one streaming pass.

Chosen: an own parser on lxml's iterparse that matches local names. Of the ready libraries,
one is quadratic in the entries, another drops the remittance text, a third accepts document
types. Memory stays bounded: each entry is dropped as soon as its lines are out.

Source: ISO 20022 schemas .02, .04 and .08; other versions are read alike, with a warning.
"""

from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree

from .camt_account import read_account, read_balances
from .camt_batch import CamtBatch
from .camt_entry import BOOKED, CamtEntry, entry_status, read_entry
from .camt_header import fallback_day, read_header
from .camt_lines import CamtLines
from .camt_message import CamtMessage
from .camt_tree import Node, every, local_name, plant, words_at
from .fingerprint import LineFingerprints
from .parsed import ParsedLine, ParsedStatement
from .problem_log import EntryPlace, ProblemLog, refusal
from .receive import ReceivedFile
from .tally import Tally

KEPT_DETAILS = 100  # transactions of one entry that stay in memory as XML

_WATCHED = ("GrpHdr", "Stmt", "Rpt", "Ntfctn", "Ntry", "TxDtls")


class CamtReader:
    """One pass over one file. `progress` tells how far it came, should the file break off."""

    def __init__(
        self, received: ReceivedFile, message: CamtMessage, encoding: str, log: ProblemLog
    ) -> None:
        self.received, self.message, self.encoding, self.log = received, message, encoding, log
        self.message_id = ""
        self.position = 0
        self.entry_number = 0
        self._fingerprints: dict[str, LineFingerprints] = {}
        self._statement: etree._Element | None = None  # the one open
        self._details = 0  # transactions met in the entry that is open
        self._first_detail: etree._Element | None = None
        self._entry: CamtEntry | None = None
        self._batch: CamtBatch | None = None

    def read(self, override: str | None = None) -> Iterator[ParsedLine | ParsedStatement]:
        """The lines of each statement, then the statement itself, in file order.

        `override` is an encoding to use in place of the file's own. Refusals go to the log;
        lxml's XMLSyntaxError passes through.
        """
        self.received.copy.seek(0)
        for element in _finished(self.received.copy, override):
            name = local_name(element)
            if name == "TxDtls":
                self._take_detail(element)
            elif name == "Ntry":
                yield from self._close_entry(element)
            elif name == "GrpHdr":
                self.message_id = words_at(plant(element), "MsgId")
            elif name == self.message.statement_element:
                self._enter(element)
                yield self._close_statement(element)

    def _enter(self, statement: etree._Element) -> None:
        """Start with a statement when its first entry, or its end, is met."""
        if statement is self._statement:
            return
        if self._statement is not None:
            raise refusal("xml-nested", _("One statement stands inside another in this file."))
        self.position += 1
        self.entry_number = 0
        self._statement = statement
        self._warnings_before = self.log.warning_count
        self._tally = Tally()
        node = plant(statement, skip="Ntry")
        self._account = read_account(node)
        self._fallback = fallback_day(node)
        account = self._account.iban or self._account.number
        known = self._fingerprints.setdefault(account, LineFingerprints())
        self._lines = CamtLines(self._account, known, self.log)

    def _holder_of(self, detail: etree._Element) -> etree._Element | None:
        """The entry in which a transaction stands where it belongs, else None."""
        entry = detail.getparent().getparent() if detail.getparent() is not None else None
        if entry is None or local_name(entry) != "Ntry":
            return None
        statement = entry.getparent()
        if statement is None or local_name(statement) != self.message.statement_element:
            return None
        return entry

    def _take_detail(self, element: etree._Element) -> None:
        """Keep the first transaction as it is; from the second on they are read as a batch."""
        holder = self._holder_of(element)
        if holder is None:
            return
        self._details += 1
        if self._details == 1:
            self._first_detail = element
            return
        if self._details == 2 and self._first_detail is not None:
            self._enter(holder.getparent())
            self._entry = self._read_entry(plant(holder, skip="TxDtls"))
            if self._entry is not None:
                self._batch = CamtBatch(self._entry, self._account, self.log)
                self._batch.add(self._first_detail)
        if self._batch is not None:
            self._batch.add(element)
        if self._details > KEPT_DETAILS:
            _drop_before(element)
            element.clear()

    def _close_entry(self, element: etree._Element) -> Iterator[ParsedLine]:
        statement = element.getparent()
        if statement is None or local_name(statement) != self.message.statement_element:
            return
        self._enter(statement)
        is_batch = self._details > 1
        node = plant(element, skip="TxDtls" if is_batch else "")
        entry = self._entry if is_batch else self._read_entry(node)
        if entry is not None:
            detail = _only_detail(node)
            for line in self._lines.of_entry(element, node, entry, detail, self._batch):
                self._tally.add(line)
                yield line
        self._details, self._first_detail = 0, None
        self._entry = self._batch = None
        _drop_before(element)
        element.clear()

    def _read_entry(self, node: Node) -> CamtEntry | None:
        """The entry when it is booked and readable; unbooked ones are counted."""
        self.entry_number += 1
        self._tally.entry_count += 1
        if entry_status(node) != BOOKED:
            self._tally.unbooked_count += 1
            return None
        where = EntryPlace(self.position, self.entry_number)
        return read_entry(node, where, self._fallback, self.log)

    def _close_statement(self, element: etree._Element) -> ParsedStatement:
        where = _("statement %(statement)d") % {"statement": self.position}
        node = plant(element, skip="Ntry")
        account = read_account(node)
        opening, closing = read_balances(node, self.log, where)
        header = read_header(node, self.log, where)
        tally = self._tally
        if tally.unbooked_count:
            self.log.warn(
                "not-booked",
                ngettext(
                    "%(count)d entry is not booked yet (pending or for information) and was "
                    "left out.",
                    "%(count)d entries are not booked yet (pending or for information) and were "
                    "left out.",
                    tally.unbooked_count,
                )
                % {"count": tally.unbooked_count},
                where,
            )
        balances = [balance.currency for balance in (opening, closing) if balance is not None]
        currencies = [account.currency, *balances, *tally.currencies]
        statement = ParsedStatement(
            position=self.position,
            kind=self.message.kind,
            format=self.message.format,
            version=self.message.version,
            file_name=self.received.name,
            file_sha256=self.received.sha256,
            encoding=self.encoding,
            message_id=self.message_id,
            account_iban=account.iban,
            account_number=account.number,
            account_owner=account.owner,
            account_bic=account.bic,
            currency=next(filter(None, currencies), ""),
            currencies=frozenset(filter(None, currencies)),
            opening=opening,
            closing=closing,
            warnings=self.log.warnings_since(self._warnings_before),
            **header.as_fields(),
            **tally.totals(),
        )
        _drop_before(element)
        element.clear()
        self._statement = None
        return statement


def _only_detail(node: Node) -> Node | None:
    """The transaction of an entry that has one; details of a batch are not in the node."""
    for details in every(node, "NtryDtls"):
        if "TxDtls" in details.first:
            return details.first["TxDtls"]
    return None


def _finished(copy: BinaryIO, override: str | None) -> Iterator[etree._Element]:
    """Parse without network, entities or endless text; a document type is refused again."""
    events = etree.iterparse(
        copy,
        events=("end",),
        tag=["{*}" + name for name in _WATCHED],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding=override,
    )
    first = True
    for _event, element in events:
        if first and element.getroottree().docinfo.doctype:
            raise refusal("document-type", _("The file declares a document type."))
        first = False
        yield element


def _drop_before(element: etree._Element) -> None:
    """Forget finished siblings of the same name, so that the tree does not grow."""
    parent = element.getparent()
    before = element.getprevious()
    while parent is not None and before is not None and before.tag == element.tag:
        parent.remove(before)
        before = element.getprevious()
