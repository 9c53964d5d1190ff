"""The messy statement: one entry for every way in which money arrives unlike it should."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from arcore.desk.demo.statements.as_banks_write import bank_name, pieces
from arcore.desk.demo.statements.camt import Detail, Entry
from arcore.desk.demo.statements.clean import CHARGES, COLLECTED, CREDIT
from arcore.desk.demo.statements.pile import Pile
from arcore.desk.demo.story.weeks import Week
from arcore.values.money import ZERO, round_amount
from ledger.models import CustomerLedgerEntry

CHEQUES, RETURNED, CASH = "PMNT-RCHQ-CCHQ", "PMNT-IDDT-UPDD", "PMNT-CNTR-CDPT"


@dataclass
class Scene:
    """What the tricks draw from."""

    pile: Pile
    week: Week
    chance: Random
    collected: list[CustomerLedgerEntry]  # paid by direct debit lately

    def day(self) -> date:
        """A working day of the statement."""
        return self.week.day(self.chance.randrange(self.week.days))


Trick = Callable[[Scene], Iterator[Entry]]


def _credit(scene: Scene, amount: Decimal, party: str, text: str, **more: str) -> Entry:
    detail = Detail(amount, party, pieces=pieces(text), **more)
    return Entry(scene.day(), amount, CREDIT, (detail,))


def _total(entries: list[CustomerLedgerEntry]) -> Decimal:
    return sum((entry.remaining for entry in entries), ZERO)


def several_invoices(scene: Scene) -> Iterator[Entry]:
    """One transfer for three invoices, all quoted."""
    for count in (3, 2):
        if found := scene.pile.take(count):
            text = "REGLT " + " ".join(entry.document_no for entry in found)
            yield _credit(scene, _total(found), bank_name(found[0].customer.name), text)


def short_of_charges(scene: Scene) -> Iterator[Entry]:
    """The right number, fifteen euros too little: somebody's bank kept them."""
    for entry in scene.pile.take(fits=lambda entry: entry.remaining > 200):
        text = f"INVOICE {entry.document_no} LESS CHARGES"
        yield _credit(scene, entry.remaining - 15, bank_name(entry.customer.name), text)


def no_reference(scene: Scene) -> Iterator[Entry]:
    """Exact amounts without a word about what they pay."""
    for _again in range(3):
        for entry in scene.pile.take():
            yield _credit(
                scene, entry.remaining, bank_name(entry.customer.name, 35), "VIREMENT SEPA"
            )


def round_sum(scene: Scene) -> Iterator[Entry]:
    """A lump on account from a customer who owes more than that."""
    if found := scene.pile.take_again():
        lump = max(Decimal(500), round_amount(_total(found) / 2, Decimal(500)))
        yield _credit(scene, lump, bank_name(found[0].customer.name), "ACOMPTE SUR COMPTE")


def paid_by_another(scene: Scene) -> Iterator[Entry]:
    """A parent company pays from its own account and quotes the invoice."""
    for entry in scene.pile.take():
        text = f"POUR {bank_name(entry.customer.name)} {entry.document_no}"
        yield _credit(
            scene,
            entry.remaining,
            "HOLDING DE L ARVE",
            text,
            iban="FR7610278000010002045870192",
        )


def discount_too_late(scene: Scene) -> Iterator[Entry]:
    """Two per cent deducted days after they were allowed."""
    last = scene.week.day(scene.week.days - 1)

    def lapsed(entry: CustomerLedgerEntry) -> bool:
        return bool(
            entry.remaining_discount
            and entry.discount_date is not None
            and entry.discount_date < last - timedelta(days=1)
        )

    for entry in scene.pile.take(fits=lapsed):
        amount = entry.remaining - entry.remaining_discount
        detail = Detail(
            amount, bank_name(entry.customer.name), pieces=pieces(f"{entry.document_no} -2%")
        )
        yield Entry(last, amount, CREDIT, (detail,))


def digits_swapped(scene: Scene) -> Iterator[Entry]:
    """1,243.50 for an invoice of 1,234.50."""

    def can_swap(entry: CustomerLedgerEntry) -> bool:
        digits = f"{entry.remaining:.2f}".rjust(9, "0")
        return digits[-5] > digits[-4] and entry.remaining > 100

    for entry in scene.pile.take(fits=can_swap):
        digits = list(f"{entry.remaining:.2f}")
        digits[-5], digits[-4] = digits[-4], digits[-5]
        text = f"FACTURE {entry.document_no}"
        amount = Decimal("".join(digits))
        yield _credit(scene, amount, bank_name(entry.customer.name), text)


def number_mistyped(scene: Scene) -> Iterator[Entry]:
    """An invoice number that we never had, and a reference whose check digits are wrong."""
    for entry in scene.pile.take():
        digits = entry.document_no.removeprefix("INV")
        text = f"FACT INV9{digits[1:]}"
        party = bank_name(entry.customer.name)
        yield _credit(scene, entry.remaining, party, text, reference="RF19539007547034")


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
        yield Entry(scene.day(), _total(found), CHEQUES, details, info="REMISE CHEQUES")


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
        yield Entry(scene.day(), _total(found), COLLECTED, details, info="REMISE PRELEVEMENTS")


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
    day = scene.week.day(scene.week.days - 1)
    yield Entry(day, amount, CREDIT, detail, pending=True)


def _note(amount: Decimal, text: str) -> Detail:
    return Detail(amount, pieces=pieces(text))


TRICKS: tuple[Trick, ...] = (  # those that need most come first
    batch_that_does_not_add_up,
    discount_too_late,
    several_invoices,
    short_of_charges,
    no_reference,
    round_sum,
    paid_by_another,
    digits_swapped,
    number_mistyped,
    cheques_in_one_entry,
    returned_debit,
    fees_and_their_reversal,
    cash_paid_in,
    not_booked_yet,
)


def messy_entries(scene: Scene) -> list[Entry]:
    """Every trick that finds what it needs."""
    return [entry for trick in TRICKS for entry in trick(scene)]
