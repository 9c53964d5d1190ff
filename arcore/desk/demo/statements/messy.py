"""The messy statement: one entry for every way in which money arrives unlike it should."""

from arcore.desk.demo.statements.banks import (
    batch_that_does_not_add_up,
    cash_paid_in,
    cheques_in_one_entry,
    fees_and_their_reversal,
    not_booked_yet,
    returned_debit,
)
from arcore.desk.demo.statements.camt import Entry
from arcore.desk.demo.statements.payers import (
    digits_swapped,
    discount_too_late,
    no_reference,
    number_mistyped,
    paid_by_another,
    round_sum,
    several_invoices,
    short_of_charges,
)
from arcore.desk.demo.statements.scene import Scene, Trick

TRICKS: tuple[Trick, ...] = (  # those that need most come first
    batch_that_does_not_add_up,
    discount_too_late,
    several_invoices,
    short_of_charges,
    round_sum,
    paid_by_another,
    digits_swapped,
    number_mistyped,
    no_reference,  # takes three where it can
    cheques_in_one_entry,
    returned_debit,
    fees_and_their_reversal,
    cash_paid_in,
    not_booked_yet,
)


def messy_entries(scene: Scene) -> list[Entry]:
    """Every trick that finds what it needs."""
    return [entry for trick in TRICKS for entry in trick(scene)]
