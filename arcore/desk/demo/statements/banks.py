"""How banks write things: batches, returned debits, reversals, fees and what is not booked yet."""

from collections.abc import Iterator
from decimal import Decimal

from arcore.desk.demo.statements.as_banks_write import bank_name, pieces
from arcore.desk.demo.statements.camt import Detail, Entry
from arcore.desk.demo.statements.clean import CHARGES, COLLECTED, CREDIT
from arcore.desk.demo.statements.scene import Scene, total_of

CHEQUES, RETURNED, CASH = "PMNT-RCHQ-CCHQ", "PMNT-IDDT-UPDD", "PMNT-CNTR-CDPT"


def cheques_in_one_entry(scene: Scene) -> Iterator[Entry]:
    """Three cheques paid in together, each listed with its amount."""
    found = [entry for _cheque in range(3) for entry in scene.pile.take()]
    if len(found) > 1:
        details = tuple(
            Detail(
                entry.remaining,
                bank_name(entry.customer.name),
                pieces=(f"CHQ {4700100 + place} {entry.document_no}",),
            )
            for place, entry in enumerate(found)
        )
        yield Entry(scene.day(), total_of(found), CHEQUES, details, info="REMISE CHEQUES")


def batch_that_does_not_add_up(scene: Scene) -> Iterator[Entry]:
    """A collection of two debits, of which the bank lists one amount wrongly."""
    found = [entry for _debit in range(2) for entry in scene.pile.take()]
    if len(found) == 2:
        first, second = found
        details = (
            Detail(
                first.remaining, bank_name(first.customer.name), pieces=(first.document_no,)
            ),
            Detail(
                second.remaining - 1,
                bank_name(second.customer.name),
                pieces=(second.document_no,),
            ),
        )
        yield Entry(
            scene.day(), total_of(found), COLLECTED, details, info="REMISE PRELEVEMENTS"
        )


def returned_debit(scene: Scene) -> Iterator[Entry]:
    """A debit that the customer's bank sends back for want of funds."""
    for entry in scene.collected[:1]:
        detail = Detail(
            -entry.amount,
            bank_name(entry.customer.name),
            pieces=(f"REJET PRLV {entry.document_no}",),
            return_reason="AM04",
        )
        yield Entry(scene.day(), -entry.amount, RETURNED, (detail,), info="REJET PRELEVEMENT")


def fees_and_their_reversal(scene: Scene) -> Iterator[Entry]:
    """A fee, another one charged by mistake and given back."""
    fee, mistake = Decimal("-27.40"), Decimal("-18.00")
    yield Entry(scene.week.day(1), fee, CHARGES, (_note(fee, "FRAIS TENUE DE COMPTE"),))
    text = "COMMISSION DE MOUVEMENT"
    yield Entry(scene.week.day(2), mistake, CHARGES, (_note(mistake, text),))
    given_back = (_note(-mistake, f"EXTOURNE {text}"),)
    yield Entry(scene.week.day(3), -mistake, CHARGES, given_back, reversal=True)


def cash_paid_in(scene: Scene) -> Iterator[Entry]:
    """Somebody pays in cash at the counter."""
    amount = Decimal(350)
    yield Entry(scene.day(), amount, CASH, (_note(amount, "VERSEMENT ESPECES GUICHET"),))


def not_booked_yet(scene: Scene) -> Iterator[Entry]:
    """An entry that the bank only announces; it counts for no balance."""
    amount = Decimal("612.00")
    detail = (_note(amount, "VIREMENT EN COURS"),)
    day = scene.last_day
    yield Entry(day, amount, CREDIT, detail, pending=True)


def _note(amount: Decimal, text: str) -> Detail:
    return Detail(amount, pieces=pieces(text))
