"""All rows of a file become lines of a batch, or none does and every reason is told."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO

from django.db.models import Max
from django.utils.translation import gettext as _

from arcore.company.models import Company, Currency, ExchangeRate, User
from arcore.values.money import round_amount
from customers.models import Customer
from ledger.models import (
    BankAccount,
    CustomerLedgerEntry,
    DocumentType,
    GLAccount,
    Vendor,
    VendorLedgerEntry,
)
from ledger.posting import Refusal
from payments.journal.completing import WITH_TERMS, terms_of_the_party
from payments.journal.importing.columns import NEEDED, column_of
from payments.journal.importing.groups import group_of, groups_for, why_no_group
from payments.journal.importing.rows import ReadRow, read_row
from payments.journal.importing.table import first_row, read_table, text_of
from payments.journal.lines import PLAIN, STEP
from payments.journal.numbering import draw_numbers, next_of
from payments.journal.refused import JournalRefused
from payments.journal.starting import balancing_of, start_of_line
from payments.journal.storable import unstorable
from payments.journal.versions import change_batch
from payments.models import AccountType, JournalBatch, JournalLine

FOUND_BY: Mapping[str, tuple[Any, str]] = {
    AccountType.ACCOUNT: (GLAccount, "no"),
    AccountType.CUSTOMER: (Customer, "no"),
    AccountType.VENDOR: (Vendor, "no"),
    AccountType.BANK: (BankAccount, "code"),
}
LEDGERS: Mapping[str, Any] = {
    AccountType.CUSTOMER: CustomerLedgerEntry,
    AccountType.VENDOR: VendorLedgerEntry,
}
Accounts = dict[tuple[str, str], Any]
REASONS_TOLD = 500


def import_lines(batch_id: int, file: BinaryIO, user: User, today: date) -> int:
    """How many lines the file added. Raises JournalRefused with every row's reasons."""
    rows = list(read_table(file))
    _number, headings = first_row(rows)
    columns = _columns(headings)
    with change_batch(batch_id) as batch:
        start = start_of_line(batch, today)
        read = [read_row(number, _cells(columns, cells), start) for number, cells in rows[1:]]
        if not read:
            message = _("The file has headings but no rows.")
            raise JournalRefused([Refusal(message)])
        lines, problems = _lines(batch, read, user)
        if problems:
            raise JournalRefused(problems[:REASONS_TOLD])
        JournalLine.objects.bulk_create(lines, batch_size=1_000)
        return len(lines)


def _columns(headings: Sequence[Any]) -> dict[int, str]:
    """Place -> field; raises JournalRefused when a needed column is missing or doubled."""
    found = {place: column_of(text_of(heading)) for place, heading in enumerate(headings)}
    columns = {place: name for place, name in found.items() if name}
    problems = [
        _("There is no column “%(name)s”. Take the sample file as a pattern.")
        % {"name": {"account": _("Account"), "amount": _("Amount")}[name]}
        for name in NEEDED
        if name not in columns.values()
    ]
    names = list(columns.values())
    problems += [
        _("Two columns mean the same: %(names)s.")
        % {"names": ", ".join(text_of(headings[p]) for p, n in columns.items() if n == name)}
        for name in sorted({one for one in names if names.count(one) > 1})
    ]
    if problems:
        raise JournalRefused([Refusal(problem) for problem in problems])
    return columns


def _cells(columns: Mapping[int, str], cells: Sequence[Any]) -> dict[str, Any]:
    return {name: cells[place] for place, name in columns.items() if place < len(cells)}


def _lines(
    batch: JournalBatch, read: Sequence[ReadRow], user: User
) -> tuple[list[JournalLine], list[Refusal]]:
    accounts = _accounts(read)
    documents = _documents(read, accounts)
    groups = groups_for(read)
    currencies = Currency.objects.in_bulk()
    company = Company.get()
    problems: list[Refusal] = []
    lines: list[JournalLine] = []
    last = batch.lines.aggregate(last=Max("line_no"))["last"] or 0
    for place, row in enumerate(read, start=1):
        found = [*row.problems, *_unknown(row, accounts, documents, currencies)]
        found += why_no_group(row, groups, batch.template)
        problems += [Refusal(_in_row(row.number, message)) for message in found]
        if not found:
            line = _line(batch, row, accounts, documents)
            line.line_no, line.changed_by = last + place * STEP, user
            line.set_posting_group(group_of(row, groups))
            line.currency = currencies.get(row.values.get("currency", "")) or _currency(
                line, company
            )
            lines.append(line)
    if not problems:
        _rates(lines, company)
        kept = [row.number for row in read]
        problems = [
            Refusal(_in_row(number, refusal.message))
            for number, line in zip(kept, lines, strict=True)
            for refusal in unstorable(line)
        ]
    if not problems:
        _number(batch, lines)
    return lines, problems


def _in_row(number: int, message: str) -> str:
    return _("Row %(row)d: %(message)s") % {"row": number, "message": message}


def _accounts(read: Iterable[ReadRow]) -> Accounts:
    """The accounts that rows name, by type and number, one query a type."""
    wanted: dict[str, set[str]] = {}
    for row in read:
        for kind, name in (("account_type", "account"), ("balancing_type", "balancing")):
            if row.values.get(kind) and row.values.get(name):
                wanted.setdefault(row.values[kind], set()).add(row.values[name])
    found: Accounts = {}
    for kind, numbers in wanted.items():
        model, column = FOUND_BY[kind]
        related = ("payment_terms", "currency") if kind == AccountType.CUSTOMER else ()
        rows = model.objects.filter(**{f"{column}__in": numbers}).select_related(*related)
        found.update(((kind, getattr(row, column)), row) for row in rows)
    return found


def _documents(read: Iterable[ReadRow], accounts: Accounts) -> dict[tuple[str, int, str], Any]:
    """Open entries by ledger, customer or vendor, and number; the earliest due of several."""
    wanted: dict[str, set[str]] = {}
    for row in read:
        party = _party(row, accounts)
        if party is not None and row.values.get("applies_to"):
            wanted.setdefault(party[0], set()).add(row.values["applies_to"])
    found: dict[tuple[str, int, str], Any] = {}
    for kind, numbers in wanted.items():
        entries = LEDGERS[kind].objects.filter(open=True, document_no__in=numbers)
        for entry in entries.order_by("-due_date", "-pk"):
            found[kind, getattr(entry, f"{kind}_id"), entry.document_no] = entry
    return found


def _party(row: ReadRow, accounts: Accounts) -> tuple[str, Any] | None:
    for kind, name in (("account_type", "account"), ("balancing_type", "balancing")):
        of = row.values.get(kind) or ""
        party = accounts.get((of, row.values.get(name, "")))
        if of in LEDGERS and party is not None:
            return of, party
    return None


def _unknown(
    row: ReadRow, accounts: Accounts, documents: Mapping, currencies: Mapping[str, Currency]
) -> list[str]:
    values, found = row.values, []
    for kind, name in (("account_type", "account"), ("balancing_type", "balancing")):
        number = values.get(name)
        if number and values.get(kind) and (values[kind], number) not in accounts:
            found.append(
                _("There is no %(type)s %(number)s.")
                % {"type": AccountType(values[kind]).label, "number": number}
            )
    if values.get("applies_to"):
        party = _party(row, accounts)
        if party is None or (party[0], party[1].pk, values["applies_to"]) not in documents:
            found.append(
                _("%(number)s is no open document of this customer or vendor.")
                % {"number": values["applies_to"]}
            )
    code = values.get("currency")
    if code and code not in currencies:
        found.append(_("There is no currency %(code)s.") % {"code": code})
    return found


def _line(
    batch: JournalBatch, row: ReadRow, accounts: Accounts, documents: Mapping
) -> JournalLine:
    values = row.values
    line = JournalLine(batch=batch)
    for name in PLAIN:
        if name in values and name != "currency":
            setattr(line, name, values[name])
    line.set_account(
        values["account_type"], accounts[values["account_type"], values["account"]]
    )
    if values.get("balancing"):
        kind = values["balancing_type"]
        line.set_balancing(kind, accounts[kind, values["balancing"]])
    elif "balancing_type" not in values:
        line.set_balancing(*balancing_of(batch))
    party = _party(row, accounts)
    if party is not None and values.get("applies_to"):
        line.set_applies_to(documents[party[0], party[1].pk, values["applies_to"]])
    line.document_date = line.document_date or line.posting_date
    line.description = line.description or getattr(line.account_side, "name", "")
    if line.document_type in WITH_TERMS:
        typed = {"document_type"} | set(values)
        terms_of_the_party(line, typed)
    line.document_type = line.document_type or DocumentType.BLANK
    return line


def _currency(line: JournalLine, company: Company) -> Currency:
    """A document's currency, else the account's, else the local one."""
    entry = line.applies_to
    if entry is not None:
        return entry.currency
    return getattr(line.account_side, "currency", None) or company.local_currency


def _rates(lines: Iterable[JournalLine], company: Company) -> None:
    """Amounts in local currency, at the rate typed or of the day; one query a rate."""
    local, known = company.local_currency, {}
    for line in lines:
        if line.currency_id == local.code:
            line.factor = 1
        elif line.factor in (None, 1):
            key = (line.currency_id, line.posting_date)
            if key not in known:
                rate = ExchangeRate.objects.filter(
                    currency=line.currency_id, starting_date__lte=line.posting_date
                ).order_by("-starting_date")
                first = rate.first()
                known[key] = first.factor if first else None
            line.factor = known[key]
        line.amount_lcy = round_amount(line.amount * (line.factor or 0), local.precision)


def _number(batch: JournalBatch, lines: Sequence[JournalLine]) -> None:
    """Rows without a number each get one: of the series, else the one after the last."""
    without = [line for line in lines if not line.document_no]
    if not without:
        return
    if batch.series is not None:
        days = [line.posting_date for line in without if line.posting_date is not None]
        numbers = draw_numbers(batch.series, days, len(without))
    else:
        last = batch.lines.order_by("-line_no").values_list("document_no", flat=True).first()
        numbers, number = [], last or "0"
        for _one in without:
            number = next_of(number) or f"{number}1"
            numbers.append(number)
    for line, number in zip(without, numbers, strict=True):
        line.document_no = number
