"""Who stands on the other side of a CAMT transaction.

For a credit the debtor, for a debit the creditor; swapped for reversals, which name the
parties as the original payment did. A bank that fills only the other side, or puts our own
account on the expected one, is believed as long as that side is not ourselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .camt_account import CamtAccount
from .camt_tree import Node, every, given, parts, words, words_at


@dataclass(frozen=True, slots=True)
class Party:
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
    holder = parts(parties.get(role))
    agent = parts(parts(holder.get("Agt")).get("FinInstnId"))
    party = parts(holder["Pty"]) if "Pty" in holder else agent or holder
    account = parts(parts(parties.get(f"{role}Acct")).get("Id"))
    bank = parts(parts(agents.get(f"{role}Agt")).get("FinInstnId"))
    ultimate = parts(parties.get(f"Ultmt{role}"))
    address, city, country = _read_address(party.get("PstlAdr"))
    return Party(
        name=given(words(party.get("Nm"))),
        account=_account(account),
        bic=given(_bic(bank) or _bic(agent)),
        address=address,
        city=city,
        country=country,
        ultimate_name=given(words(ultimate.get("Nm")) or words_at(ultimate.get("Pty"), "Nm")),
    )


def _account(identity: Mapping[str, Node]) -> str:
    if "IBAN" in identity:
        return "".join(words(identity["IBAN"]).split()).upper()
    return given(words_at(identity.get("Othr"), "Id"))


def _bic(bank: Mapping[str, Node]) -> str:
    return words(bank.get("BICFI")) or words(bank.get("BIC"))


def _read_address(address: Node | None) -> tuple[str, str, str]:
    """Street (else the unstructured lines), city and country."""
    if address is None:
        return "", "", ""
    found = parts(address)
    street = f"{words(found.get('StrtNm'))} {words(found.get('BldgNb'))}".strip()
    lines = ", ".join(filter(None, map(words, every(address, "AdrLine"))))
    return street or lines, words(found.get("TwnNm")), words(found.get("Ctry"))
