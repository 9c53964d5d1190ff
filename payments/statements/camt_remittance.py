"""What a CAMT transaction says it pays: text, structured reference, invoice numbers."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from .camt_tree import Node, every, given, words, words_at
from .problem_log import ProblemLog
from .references import Reference, ReferenceKind, find_references, read_structured
from .values import shorten

PIECE_LENGTH = 140  # a bank cuts longer text into pieces of exactly this length


class Remittance(NamedTuple):
    """All text joined; the reference normalised, with its kind; invoice numbers quoted."""

    text: str = ""
    reference: str = ""
    kind: str = ""
    document_numbers: tuple[str, ...] = ()


NO_REMITTANCE = Remittance()


def read_remittance(
    information: Node | None, *, country: str, log: ProblemLog, where: object
) -> Remittance:
    """Read `RmtInf`. A reference with wrong check digits stays as text, with a warning."""
    if information is None:
        return NO_REMITTANCE
    structured = every(information, "Strd")
    text = join_pieces([piece.text for piece in every(information, "Ustrd")])
    more = [words(e) for strd in structured for e in every(strd, "AddtlRmtInf")]
    references = [ref for strd in structured for ref in _structured(strd, country)]
    references += find_references(text)
    chosen = next((r for r in references if r.valid), None)
    for reference in references:
        if not reference.valid:
            warn_wrong_reference(reference, log, where)
        if reference is not chosen and reference.text not in text:
            more.append(reference.text)
    return Remittance(
        text=" ".join(filter(None, [text, *more])),
        reference=chosen.text if chosen else "",
        kind=chosen.kind.value if chosen else "",
        document_numbers=tuple(_document_numbers(structured)),
    )


def join_pieces(pieces: list[str]) -> str:
    """Join `Ustrd` parts with a blank, or without one behind a part cut at 140 characters."""
    text = ""
    for piece in pieces:
        text += piece if len(piece) == PIECE_LENGTH else f"{piece} "
    return text.strip()


def warn_wrong_reference(reference: Reference, log: ProblemLog, where: object) -> None:
    """Tell that a reference looks like one of a kind but its check digits are wrong."""
    log.warn(
        "reference-check",
        _("The check digits of the %(kind)s reference %(text)s are wrong; it is kept as text.")
        % {"kind": reference.kind.value, "text": shorten(reference.text)},
        where,
    )


def _structured(strd: Node, country: str) -> list[Reference]:
    found = []
    for information in every(strd, "CdtrRefInf"):
        text = given(words_at(information, "Ref"))
        if text:
            issuer = words_at(information, "Tp", "Issr").upper()
            found.append(read_structured(text, country=country, issuer=issuer))
    # A verified reference is worth more than the bank's own.
    return sorted(found, key=lambda ref: ref.kind is ReferenceKind.OTHER)


def _document_numbers(structured: list[Node]) -> list[str]:
    numbers = (
        given(words_at(document, "Nb"))
        for strd in structured
        for document in every(strd, "RfrdDocInf")
    )
    return list(dict.fromkeys(filter(None, numbers)))
