"""One CAMT transaction (`TxDtls`), or an entry without any, as the fields of a line."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lxml import etree

from .camt_account import CamtAccount
from .camt_amounts import read_charges, read_original
from .camt_entry import CamtEntry, transaction_codes
from .camt_parties import counterparty
from .camt_remittance import read_remittance
from .camt_tree import Node, code_or_proprietary, every, given, parts, words
from .problem_log import ProblemLog

RAW_LIMIT = 16 * 1024  # characters of the bank's own XML that a line keeps


def detail_fields(
    detail: Node,
    entry: CamtEntry,
    account: CamtAccount,
    amount: Decimal,
    log: ProblemLog,
) -> dict[str, Any]:
    """Everything that a transaction tells about itself, by the names of `ParsedLine`.

    `amount` is the line's signed amount: it decides who the counterparty is.
    """
    found = parts(detail)
    references = parts(found.get("Refs"))
    party = counterparty(
        found, is_credit=amount >= 0, is_reversal=entry.is_reversal, own=account
    )
    paid = read_remittance(
        found.get("RmtInf"), country=account.country, log=log, where=entry.where
    )
    code, proprietary = transaction_codes(found.get("BkTxCd"))
    reason = found.get("RtrInf")
    return {
        "charges": read_charges(detail, log, entry.where) if "Chrgs" in found else (),
        "bank_transaction_code": code or entry.bank_transaction_code,
        "proprietary_code": proprietary or entry.proprietary_code,
        "counterparty_name": party.name,
        "counterparty_account": party.account,
        "counterparty_bic": party.bic,
        "counterparty_address": party.address,
        "counterparty_city": party.city,
        "counterparty_country": party.country,
        "ultimate_counterparty_name": party.ultimate_name,
        "remittance_text": paid.text,
        "structured_reference": paid.reference,
        "structured_reference_kind": paid.kind,
        "document_numbers": paid.document_numbers,
        **_references(references, entry),
        "return_reason": code_or_proprietary(parts(reason).get("Rsn")),
        "return_text": " ".join(filter(None, map(words, every(reason, "AddtlInf")))),
        "extra_text": words(found.get("AddtlTxInf")),
    }


def _references(references: Mapping[str, Node], entry: CamtEntry) -> dict[str, str]:
    said = {name: given(node.text) for name, node in references.items()}
    return {
        "end_to_end_id": said.get("EndToEndId", ""),
        "mandate_id": said.get("MndtId", ""),
        "instruction_id": said.get("InstrId", ""),
        "payment_information_id": said.get("PmtInfId", ""),
        "account_servicer_reference": said.get("AcctSvcrRef") or entry.servicer_reference,
        "uetr": said.get("UETR", ""),
    }


def entry_fields(entry: CamtEntry) -> dict[str, Any]:
    """The same for an entry without transaction details."""
    return {
        "bank_transaction_code": entry.bank_transaction_code,
        "proprietary_code": entry.proprietary_code,
        "account_servicer_reference": entry.servicer_reference,
    }


def exchange_fields(
    detail: Node | None,
    whole: Node | None,
    entry: CamtEntry,
    amount: Decimal,
    log: ProblemLog,
) -> dict[str, Any]:
    """Original amount with the line's sign, its currency and rate; nothing when the same.

    `detail` is the transaction, `whole` the entry, where the entry stays one line.
    """
    original, currency, rate = read_original(detail, whole, entry.currency, log, entry.where)
    if original is None:
        return {}
    return {
        "original_amount": original if amount >= 0 else -original,
        "original_currency": currency,
        "exchange_rate": rate,
    }


def raw_xml(element: etree._Element) -> str:
    """The bank's own words for later questions, at most RAW_LIMIT characters."""
    return etree.tostring(element, encoding="unicode", with_tail=False)[:RAW_LIMIT]
