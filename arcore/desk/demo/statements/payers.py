"""How payers get it wrong: one trick each; a trick that finds no fitting invoice gives nothing."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from arcore.desk.demo.statements.as_banks_write import bank_name, pieces
from arcore.desk.demo.statements.camt import Detail, Entry
from arcore.desk.demo.statements.clean import CREDIT
from arcore.desk.demo.statements.scene import Scene, total_of
from arcore.values.money import round_amount
from ledger.models import CustomerLedgerEntry


def several_invoices(scene: Scene) -> Iterator[Entry]:
    """One transfer for three invoices, all quoted."""
    for count in (3, 2):
        if found := scene.pile.take(count):
            text = "REGLT " + " ".join(entry.document_no for entry in found)
            yield _credit(scene, total_of(found), bank_name(found[0].customer.name), text)


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
        lump = max(Decimal(500), round_amount(total_of(found) / 2, Decimal(500)))
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
    last = scene.last_day

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
    """1,234.50 for an invoice of 1,243.50."""

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


def _credit(scene: Scene, amount: Decimal, party: str, text: str, **more: str) -> Entry:
    detail = Detail(amount, party, pieces=pieces(text), **more)
    return Entry(scene.day(), amount, CREDIT, (detail,))
