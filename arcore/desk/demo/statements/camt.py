"""Write CAMT.053 as banks do: version 02, or 08 with its nested parties and status."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from arcore.values.money import ZERO

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."


@dataclass(frozen=True)
class Detail:
    """One transaction of an entry; `pieces` are separate lines of remittance text."""

    amount: Decimal
    party: str = ""
    iban: str = ""
    pieces: tuple[str, ...] = ()
    end_to_end_id: str = ""
    reference: str = ""
    return_reason: str = ""
    town: str = ""


@dataclass(frozen=True)
class Entry:
    """One booked entry, money in positive; several details make a batch."""

    day: date
    amount: Decimal
    code: str
    details: tuple[Detail, ...] = ()
    info: str = ""
    currency: str = "EUR"
    reversal: bool = False
    pending: bool = False
    uncounted: int = 0  # payments that the bank counts but does not list


@dataclass(frozen=True)
class Statement:
    """A statement with its balances; `closing` is what the bank claims."""

    number: int
    bank: str
    iban: str
    bic: str
    first: date
    last: date
    opening: Decimal
    entries: tuple[Entry, ...]
    closing: Decimal = field(default=ZERO)


def write_camt(version: str, *statements: Statement) -> bytes:
    """A file of one or more statements; `version` is `02` or `08`."""
    root = Element("Document", xmlns=NAMESPACE + version)
    message = SubElement(root, "BkToCstmrStmt")
    _put(message, "GrpHdr/MsgId", f"MSG-{_name(statements[0])}")
    _put(message, "GrpHdr/CreDtTm", _made_at(statements[0]))
    for statement in statements:
        _statement(SubElement(message, "Stmt"), statement, version)
    indent(root)
    return tostring(root, encoding="UTF-8", xml_declaration=True)


def _name(statement: Statement) -> str:
    return f"{statement.bank}-{statement.last:%Y%m%d}-{statement.number:05d}"


def _made_at(statement: Statement) -> str:
    return f"{statement.last.isoformat()}T21:30:00"


def _statement(body: Element, statement: Statement, version: str) -> None:
    name = _name(statement)
    _put(body, "Id", name)
    _put(body, "ElctrncSeqNb", str(statement.number))
    _put(body, "CreDtTm", _made_at(statement))
    _put(body, "FrToDt/FrDtTm", f"{statement.first.isoformat()}T00:00:00")
    _put(body, "FrToDt/ToDtTm", f"{statement.last.isoformat()}T23:59:59")
    _put(body, "Acct/Id/IBAN", statement.iban)
    _put(body, "Acct/Ccy", "EUR")
    _put(body, "Acct/Ownr/Nm", "ARCADIA CYCLES SAS")
    agent = "BIC" if version == "02" else "BICFI"
    _put(body, f"Acct/Svcr/FinInstnId/{agent}", statement.bic)
    _balance(body, "OPBD", statement.opening, statement.first)
    _balance(body, "CLBD", statement.closing, statement.last)
    for place, entry in enumerate(statement.entries, 1):
        _entry(body, entry, f"{name}-{place:04d}", version)


def _put(parent: Element, path: str, text: str) -> Element:
    """Set the text at a path, making what is missing on the way; the last part is new."""
    *steps, last = path.split("/")
    for step in steps:
        found = parent.find(step)
        parent = SubElement(parent, step) if found is None else found
    element = SubElement(parent, last)
    element.text = text
    return element


def _amount(parent: Element, path: str, amount: Decimal, currency: str = "EUR") -> None:
    _put(parent, path, f"{abs(amount):.2f}").set("Ccy", currency)


def _sign(amount: Decimal) -> str:
    return "DBIT" if amount < ZERO else "CRDT"


def _balance(body: Element, code: str, amount: Decimal, day: date) -> None:
    balance = SubElement(body, "Bal")
    _put(balance, "Tp/CdOrPrtry/Cd", code)
    _amount(balance, "Amt", amount)
    _put(balance, "CdtDbtInd", _sign(amount))
    _put(balance, "Dt/Dt", day.isoformat())


def _entry(body: Element, entry: Entry, reference: str, version: str) -> None:
    element = SubElement(body, "Ntry")
    _put(element, "NtryRef", reference[-4:])
    _amount(element, "Amt", entry.amount, entry.currency)
    _put(element, "CdtDbtInd", _sign(entry.amount))
    if entry.reversal:
        _put(element, "RvslInd", "true")
    _put(element, "Sts" if version == "02" else "Sts/Cd", "PDNG" if entry.pending else "BOOK")
    _put(element, "BookgDt/Dt", entry.day.isoformat())
    _put(element, "ValDt/Dt", entry.day.isoformat())
    _put(element, "AcctSvcrRef", reference)
    domain, family, sub_family = entry.code.split("-")
    _put(element, "BkTxCd/Domn/Cd", domain)
    _put(element, "BkTxCd/Domn/Fmly/Cd", family)
    _put(element, "BkTxCd/Domn/Fmly/SubFmlyCd", sub_family)
    if entry.uncounted:
        _put(element, "NtryDtls/Btch/NbOfTxs", str(entry.uncounted))
    elif entry.details:
        details = SubElement(element, "NtryDtls")
        if len(entry.details) > 1:
            _put(details, "Btch/NbOfTxs", str(len(entry.details)))
        for detail in entry.details:
            _detail(details, detail, entry, version)
    if entry.info:
        _put(element, "AddtlNtryInf", entry.info)


def _detail(details: Element, detail: Detail, entry: Entry, version: str) -> None:
    element = SubElement(details, "TxDtls")
    _put(element, "Refs/EndToEndId", detail.end_to_end_id or "NOTPROVIDED")
    if version == "02":
        _amount(element, "AmtDtls/TxAmt/Amt", detail.amount, entry.currency)
    else:
        _amount(element, "Amt", detail.amount, entry.currency)
        _put(element, "CdtDbtInd", _sign(detail.amount))
    # The one who paid: a reversal and a returned debit name the parties of the first payment.
    role = "Dbtr" if (detail.amount >= ZERO) != entry.reversal else "Cdtr"
    holder = role if version == "02" else f"{role}/Pty"
    if detail.party:
        _put(element, f"RltdPties/{holder}/Nm", detail.party)
        if detail.town:
            _put(element, f"RltdPties/{holder}/PstlAdr/TwnNm", detail.town)
    if detail.iban:
        _put(element, f"RltdPties/{role}Acct/Id/IBAN", detail.iban)
    for piece in detail.pieces:
        _put(element, "RmtInf/Ustrd", piece)
    if detail.reference:
        _put(element, "RmtInf/Strd/CdtrRefInf/Ref", detail.reference)
    if detail.return_reason:
        _put(element, "RtrInf/Rsn/Cd", detail.return_reason)
