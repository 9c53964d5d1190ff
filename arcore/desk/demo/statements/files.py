"""The three files, from what arrived in the days just gone."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

from django.conf import settings

from arcore.desk.demo.setup import Setup
from arcore.desk.demo.statements.as_banks_write import rough_entry
from arcore.desk.demo.statements.broken import broken_statements
from arcore.desk.demo.statements.camt import Entry, Statement, write_camt
from arcore.desk.demo.statements.clean import clean_entries
from arcore.desk.demo.statements.messy import messy_entries
from arcore.desk.demo.statements.pile import Pile
from arcore.desk.demo.statements.scene import Scene
from arcore.desk.demo.story.receivable import Receipt
from arcore.desk.demo.story.till import Till
from arcore.desk.demo.story.weeks import Week
from arcore.values.money import ZERO
from customers.blocking import Blocked
from ledger.models import CustomerLedgerEntry
from payments.models import BankReconciliationSetup

FOLDER = "demo-statements"
CLEAN, MESSY, BROKEN = "1-clean.xml", "2-messy.xml", "3-broken.xml"
RETURNABLE = 3


def make_statements(
    week: Week, receipts: list[Receipt], till: Till, chance: Random
) -> dict[str, bytes]:
    """File names and contents; what one file pays the other does not."""
    welcome = [r for r in receipts if r.payer.card.blocked != Blocked.ALL]
    arrived = list(till.customer_movements(welcome))
    used = {part.entry_id for _receipt, movement in arrived for part in movement.parts}
    own = till.own_movements(week)
    clean = [movement for receipt, movement in arrived if receipt.payer.bank == "MAIN"]
    rough = [movement for receipt, movement in arrived if receipt.payer.bank == "SECOND"]
    entries = [rough_entry(m, with_account=chance.random() < 0.5) for m in rough]
    scene = Scene(Pile(used, week.first, chance), week, chance, _collected_lately())
    entries += messy_entries(scene)
    entries.sort(key=lambda entry: entry.day)
    main = _statement("MAIN", week, clean_entries(clean + own), till.setup)
    second = _statement("SECOND", week, tuple(entries), till.setup)
    return {
        CLEAN: write_camt("08", main),
        MESSY: write_camt("02", second),
        BROKEN: write_camt("08", *broken_statements(main)),
    }


def write_files(contents: dict[str, bytes]) -> tuple[Path, ...]:
    """Put the files where `waiting_files` finds them."""
    folder = Path(settings.STATE_DIR) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        draft = folder / f".{name}.draft"
        draft.write_bytes(content)
        draft.replace(folder / name)
    return waiting_files()


def waiting_files() -> tuple[Path, ...]:
    """The statement files of the demo company, in the order to import them."""
    return tuple(sorted((Path(settings.STATE_DIR) / FOLDER).glob("*.xml")))


def _statement(code: str, week: Week, entries: tuple[Entry, ...], setup: Setup) -> Statement:
    """A statement that follows the last one booked and adds up."""
    bank = setup.banks[code]
    booked = BankReconciliationSetup.objects.get(bank_account=bank)
    opening = booked.balance_last_statement
    moved: Decimal = sum((e.amount for e in entries if not e.pending), ZERO)
    statement = Statement(
        number=booked.last_statement_no + 1,
        bank=code,
        iban=bank.iban,
        bic=bank.swift,
        first=week.first,
        last=week.last,
        opening=opening,
        entries=entries,
    )
    return replace(statement, closing=opening + moved)


def _collected_lately() -> list[CustomerLedgerEntry]:
    """Invoices that were paid by direct debit, newest first."""
    paid = CustomerLedgerEntry.objects.filter(
        open=False, document_type="invoice", payment_method__direct_debit=True
    )
    return list(paid.select_related("customer").order_by("-closed_at", "-id")[:RETURNABLE])
