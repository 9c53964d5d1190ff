"""Copy posted lines back into a batch, with the opposite sign if wanted.

Accounts are found again by their numbers. The copies are applied to nothing. A document gets the
next number where the batch has a series, else it keeps its own.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from arcore.company.models import User
from customers.models import Customer, CustomerPostingGroup
from ledger.models import BankAccount, DocumentType, GLAccount, Vendor, VendorPostingGroup
from ledger.posting import Refusal
from payments.journal.lines import STEP
from payments.journal.numbering import number_for
from payments.journal.refused import JournalRefused
from payments.journal.versions import change_batch
from payments.models import AccountType, JournalBatch, JournalLine, PostedJournalLine

# What the opposite of a document is; the other types allow either sign, or none is left.
OPPOSITE = {
    DocumentType.PAYMENT: DocumentType.REFUND,
    DocumentType.REFUND: DocumentType.PAYMENT,
    DocumentType.INVOICE: DocumentType.CREDIT_MEMO,
    DocumentType.CREDIT_MEMO: DocumentType.INVOICE,
    DocumentType.REMINDER: DocumentType.BLANK,
}
MODELS: Mapping[str, tuple[Any, str]] = {
    AccountType.ACCOUNT: (GLAccount, "no"),
    AccountType.CUSTOMER: (Customer, "no"),
    AccountType.VENDOR: (Vendor, "no"),
    AccountType.BANK: (BankAccount, "code"),
}
GROUPS: Mapping[str, Any] = {
    AccountType.CUSTOMER: CustomerPostingGroup,
    AccountType.VENDOR: VendorPostingGroup,
}
ALIKE = (
    "document_date", "external_document_no", "description", "currency_id", "factor", "due_date",
    "discount_percent", "discount_date", "payment_method_id", "on_hold", "payment_reference",
)  # fmt: skip


def copy_back(
    posted_id: int,
    batch_id: int,
    *,
    user: User,
    reverse: bool = False,
    posting_date: date | None = None,
) -> int:
    """Copies all lines of a posted journal; how many. Raises JournalRefused, copying none."""
    posted = list(PostedJournalLine.objects.filter(journal=posted_id).order_by("line_no"))
    with change_batch(batch_id) as batch:
        found = _accounts(posted) | _groups(posted)
        last = batch.lines.aggregate(last=Max("line_no"))["last"] or 0
        numbers: dict[Any, str] = {}
        lines = []
        for place, one in enumerate(posted, start=1):
            line = _copy(one, found, reverse=reverse)
            line.batch, line.line_no, line.changed_by = batch, last + place * STEP, user
            _date(line, one, posting_date)
            key = (one.ledger_transaction_id, one.document_no)
            if key not in numbers:
                numbers[key] = _number(batch, one.document_no, line.posting_date)
            line.document_no = numbers[key]
            lines.append(line)
        JournalLine.objects.bulk_create(lines)
        return len(lines)


def _copy(
    one: PostedJournalLine, found: Mapping[tuple[str, str], Any], *, reverse: bool
) -> JournalLine:
    sign = -1 if reverse else 1
    kind = DocumentType(one.document_type)
    line = JournalLine(
        document_type=OPPOSITE.get(kind, kind) if reverse else kind,
        amount=one.amount * sign,
        amount_lcy=one.amount_lcy * sign,
        **{name: getattr(one, name) for name in ALIKE},
    )
    line.set_account(one.account_type, found[one.account_type, one.account_no])
    if one.balancing_type:
        line.set_balancing(one.balancing_type, found[one.balancing_type, one.balancing_no])
    if one.posting_group:
        kinds = {one.account_type, one.balancing_type} & set(GROUPS)
        line.set_posting_group(
            next((found.get((f"group of {kind}", one.posting_group)) for kind in kinds), None)
        )
    if line.document_type != DocumentType.INVOICE:
        line.discount_percent, line.discount_date = 0, None
    return line


def _date(line: JournalLine, one: PostedJournalLine, posting_date: date | None) -> None:
    line.posting_date = posting_date or one.posting_date
    if posting_date is not None:
        line.document_date = posting_date


def _number(batch: JournalBatch, number: str, day: date | None) -> str:
    return number_for(batch, "", day) if batch.series is not None else number


def _accounts(lines: Iterable[PostedJournalLine]) -> dict[tuple[str, str], Any]:
    """The accounts by type and number, one query a type; refuses those that are gone."""
    wanted: dict[str, set[str]] = {}
    for line in lines:
        wanted.setdefault(line.account_type, set()).add(line.account_no)
        if line.balancing_type:
            wanted.setdefault(line.balancing_type, set()).add(line.balancing_no)
    found: dict[tuple[str, str], Any] = {}
    for kind, numbers in wanted.items():
        model, name = MODELS[kind]
        rows = model.objects.filter(**{f"{name}__in": numbers})
        found.update(((kind, getattr(row, name)), row) for row in rows)
    gone = sorted(
        number
        for kind, numbers in wanted.items()
        for number in numbers
        if (kind, number) not in found
    )
    if gone:
        message = _("%(numbers)s no longer exists, so nothing was copied.")
        raise JournalRefused([Refusal(message % {"numbers": ", ".join(gone)})])
    return found


def _groups(lines: Iterable[PostedJournalLine]) -> dict[tuple[str, str], Any]:
    """The posting groups that lines name, by kind and code; no query where none does.

    One that is gone is left out: the line takes its customer's or vendor's own again.
    """
    codes = {line.posting_group for line in lines if line.posting_group}
    if not codes:
        return {}
    return {
        (f"group of {kind}", group.code): group
        for kind, model in GROUPS.items()
        for group in model.objects.filter(code__in=codes)
    }
