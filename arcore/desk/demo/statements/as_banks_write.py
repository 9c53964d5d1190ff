"""How names and texts arrive: capitals, no accents, cut off, in pieces."""

from textwrap import wrap

from arcore.desk.demo.statements.camt import Detail, Entry
from arcore.desk.demo.statements.clean import CREDIT, DEBIT
from arcore.desk.demo.story.movement import Movement
from arcore.values.money import ZERO
from arcore.values.search_key import search_key

NAME_LENGTH = 22
PIECE_LENGTH = 27


def bank_name(name: str, length: int = NAME_LENGTH) -> str:
    """`Établissements Lambert & Fils` -> `ETABLISSEMENTS LAMBERT`."""
    return search_key(name).upper()[:length].strip()


def pieces(text: str) -> tuple[str, ...]:
    """Text in pieces of the length of an old bank's lines, broken between words."""
    return tuple(wrap(text, PIECE_LENGTH))


def rough_entry(movement: Movement, *, with_account: bool) -> Entry:
    """A movement as this bank writes it: name cut off, often without the payer's account."""
    detail = Detail(
        movement.amount,
        bank_name(movement.party),
        movement.iban if with_account else "",
        pieces(movement.text),
    )
    code = CREDIT if movement.amount > ZERO else DEBIT
    return Entry(movement.day, movement.amount, code, (detail,))
