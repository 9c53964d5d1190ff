"""Live totals: the server prices what is typed so far, per VAT rate, and saves nothing."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from arcore.ui.amounts import show_amount
from arcore.values.money import ZERO, round_amount
from ledger.documents.edit import lines_of
from ledger.documents.forms import LineGridBase, line_amount_shown, line_grid
from ledger.documents.lines import next_line_no, set_line
from ledger.documents.price import check_and_price
from ledger.documents.version import RELATED
from ledger.documents.warnings import CreditNotice, credit_notice
from ledger.models import SalesDocument, SalesLine


@require_POST
@permission_required("ledger.change_salesdocument", raise_exception=True)
def totals(request: HttpRequest, pk: int) -> HttpResponse:
    """The totals block for what is typed, with every line's amount and the credit limit."""
    document = get_object_or_404(SalesDocument.objects.select_related(*RELATED), pk=pk)
    saved = lines_of(document)
    grid = line_grid(request.POST, document, saved)
    grid.is_valid()
    rows = _priced_rows(document, saved, grid)
    lines = [line for _form, line in rows]
    check_and_price(document, lines)
    today = timezone.localdate()
    notice = credit_notice(document.bill_to, today, document, lines=lines, limit_only=True)
    page = totals_context(document, lines, notice) | {
        "document": document,
        "is_part": True,
        "line_amounts": [
            (form["amount"].auto_id, _shown(line, document)) for form, line in rows
        ],
    }
    return render(request, "documents/totals.html", page)


def _priced_rows(
    document: SalesDocument, saved: Sequence[SalesLine], grid: LineGridBase
) -> list[tuple[Any, SalesLine]]:
    known = {line.line_no: line for line in saved}
    rows: list[tuple[Any, SalesLine]] = []
    for form in grid.forms:
        if grid._is_removed(form) or form.is_blank:
            continue
        typed = form.to_input()
        line = known.get(typed.line_no or 0)
        if line is None:
            taken = [*saved, *(line for _form, line in rows)]
            line = SalesLine(document=document, line_no=next_line_no(taken))
        set_line(document, line, typed)
        rows.append((form, line))
    return rows


def totals_context(
    document: SalesDocument,
    lines: Sequence[SalesLine],
    notice: CreditNotice | None,
    *,
    gross_lcy: Decimal | None = None,
) -> dict[str, Any]:
    """Net, VAT per rate and gross of the lines, for `documents/totals.html`.

    A foreign document also shows its gross in local currency: `gross_lcy` as posted, else at the
    document's rate.
    """
    rates: dict[Decimal, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for line in lines:
        if line.gross:
            rates[line.vat_rate][0] += line.net
            rates[line.vat_rate][1] += line.vat
    gross = sum((line.gross for line in lines), ZERO)
    if gross_lcy is None:
        gross_lcy = round_amount(gross * document.factor)
    return {
        "totals": {
            "net": sum((line.net for line in lines), ZERO),
            "gross": gross,
            "gross_lcy": None if document.factor == 1 else gross_lcy,
            "factor": show_amount(document.factor, 4),
            "rates": [
                {"rate": f"{rate.normalize():f}", "base": base, "vat": vat}
                for rate, (base, vat) in sorted(rates.items())
            ],
            "currency": document.currency_id,
        },
        "limit_notice": notice,
    }


def _shown(line: SalesLine, document: SalesDocument) -> str:
    if line.kind == SalesLine.Kind.COMMENT:
        return ""
    return show_amount(line_amount_shown(line, document), document.currency.decimals)
