"""The recipe of the story: one week after the other, sales first, then the bank."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from arcore.desk.demo.clients.client import Client
from arcore.desk.demo.clients.habits import Habit
from arcore.desk.demo.dice import die
from arcore.desk.demo.setup import Setup
from arcore.desk.demo.story.baskets import fill_basket
from arcore.desk.demo.story.credits import Credits
from arcore.desk.demo.story.drafting import Desk, Draft, store
from arcore.desk.demo.story.orders import Order, plan_steps
from arcore.desk.demo.story.promises import promise
from arcore.desk.demo.story.receivable import Receipt, Receivable
from arcore.desk.demo.story.returns import Returns, settle_open_only
from arcore.desk.demo.story.sales import post_sales, update_dates
from arcore.desk.demo.story.weeks import Calendar, Week
from ledger.documents.directions import goes_in_steps
from ledger.models import SalesDocument

Type = SalesDocument.Type
ORDER_SHARE = 0.45
DISPUTED, DISPUTES_ENDED = 0.15, 0.6  # shares of invoices, and of disputes
GROWTH = 0.25  # from the first week to the last


class Teller:
    """Remembers what is still to come: steps of orders, returns, credit memos, receipts."""

    def __init__(
        self, setup: Setup, clients: list[Client], calendar: Calendar, seed: int
    ) -> None:
        self.setup, self.clients, self.calendar = setup, clients, calendar
        self.of_card = {client.card.pk: client for client in clients}
        self.desk = Desk(setup)
        self.deals, self.fate = die(seed, "deals"), die(seed, "fate")
        self.steps: dict[int, list[Order]] = defaultdict(list)
        self.receipts: dict[int, list[Receipt]] = defaultdict(list)
        self.credits = Credits(self.desk, die(seed, "credits"))
        self.returns = Returns(self.desk, die(seed, "returns"))

    def sell(self, week: Week) -> None:
        """Post the week's sales, returns and credit memos, and foresee what follows."""
        new = list(self._new_deals(week))
        orders = [Order(d, plan_steps(d.lines, self.deals)) for d in new if _is_order(d)]
        returns = self.returns.due(week)
        new += [order.draft for order in returns]
        self._schedule(orders + returns, week)
        due = self.steps.pop(week.index, [])
        for order in due:
            order.prepare(order.steps.pop(0))
        settle_open_only(due)
        store(new, week.first)
        stored_before = [order.draft for order in due if order.draft not in new]
        returning = [d for d in stored_before if d.document.type == Type.RETURN_ORDER]
        for draft in stored_before:
            chance = self.returns.chance if draft in returning else self.deals
            self.desk.set_day(draft.document, week.day(chance.randrange(week.days)))
        update_dates(stored_before)
        credit_memos = self.credits.due(week)
        store(credit_memos, week.last)
        ready = [draft for draft in new if not _is_order(draft)] + credit_memos
        ready += [order.draft for order in due]
        for owed in post_sales(ready, week, self.setup, self.of_card):
            self._foresee(owed, week)

    def _new_deals(self, week: Week) -> Iterator[Draft]:
        grown = 1 + GROWTH * week.index / len(self.calendar.weeks)
        for client in self.clients:
            if not client.first_week <= week.index <= client.last_week:
                continue
            if self.deals.random() < client.deals_a_week * week.season * grown:
                yield self._deal(client, week, self.deals)

    def _deal(self, client: Client, week: Week, chance: Random) -> Draft:
        picks = fill_basket(client.trade, client.size, chance)
        goods = any(pick.is_goods for pick in picks)
        pays_at_once = client.habit == Habit.AT_ONCE
        is_order = goods and not pays_at_once and chance.random() < ORDER_SHARE
        day = week.day(chance.randrange(week.days))
        draft = self.desk.draft(client, Type.ORDER if is_order else Type.INVOICE, day, picks)
        if client.card.partner_type == "company" and chance.random() < 0.5:
            draft.document.external_document_no = f"PO-{chance.randrange(10_000, 99_999)}"
        if client.habit == Habit.DISPUTES and not is_order and chance.random() < DISPUTED:
            draft.document.on_hold = "DISPUTE"
        return draft

    def _schedule(self, orders: list[Order], week: Week) -> None:
        """Each step in its week; steps after today leave the order open."""
        for order in orders:
            for step in order.steps:
                self.steps[week.index + step.weeks_later].append(order)

    def _foresee(self, owed: Receivable, week: Week) -> None:
        """When it will be paid, and whether a credit memo comes before."""
        if owed.payer.is_foreign:
            return  # money in foreign currency is not applied yet
        self.credits.consider(owed, week)
        self.returns.consider(owed, week)
        if owed.disputed:
            if self.fate.random() < DISPUTES_ENDED:
                patience = timedelta(days=self.fate.randint(60, 110))
                self.expect(Receipt(owed.due_date + patience, owed.payer, [owed]))
            return
        made = promise(owed, week.index, self.fate)
        if made:
            self.expect(Receipt(made.day, owed.payer, [owed], made.cut))

    def expect(self, receipt: Receipt) -> None:
        """Note a receipt in its week; one transfer a month for those who pay in a lump."""
        index = self.calendar.week_of(receipt.day)
        if index is None:
            return
        if receipt.payer.habit == Habit.LUMP:
            for known in self.receipts[index]:
                if known.payer is receipt.payer and known.day == receipt.day:
                    known.pays += receipt.pays
                    return
        self.receipts[index].append(receipt)

    def receipts_of(self, days: Week) -> list[Receipt]:
        """What arrives in those days, and is expected no more."""
        first, last = self.calendar.week_of(days.first), self.calendar.week_of(days.last)
        assert first is not None
        assert last is not None
        return [r for index in range(first, last + 1) for r in self.receipts.pop(index, [])]


def _is_order(draft: Draft) -> bool:
    """Orders and return orders are posted when their steps say so."""
    return goes_in_steps(draft.document.type)
