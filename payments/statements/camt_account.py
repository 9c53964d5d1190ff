"""The account of a CAMT statement and its booked balances."""

from dataclasses import dataclass

from .camt_tree import Node, code_or_proprietary, every, parts, words, words_at
from .parsed import ParsedBalance
from .problem_log import ProblemLog
from .values import Unreadable, read_amount, read_currency, read_day

OPENING, PREVIOUS, CLOSING, INTERIM = "OPBD", "PRCD", "CLBD", "ITBD"
_BOOKED = frozenset({OPENING, PREVIOUS, CLOSING, INTERIM})


@dataclass(frozen=True, slots=True)
class CamtAccount:
    """Our account as the statement names it; the currency is empty when it does not say."""

    iban: str = ""
    number: str = ""
    owner: str = ""
    bic: str = ""
    currency: str = ""

    @property
    def country(self) -> str:
        """The two letters of the IBAN's country, empty without IBAN."""
        return self.iban[:2]

    def owns(self, account: str) -> bool:
        """Whether a party's account is this one."""
        plain = "".join(account.split()).upper()
        if not plain:
            return False
        return plain in (self.iban, "".join(self.number.split()).upper())


def read_account(statement: Node) -> CamtAccount:
    """Account/Id (IBAN or the bank's own), Ccy, owner and BIC; IBAN without blanks."""
    account = parts(parts(statement).get("Acct"))
    identity = account.get("Id")
    agent = parts(parts(account.get("Svcr")).get("FinInstnId"))
    return CamtAccount(
        iban="".join(words_at(identity, "IBAN").split()).upper(),
        number=words_at(identity, "Othr", "Id"),
        owner=words_at(account.get("Ownr"), "Nm") or words(account.get("Nm")),
        bic=words(agent.get("BICFI")) or words(agent.get("BIC")),
        currency=words(account.get("Ccy")),
    )


def read_balances(
    statement: Node, log: ProblemLog, where: str
) -> tuple[ParsedBalance | None, ParsedBalance | None]:
    """The opening and closing booked balance, None where the bank gives none.

    Opening is OPBD, else PRCD; closing is CLBD. ITBD stands in for the end that is missing on
    a page of a larger statement: the first one opens, the last one closes. Every other type
    (available, forward) is ignored. A balance that cannot be read is a refusal.
    """
    found: list[ParsedBalance] = []
    for element in every(statement, "Bal"):
        try:
            balance = _read_balance(element)
        except Unreadable as problem:
            log.refuse(problem.code, str(problem), where)
            continue
        if balance is not None:
            found.append(balance)
    opening = _first(found, OPENING) or _first(found, PREVIOUS)
    closing = _first(found[::-1], CLOSING)
    interim = [balance for balance in found if balance.code == INTERIM]
    if opening is None and interim and (closing is not None or len(interim) > 1):
        opening = interim.pop(0)
    if closing is None and interim:
        closing = interim[-1]
    return opening, closing


def _read_balance(element: Node) -> ParsedBalance | None:
    found = parts(element)
    code = code_or_proprietary(parts(found.get("Tp")).get("CdOrPrtry"))
    if code not in _BOOKED:
        return None
    amount = found.get("Amt")
    currency = read_currency(amount.currency) if amount is not None else ""
    value = read_amount(words(amount), currency)
    day = found.get("Dt")
    text = words_at(day, "Dt") or words_at(day, "DtTm")
    if words(found.get("CdtDbtInd")) == "DBIT":
        value = -value
    return ParsedBalance(value, currency, read_day(text) if text else None, code)


def _first(balances: list[ParsedBalance], code: str) -> ParsedBalance | None:
    return next((balance for balance in balances if balance.code == code), None)
