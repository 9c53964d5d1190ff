"""Which CAMT message a file holds, told by its elements and namespace, not by its name."""

import re
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import etree

from .parsed import StatementKind
from .problem_log import refusal

# Message element -> format, kind of statement, and the element that repeats per account.
MESSAGES = {
    "BkToCstmrStmt": ("camt.053", StatementKind.STATEMENT, "Stmt"),
    "BkToCstmrAcctRpt": ("camt.052", StatementKind.REPORT, "Rpt"),
    "BkToCstmrDbtCdtNtfctn": ("camt.054", StatementKind.NOTIFICATION, "Ntfctn"),
}
# Versions whose differences were checked against the schemas; others are read alike.
KNOWN_VERSIONS = frozenset({"001.02", "001.04", "001.08"})

_VERSION = re.compile(r"camt\.05[234]\.(\d{3}\.\d{2})$")
_MAX_ELEMENTS_BEFORE = 200  # an envelope with a business header


@dataclass(frozen=True, slots=True)
class CamtMessage:
    """Format such as camt.053, version such as 001.08 (empty if the namespace has none)."""

    format: str
    version: str
    kind: StatementKind
    statement_element: str

    @property
    def is_known_version(self) -> bool:
        """Whether this version's differences are known for certain."""
        return self.version in KNOWN_VERSIONS


def find_message(head: bytes) -> CamtMessage:
    """The message in the start of an XML file; StatementRefused naming what it is instead."""
    root = ""
    for element in _first_elements(head):
        name = etree.QName(element)
        root = root or name.localname
        if name.localname in MESSAGES:
            version = _VERSION.search(name.namespace or "")
            format_, kind, repeated = MESSAGES[name.localname]
            return CamtMessage(format_, version[1] if version else "", kind, repeated)
        if name.localname.startswith("Cstmr"):
            root = name.localname
            break
    if not root:
        raise refusal(
            "xml-broken",
            _("The file starts like XML but cannot be read. Ask the bank for it again."),
        )
    raise refusal(
        "xml-other",
        _("This XML file (%(root)s) is not an account statement. Ask the bank for CAMT.053.")
        % {"root": root},
    )


def _first_elements(head: bytes) -> list[etree._Element]:
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, huge_tree=False,
        load_dtd=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    with suppress(etree.XMLSyntaxError):  # what was read before an error is what counts
        parser.feed(head)
    elements = []
    with suppress(etree.XMLSyntaxError):
        for _event, element in parser.read_events():
            elements.append(element)
            if len(elements) >= _MAX_ELEMENTS_BEFORE:
                break
    return elements
