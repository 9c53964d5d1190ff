"""The clean statement: payers who quote their invoice, texts that are mapped to accounts."""

from collections.abc import Iterable

from arcore.desk.demo.statements.camt import Detail, Entry
from arcore.desk.demo.story.movement import Movement
from arcore.values.money import ZERO

CREDIT, DEBIT, COLLECTED, CHARGES = (
    "PMNT-RCDT-ESCT",
    "PMNT-ICDT-ESCT",
    "PMNT-IDDT-ESDD",
    "ACMT-MDOP-CHRG",
)


def clean_entries(movements: Iterable[Movement]) -> tuple[Entry, ...]:
    """One entry a movement, oldest first, complete as its payer wrote it."""
    in_order = sorted(movements, key=lambda movement: (movement.day, movement.text))
    return tuple(_entry(place, movement) for place, movement in enumerate(in_order, 1))


def _entry(place: int, movement: Movement) -> Entry:
    detail = Detail(
        movement.amount,
        movement.party,
        movement.iban,
        (movement.text,),
        f"E2E{movement.day:%y%m%d}{place:04d}",
    )
    code = CREDIT if movement.amount > ZERO else DEBIT
    if movement.account is not None and movement.account.no.startswith("627"):
        code = CHARGES
    return Entry(movement.day, movement.amount, code, (detail,))
