"""Which heading of a file means what, in English and in French."""

from arcore.values.search_key import search_key
from ledger.models import DocumentType
from payments.models import AccountType

HEADINGS: dict[str, tuple[str, ...]] = {
    "posting_date": ("Posting date", "Date", "Date comptabilisation"),
    "document_date": ("Document date", "Date document"),
    "document_type": ("Document type", "Type document", "Type de document"),
    "document_no": ("Document no.", "Document number", "N° document", "N° de document"),
    "external_document_no": (
        "External document no.",
        "External no.",
        "N° document externe",
        "N° de document externe",
    ),
    "account_type": ("Account type", "Type compte", "Type de compte"),
    "account": ("Account", "Account no.", "Compte", "N° compte", "N° de compte"),
    "description": ("Description", "Text", "Libellé", "Désignation"),
    "amount": ("Amount", "Montant"),
    "currency": ("Currency", "Devise"),
    "factor": ("Exchange rate", "Taux de change"),
    "balancing_type": (
        "Balancing account type",
        "Type compte contrepartie",
        "Type du compte contrepartie",
    ),
    "balancing": (
        "Balancing account",
        "Balancing account no.",
        "Compte contrepartie",
        "N° compte contrepartie",
    ),
    "applies_to": (
        "Applies to",
        "Applies-to document no.",
        "Lettrer à",
        "N° document à lettrer",
    ),
    "due_date": ("Due date", "Date d'échéance", "Échéance"),
    "payment_reference": ("Payment reference", "Référence de paiement", "Référence paiement"),
    "on_hold": ("On hold", "En attente"),
    "posting_group": ("Posting group", "Groupe comptabilisation", "Groupe de comptabilisation"),
}
NEEDED = ("account", "amount")

BLANK = ("-", "(blank)", "(none)", "(vide)", "(aucun)")
DOCUMENT_TYPES: dict[str, tuple[str, ...]] = {
    DocumentType.BLANK: ("", *BLANK),
    DocumentType.PAYMENT: ("Payment", "Paiement", "Règlement"),
    DocumentType.INVOICE: ("Invoice", "Facture"),
    DocumentType.CREDIT_MEMO: ("Credit memo", "Credit note", "Avoir"),
    DocumentType.FINANCE_CHARGE_MEMO: ("Finance charge memo", "Facture d'intérêts"),
    DocumentType.REMINDER: ("Reminder", "Relance"),
    DocumentType.REFUND: ("Refund", "Remboursement"),
}
ACCOUNT_TYPES: dict[str, tuple[str, ...]] = {
    AccountType.ACCOUNT: ("G/L account", "G/L", "Account", "Compte général", "Général"),
    AccountType.CUSTOMER: ("Customer", "Client"),
    AccountType.VENDOR: ("Vendor", "Supplier", "Fournisseur"),
    AccountType.BANK: ("Bank account", "Bank", "Compte bancaire", "Banque"),
}


def _plain(text: str) -> str:
    """Without accents, capitals, dots and doubled spaces: N° Document -> n document."""
    kept = "".join(one if one.isalnum() or one in "/-" else " " for one in search_key(text))
    return " ".join(kept.split())


def _by_name(named: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {_plain(name): key for key, names in named.items() for name in names}


_COLUMNS, _TYPES, _KINDS = (_by_name(one) for one in (HEADINGS, DOCUMENT_TYPES, ACCOUNT_TYPES))


def column_of(heading: str) -> str | None:
    """The field that a heading means; None for one that nobody knows."""
    return _COLUMNS.get(_plain(heading))


def is_blank(text: str) -> bool:
    """Whether a word says that there is none, as files of our own lists do."""
    return _plain(text) in {_plain(word) for word in BLANK}


def document_type_of(text: str) -> str | None:
    """Invoice, facture -> "invoice"; None for a word that is no type."""
    found = _TYPES.get(_plain(text))
    return text if found is None and text in DocumentType.values else found


def account_type_of(text: str) -> str | None:
    """Customer, client -> "customer"; None for a word that is no type."""
    found = _KINDS.get(_plain(text))
    return text if found is None and text in AccountType.values else found
