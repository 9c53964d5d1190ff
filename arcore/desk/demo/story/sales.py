"""Post the drafts of a week in one command, and read back what is owed since then."""

from arcore.desk.demo.clients.client import Client
from arcore.desk.demo.setup import Setup
from arcore.desk.demo.story.drafting import Draft
from arcore.desk.demo.story.receivable import Receivable
from arcore.desk.demo.story.weeks import Week
from ledger.documents.posting import post_documents
from ledger.models import PostedInvoice, Register, SalesDocument
from ledger.posting import post

DATED = (
    *("posting_date", "document_date", "due_date", "discount_date", "factor"),
    "applies_to",
)


def update_dates(orders: list[Draft]) -> None:
    """Store the new day of orders, and what returns settle.

    Their lines stand ready: what the first posting left over is what the second one moves.
    """
    SalesDocument.objects.bulk_update([order.document for order in orders], DATED)


def post_sales(
    drafts: list[Draft], week: Week, setup: Setup, of_card: dict[int, Client]
) -> list[Receivable]:
    """One register for all of them; their open invoices as receivables, by number."""
    if not drafts:
        return []
    command = post_documents(
        {draft.document.pk: draft.document.version for draft in drafts},
        user_id=setup.users["clara"].pk,
        today=week.last,
    )
    register = post(command)
    for draft in drafts:
        draft.document.version += 1
    return _read_back(register, {draft.document.pk: draft for draft in drafts}, of_card)


def _read_back(
    register: Register, drafts: dict[int, Draft], of_card: dict[int, Client]
) -> list[Receivable]:
    posted = PostedInvoice.objects.filter(register=register, entry__open=True).values(
        "pk", "no", "entry_id", "entry__amount", "posting_date", "due_date",
        "entry__discount_date", "bill_to_id", "source_document_id",
    )  # fmt: skip
    return [
        Receivable(
            entry_id=row["entry_id"],
            invoice_id=row["pk"],
            no=row["no"],
            gross=row["entry__amount"],
            posting_date=row["posting_date"],
            due_date=row["due_date"],
            discount_date=row["entry__discount_date"],
            payer=of_card[row["bill_to_id"]],
            draft=drafts[row["source_document_id"]],
            disputed=drafts[row["source_document_id"]].document.on_hold != "",
        )
        for row in posted.order_by("no")
    ]
