"""Who stands on the other side of a CAMT transaction.

For a credit the debtor, for a debit the creditor; swapped for reversals, which name the
parties as the original payment did. A bank that fills only the other side, or puts our own
account on the expected one, is believed as long as that side is not ourselves.
"""

from collections.abc import Mapping
from typing import NamedTuple

from .camt_account import CamtAccount
from .camt_tree import Node, at, every, parts, reference_at, words, words_at


class Party(NamedTuple):
    """Name, account, BIC and address as far as given."""

    name: str = ""
    account: str = ""
    bic: str = ""
    address: str = ""
    city: str = ""
    country: str = ""
    ultimate_name: str = ""


NOBODY = Party()


def counterparty(
    detail: Mapping[str, Node], *, is_credit: bool, is_reversal: bool, own: CamtAccount
) -> Party:
    """The other side of a `TxDtls`, given its children; NOBODY when the bank names none."""
    parties = parts(detail.get("RltdPties"))
    if not parties:
        return NOBODY
    agents = parts(detail.get("RltdAgts"))
    expected, other = ("Dbtr", "Cdtr") if is_credit != is_reversal else ("Cdtr", "Dbtr")
    party = _read_party(expected, parties, agents)
    if (party.name or party.account) and not own.owns(party.account):
        return party
    stand_in = _read_party(other, parties, agents)
    if stand_in.account and not own.owns(stand_in.account):
        return stand_in
    return NOBODY if own.owns(party.account) else party


def _read_party(role: str, parties: Mapping[str, Node], agents: Mapping[str, Node]) -> Party:
    """One role; since version .08 the party stands in `Pty`, or a bank in `Agt`."""
    holder = parties.get(role)
    agent = at(holder, "Agt", "FinInstnId")
    party = at(holder, "Pty") or agent or holder
    identity = at(parties.get(f"{role}Acct"), "Id")
    bank = at(agents.get(f"{role}Agt"), "FinInstnId") if agents else None
    ultimate = parties.get(f"Ultmt{role}")
    address = at(party, "PstlAdr")
    return Party(
        name=reference_at(party, "Nm"),
        account=_account(identity) if identity is not None else "",
        bic=_bic(bank) or _bic(agent),
        address=_street(address) if address is not None else "",
        city=words_at(address, "TwnNm") if address is not None else "",
        country=words_at(address, "Ctry") if address is not None else "",
        ultimate_name=_ultimate_name(ultimate) if ultimate is not None else "",
    )


def _account(identity: Node) -> str:
    iban = identity.first.get("IBAN")
    if iban is not None:
        return "".join(iban.text.split()).upper()
    return reference_at(identity, "Othr", "Id")


def _bic(bank: Node | None) -> str:
    if bank is None:
        return ""
    return reference_at(bank, "BICFI") or reference_at(bank, "BIC")


def _ultimate_name(party: Node) -> str:
    return reference_at(party, "Nm") or reference_at(party, "Pty", "Nm")


def _street(address: Node) -> str:
    """Street and number, else the unstructured lines."""
    street = f"{words_at(address, 'StrtNm')} {words_at(address, 'BldgNb')}".strip()
    return street or ", ".join(filter(None, map(words, every(address, "AdrLine"))))
