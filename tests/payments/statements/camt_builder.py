"""Write CAMT files for tests, in the shape of the three checked versions."""

from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.saxutils import escape

IBAN = "FR7630006000011234567890189"
MESSAGE = {"053": "BkToCstmrStmt", "052": "BkToCstmrAcctRpt", "054": "BkToCstmrDbtCdtNtfctn"}
STATEMENT = {"053": "Stmt", "052": "Rpt", "054": "Ntfctn"}


@dataclass(frozen=True)
class Tx:
    """One TxDtls. `party` names the debtor, `creditor` the creditor."""

    amount: str = ""
    currency: str = "EUR"
    sign: str = ""
    party: str = ""
    iban: str = ""
    creditor: str = ""
    creditor_iban: str = ""
    ustrd: tuple[str, ...] = ()
    strd: str = ""
    e2e: str = ""
    extra: str = ""  # XML behind the remittance information
    refs: str = ""
    before: str = ""  # XML in front of the parties (AmtDtls, Chrgs)


@dataclass(frozen=True)
class Entry:
    amount: str = "100.00"
    sign: str = "CRDT"
    currency: str = "EUR"
    status: str = "BOOK"
    booked: str = "<Dt>2026-03-05</Dt>"
    valued: str = "<Dt>2026-03-06</Dt>"
    reversal: str = ""
    reference: str = ""
    codes: str = ""
    before: str = ""  # XML in front of NtryDtls (AmtDtls, Chrgs)
    batch: str = ""
    txs: tuple[Tx, ...] = ()
    info: str = ""


@dataclass(frozen=True)
class Statement:
    entries: tuple[Entry, ...] = ()
    opening: str | None = "0.00"
    closing: str | None = None
    currency: str = "EUR"
    iban: str = IBAN
    id: str = "S-1"
    number: str = "7"
    extra: str = ""  # XML behind the balances
    balances: str | None = None
    header: str = field(default="<CreDtTm>2026-03-09T22:00:00+01:00</CreDtTm>")
    account: str | None = None


def balance(code: str, amount: str, currency: str = "EUR", day: str = "2026-03-09") -> str:
    sign, plain = ("DBIT", amount[1:]) if amount.startswith("-") else ("CRDT", amount)
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{currency}">{plain}</Amt><CdtDbtInd>{sign}</CdtDbtInd>'
        f"<Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def camt(*statements: Statement, version: str = "08", kind: str = "053") -> bytes:
    """The whole file; closing balances are worked out where none is given."""
    body = "".join(_statement(item, version, kind) for item in statements or (Statement(),))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.{version}">\n'
        f"<{MESSAGE[kind]}><GrpHdr><MsgId>MSG-1</MsgId>"
        f"<CreDtTm>2026-03-09T22:00:00</CreDtTm></GrpHdr>\n{body}"
        f"</{MESSAGE[kind]}>\n</Document>\n"
    ).encode()


def _statement(item: Statement, version: str, kind: str) -> str:
    closing = item.closing
    if closing is None and item.opening is not None:
        booked = (e for e in item.entries if e.status == "BOOK")
        moves = (Decimal(e.amount) * (1 if e.sign == "CRDT" else -1) for e in booked)
        closing = str(Decimal(item.opening) + sum(moves, Decimal("0.00")))
    balances = item.balances
    if balances is None:
        balances = balance("OPBD", item.opening, item.currency) if item.opening else ""
        balances += balance("CLBD", closing, item.currency) if closing else ""
    if kind == "054":
        balances = ""
    account = item.account or (
        f"<Acct><Id><IBAN>{item.iban}</IBAN></Id><Ccy>{item.currency}</Ccy></Acct>"
    )
    name = STATEMENT[kind]
    entries = "\n".join(_entry(entry, version) for entry in item.entries)
    return (
        f"<{name}><Id>{item.id}</Id><ElctrncSeqNb>{item.number}</ElctrncSeqNb>{item.header}"
        f"{account}{balances}{item.extra}\n{entries}\n</{name}>\n"
    )


def _entry(entry: Entry, version: str) -> str:
    status = f"<Cd>{entry.status}</Cd>" if version >= "08" else entry.status
    details = "".join(_tx(tx, version) for tx in entry.txs)
    if entry.batch or details:
        details = f"<NtryDtls>{entry.batch}{details}</NtryDtls>"
    return (
        f'<Ntry><Amt Ccy="{entry.currency}">{entry.amount}</Amt>'
        f"<CdtDbtInd>{entry.sign}</CdtDbtInd>"
        + (f"<RvslInd>{entry.reversal}</RvslInd>" if entry.reversal else "")
        + f"<Sts>{status}</Sts>"
        + (f"<BookgDt>{entry.booked}</BookgDt>" if entry.booked else "")
        + (f"<ValDt>{entry.valued}</ValDt>" if entry.valued else "")
        + (f"<AcctSvcrRef>{entry.reference}</AcctSvcrRef>" if entry.reference else "")
        + (f"<BkTxCd>{entry.codes}</BkTxCd>" if entry.codes else "")
        + f"{entry.before}{details}"
        + (f"<AddtlNtryInf>{entry.info}</AddtlNtryInf>" if entry.info else "")
        + "</Ntry>"
    )


def _tx(tx: Tx, version: str) -> str:
    amount = ""
    if tx.amount and version == "02":
        amount = f'<AmtDtls><TxAmt><Amt Ccy="{tx.currency}">{tx.amount}</Amt></TxAmt></AmtDtls>'
    elif tx.amount:
        sign = tx.sign and f"<CdtDbtInd>{tx.sign}</CdtDbtInd>"
        amount = f'<Amt Ccy="{tx.currency}">{tx.amount}</Amt>{sign}'
    parties = _party("Dbtr", tx.party, tx.iban, version)
    parties += _party("Cdtr", tx.creditor, tx.creditor_iban, version)
    ustrd = "".join(f"<Ustrd>{escape(text)}</Ustrd>" for text in tx.ustrd)
    e2e = f"<EndToEndId>{tx.e2e}</EndToEndId>" if tx.e2e else ""
    return (
        f"<TxDtls><Refs>{e2e}{tx.refs}</Refs>{amount}{tx.before}"
        + (f"<RltdPties>{parties}</RltdPties>" if parties else "")
        + (f"<RmtInf>{ustrd}{tx.strd}</RmtInf>" if ustrd or tx.strd else "")
        + f"{tx.extra}</TxDtls>"
    )


def _party(role: str, name: str, iban: str, version: str) -> str:
    inner = f"<Nm>{escape(name)}</Nm>" if name else ""
    if inner and version >= "08":
        inner = f"<Pty>{inner}</Pty>"
    text = f"<{role}>{inner}</{role}>" if inner else ""
    return text + (f"<{role}Acct><Id><IBAN>{iban}</IBAN></Id></{role}Acct>" if iban else "")
