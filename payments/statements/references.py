"""Payment references: find, normalise, verify, and say which kind they are.

Sources: ISO 11649 (RF, mod 97), Belgian OGM/VCS (first ten digits mod 97, 0 gives 97), Swiss
QR-reference (27 digits, recursive mod 10), Finnish viite (4 to 20 digits, weights 7-3-1 from
the right).

Normalised: no blanks or separators; RF in capitals; OGM as 12 digits; QR as 27 digits; viite
without leading zeros. About one random number in ten passes the Finnish check, so plain
digits count as viite only on a Finnish account or behind the word itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stdnum import iso11649
from stdnum.be import ogm_vcs
from stdnum.ch import esr


class ReferenceKind(StrEnum):
    """Which check digits a reference carries; OTHER is a reference of the bank's own."""

    RF = "RF"
    OGM = "OGM"
    QR = "QR"
    VIITE = "FI"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Reference:
    """A payment reference; `valid` is false when its check digits are wrong."""

    text: str
    kind: ReferenceKind
    valid: bool = True


_BLANKS_AND_MARKS = re.compile(r"[\s+*/.\-]+")
_RF = re.compile(r"RF[0-9]{2}[A-Z0-9]{1,21}")
_QR_DIGITS, _OGM_DIGITS = 27, 12

_RF_IN_TEXT = re.compile(r"(?<![A-Z0-9])RF ?[0-9]{2}(?:[A-Z0-9]{1,21}|(?: [A-Z0-9]{1,4}){1,6})")
_OGM_IN_TEXT = re.compile(r"([+*]{3}) ?([0-9]{3}/ ?[0-9]{4}/ ?[0-9]{5}) ?\1")
_QR_IN_TEXT = re.compile(r"[0-9]{2}(?: ?[0-9]{5}){5}(?![0-9])")
_VIITE_IN_TEXT = re.compile(
    r"\bVIITE(?:NUMERO|NRO)?[ .:]{0,3}([0-9](?: ?[0-9]){3,19})(?![0-9])"
)


def viite_is_valid(digits: str) -> bool:
    """Whether the last of 4 to 20 digits is the Finnish check digit of the others."""
    plain = digits.lstrip("0")
    if not (4 <= len(plain) <= 20 and plain.isascii() and plain.isdigit()):
        return False
    weighted = sum(int(d) * (7, 3, 1)[i % 3] for i, d in enumerate(reversed(plain[:-1])))
    return (10 - weighted % 10) % 10 == int(plain[-1])


def read_structured(text: str, *, country: str = "", issuer: str = "") -> Reference:
    """What a reference given in its own field is.

    `country` is that of our account, `issuer` the standard's issuer as the bank names it
    ("BBA" is Belgium's); both only decide what plain digits are meant to be. Digits whose
    check fails without such a hint are a reference of the bank's own (OTHER, valid).
    """
    plain = _BLANKS_AND_MARKS.sub("", text).upper()
    if _RF.fullmatch(plain):
        return Reference(plain, ReferenceKind.RF, iso11649.is_valid(plain))
    if not (plain.isascii() and plain.isdigit()):
        return Reference(text.strip(), ReferenceKind.OTHER)
    if len(plain) == _QR_DIGITS and int(plain):
        valid = esr.is_valid(plain)
        if valid or country in {"CH", "LI"}:
            return Reference(plain, ReferenceKind.QR, valid)
    if len(plain) == _OGM_DIGITS and country != "FI":
        valid = ogm_vcs.is_valid(plain)
        if valid or country == "BE" or issuer == "BBA":
            return Reference(plain, ReferenceKind.OGM, valid)
    if country == "FI":
        return Reference(plain.lstrip("0"), ReferenceKind.VIITE, viite_is_valid(plain))
    return Reference(text.strip(), ReferenceKind.OTHER)


def find_references(text: str) -> Iterator[Reference]:
    """References in free text that are unmistakable by their shape, valid or not.

    Digits without a mark count only when they are right: 27 digits as QR-reference.
    """
    upper = text.upper()
    if "RF" in upper:
        for found in _RF_IN_TEXT.finditer(upper):
            yield _longest_valid_rf(found[0])
    if "+++" in upper or "***" in upper:
        for found in _OGM_IN_TEXT.finditer(upper):
            digits = _BLANKS_AND_MARKS.sub("", found[2])
            yield Reference(digits, ReferenceKind.OGM, ogm_vcs.is_valid(digits))
    if len(upper) >= _QR_DIGITS:
        for found in _QR_IN_TEXT.finditer(upper):
            digits = found[0].replace(" ", "")
            is_tail = found.start() > 0 and upper[found.start() - 1].isdigit()
            if not is_tail and int(digits) and esr.is_valid(digits):
                yield Reference(digits, ReferenceKind.QR)
    if "VIITE" in upper:
        for found in _VIITE_IN_TEXT.finditer(upper):
            digits = found[1].replace(" ", "")
            yield Reference(digits.lstrip("0"), ReferenceKind.VIITE, viite_is_valid(digits))


def _longest_valid_rf(text: str) -> Reference:
    """The RF reference at the start of a text whose last words may not belong to it."""
    words = text.split(" ")
    for end in range(len(words), 0, -1):
        plain = "".join(words[:end])
        if _RF.fullmatch(plain) and iso11649.is_valid(plain):
            return Reference(plain, ReferenceKind.RF)
    return Reference(text.replace(" ", ""), ReferenceKind.RF, valid=False)
