"""IBAN and BIC as people type them, checked and written as banks store them."""

from django.utils.translation import gettext as _
from stdnum import bic, iban
from stdnum.exceptions import ValidationError as Invalid


class BankIdentifierError(ValueError):
    """The text is no IBAN or BIC; says so in the user's words."""


def read_iban(text: str) -> str:
    """The IBAN without spaces, in capitals, its check digits verified; blank stays blank.

    `fr76 3000 6000 0112 3456 7890 189` -> `FR7630006000011234567890189`.
    Raises BankIdentifierError.
    """
    if not text.strip():
        return ""
    try:
        return iban.validate(text, check_country=False)
    except Invalid as wrong:
        raise BankIdentifierError(
            _("“%(text)s” is not a valid IBAN: a character is missing or mistyped.")
            % {"text": text.strip()[:40]}
        ) from wrong


def read_bic(text: str) -> str:
    """The BIC of eight or eleven characters, in capitals; blank stays blank.

    Raises BankIdentifierError.
    """
    if not text.strip():
        return ""
    try:
        return bic.validate(text)
    except Invalid as wrong:
        raise BankIdentifierError(
            _("“%(text)s” is not a valid BIC: it has eight or eleven characters.")
            % {"text": text.strip()[:40]}
        ) from wrong
