"""Sales per account and VAT per rate of a document, in local currency (spec, section 3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from arcore.values.money import ZERO, round_amount
from ledger.documents.posting.drafts import DraftToPost, LineToPost
from ledger.posting.for_sources import Account, AccountLine, Currency

Sales = tuple[int, str, Decimal, bool]
Vat = tuple[int, str, Decimal]


def account_lines_of(
    draft: DraftToPost, accounts: Mapping[int, Account], local: Currency, sign: int
) -> list[AccountLine]:
    """Credits are negative: those of an invoice, with `sign` 1; a credit memo mirrors."""
    description = draft.row.bill_to_name
    sales, vat = _sums(draft.lines)
    adjusted = {line.row.vat_identifier for line in draft.lines if line.row.vat_adjusts}

    def lcy(amount: Decimal) -> Decimal:
        return round_amount(amount * draft.row.factor * -sign, local.precision)

    lines = [
        AccountLine(
            number=0,
            account=accounts[account_id],
            amount_lcy=lcy(net),
            description=description,
            by_setup=by_setup,
            vat_rate=rate,
            vat_identifier=identifier,
        )
        for (account_id, identifier, rate, by_setup), net in sales.items()
    ]
    lines += [
        AccountLine(
            number=0,
            account=accounts[account_id],
            amount_lcy=lcy(tax),
            description=description,
            by_setup=True,
            vat_rate=rate,
            vat_base=lcy(base),
            vat_identifier=identifier,
            adjusts_vat=identifier in adjusted,
        )
        for (account_id, identifier, rate), (tax, base) in vat.items()
    ]
    return lines


def _sums(lines: Iterable[LineToPost]) -> tuple[dict[Sales, Decimal], dict[Vat, list[Decimal]]]:
    """Net amounts by sales account and rate; VAT and the amount it stands on by VAT account."""
    sales: dict[Sales, Decimal] = defaultdict(lambda: ZERO)
    vat: dict[Vat, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for line in lines:
        if line.amounts is None:
            continue
        row = line.row
        identifier, rate = row.vat_identifier or "", row.vat_rate or ZERO
        sales[(row.account_id, identifier, rate, row.kind == "item")] += line.amounts.net
        if row.vat_account_id:
            group = vat[(row.vat_account_id, identifier, rate)]
            group[0] += line.amounts.vat
            group[1] += line.amounts.net
    return sales, vat
