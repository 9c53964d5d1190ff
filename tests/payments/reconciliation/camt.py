"""A bank statement file as a bank writes it: CAMT.053.001.08 from plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

OUR_IBAN = "FR7630006000011234567890189"
DAY = date(2026, 5, 4)


@dataclass(frozen=True)
class Money:
    """One entry of a statement; `amount` as text, negative for money out."""

    amount: str
    text: str = ""
    name: str = ""
    iban: str = ""
    end_to_end_id: str = ""
    day: date = DAY


def statement(
    entries: Sequence[Money],
    *,
    opening: str = "1000.00",
    closing: str | None = None,
    iban: str = OUR_IBAN,
    currency: str = "EUR",
    number: int = 1,
    day: date = DAY,
) -> str:
    """One `Stmt` element; the closing balance is worked out unless it is given wrong."""
    total = Decimal(opening) + sum((Decimal(entry.amount) for entry in entries), Decimal(0))
    end = closing if closing is not None else str(total)
    return (
        f"<Stmt><Id>S-{number}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb>"
        f"<CreDtTm>{day}T18:00:00</CreDtTm>"
        f"<Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>{currency}</Ccy></Acct>"
        f"{_balance('OPBD', opening, currency, day)}{_balance('CLBD', end, currency, day)}"
        f"{''.join(_entry(entry, currency, place) for place, entry in enumerate(entries, 1))}"
        "</Stmt>"
    )


def camt(*statements: str, message_id: str = "M-1") -> bytes:
    """A whole file."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>{message_id}</MsgId><CreDtTm>2026-05-04T18:00:00</CreDtTm></GrpHdr>"
        f"{''.join(statements)}</BkToCstmrStmt></Document>"
    ).encode()


def _balance(code: str, amount: str, currency: str, day: date) -> str:
    value = Decimal(amount)
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{currency}">{abs(value)}</Amt>{_sign(value)}<Dt><Dt>{day}</Dt></Dt></Bal>'
    )


def _sign(value: Decimal) -> str:
    return f"<CdtDbtInd>{'CRDT' if value >= 0 else 'DBIT'}</CdtDbtInd>"


def _entry(entry: Money, currency: str, place: int) -> str:
    value = Decimal(entry.amount)
    party, account = ("Dbtr", "DbtrAcct") if value >= 0 else ("Cdtr", "CdtrAcct")
    name = f"<{party}><Pty><Nm>{escape(entry.name)}</Nm></Pty></{party}>" if entry.name else ""
    bank = f"<{account}><Id><IBAN>{entry.iban}</IBAN></Id></{account}>" if entry.iban else ""
    end_to_end = entry.end_to_end_id or "NOTPROVIDED"
    return (
        f'<Ntry><NtryRef>{place}</NtryRef><Amt Ccy="{currency}">{abs(value)}</Amt>'
        f"{_sign(value)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{entry.day}</Dt></BookgDt>"
        f"<ValDt><Dt>{entry.day}</Dt></ValDt><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>{end_to_end}</EndToEndId></Refs>"
        f'<Amt Ccy="{currency}">{abs(value)}</Amt>{_sign(value)}'
        f"<RltdPties>{name}{bank}</RltdPties>"
        f"<RmtInf><Ustrd>{escape(entry.text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )
