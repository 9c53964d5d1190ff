"""What stands on the paper of a document, in the active language: plain texts.

Posted documents have a paper, and return orders: they travel with the goods that come back.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arcore.company.models import Company
from arcore.values.money import ZERO
from ledger.documents.quantities import show_quantity
from ledger.models import (
    PostedCreditMemo,
    PostedInvoice,
    PostedReturnReceipt,
    PostedShipment,
    SalesDocument,
    VatPostingSetup,
)
from ledger.models.document_parts import DocumentHeader, DocumentLine


def paper_facts(document: DocumentHeader, company: Company) -> dict[str, Any]:
    """Everything the typesetting needs; amounts and dates are already written out."""
    lines = list(document.lines.select_related("item", "account").order_by("line_no"))  # type: ignore[attr-defined]
    of_goods = not isinstance(document, (PostedInvoice, PostedCreditMemo))
    decimals = document.currency.decimals
    return {
        "language": document.language,
        "title": f"{TITLES[type(document)]} {document.no}",
        "company": _company(company),
        "to": [document.bill_to_name, *document.bill_to_address.splitlines()],
        "ship_to": _ship_to(document, of_goods),
        "facts": [[label, text] for label, text in _facts(document, of_goods) if text],
        "columns": _columns(of_goods),
        "rows": [_row(line, decimals, of_goods, document) for line in lines],
        "totals": [] if of_goods else _totals(document, decimals),
        "vat": [] if of_goods else _vat(document, lines, decimals),
        "vat_head": [_("VAT %"), _("Base"), _("VAT")],
        "notes": _notes(document, company, decimals),
    }


TITLES = {
    PostedInvoice: gettext_lazy("Invoice"),
    PostedCreditMemo: gettext_lazy("Credit memo"),
    PostedShipment: gettext_lazy("Shipment"),
    PostedReturnReceipt: gettext_lazy("Return receipt"),
    SalesDocument: gettext_lazy("Return order"),
}


def _company(company: Company) -> dict[str, Any]:
    town = " ".join(part for part in (company.post_code, company.city) if part)
    lines = (company.address, company.address_2, town, company.country)
    vat_no = _("VAT no. %(no)s") % {"no": company.vat_registration_no}
    foot = [
        company.vat_registration_no and vat_no,
        company.iban and f"IBAN {grouped_iban(company.iban)}",
        company.bic and f"BIC {company.bic}",
        company.email,
        company.phone,
    ]
    return {
        "name": company.name,
        "lines": [line for line in lines if line],
        "foot": [part for part in foot if part],
    }


def _ship_to(document: DocumentHeader, of_goods: bool) -> list[str]:
    same = document.sell_to_id == document.bill_to_id
    if same and not of_goods:
        return []
    return [document.sell_to_name, *document.sell_to_address.splitlines()]


def _facts(document: DocumentHeader, of_goods: bool) -> list[tuple[str, str]]:
    facts = [
        (_("Date"), _day(document.document_date)),
        (_("Customer no."), document.bill_to.no),
        (_("Your VAT no."), document.bill_to_vat_no),
        _order_no(document),
        (_("Your order"), document.external_document_no),
        (_("Your reference"), document.your_reference),
    ]
    if isinstance(document, PostedInvoice):
        facts.insert(1, (_("Due date"), _day(document.due_date)))
    returned = getattr(document, "corrects", None)
    if returned:
        label = _("Corrects invoice") if not of_goods else _("Invoice")
        facts.append((label, returned.no))
    return facts


def _order_no(document: Any) -> tuple[str, str]:
    """Where a posted document comes from; a return order is itself the source."""
    is_return = isinstance(document, (PostedCreditMemo, PostedReturnReceipt))
    label = _("Return order no.") if is_return else _("Order no.")
    return label, getattr(document, "order_no", "")


def _columns(of_goods: bool) -> list[str]:
    if of_goods:
        return [_("No."), _("Description"), _("Quantity"), _("Unit")]
    return [
        _("No."),
        _("Description"),
        _("Quantity"),
        _("Unit"),
        _("Unit price"),
        _("VAT %"),
        _("Amount"),
    ]


def _row(
    line: DocumentLine, decimals: int, of_goods: bool, document: DocumentHeader
) -> list[str]:
    if line.kind == "comment":
        return ["", line.description, *[""] * (2 if of_goods else 5)]
    subject = line.item.no if line.item else ""
    text = line.description
    if line.discount_percent and not of_goods:
        discount = show_quantity(line.discount_percent)
        text += "\n" + _("Discount %(percent)s %%") % {"percent": discount}
    row = [subject, text, show_quantity(line.quantity), line.unit]
    if of_goods:
        return row
    amount = line.gross if document.prices_including_vat else line.net
    price = line.unit_price.normalize()
    price_decimals = max(decimals, -int(price.as_tuple().exponent))
    return [
        *row,
        _amount(price, price_decimals),
        show_quantity(line.vat_rate),
        _amount(amount, decimals),
    ]


def _totals(document: DocumentHeader, decimals: int) -> list[list[str]]:
    currency = document.currency_id
    return [
        [_("Total excl. VAT"), f"{_amount(document.total_net, decimals)} {currency}"],
        [_("VAT"), f"{_amount(document.total_vat, decimals)} {currency}"],
        [_("Total incl. VAT"), f"{_amount(document.total_gross, decimals)} {currency}"],
    ]


def _vat(
    document: DocumentHeader, lines: Sequence[DocumentLine], decimals: int
) -> list[list[str]]:
    sums: dict[Decimal, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for line in lines:
        if line.kind != "comment":
            sums[line.vat_rate][0] += line.net
            sums[line.vat_rate][1] += line.vat
    return [
        [show_quantity(rate), _amount(base, decimals), _amount(vat, decimals)]
        for rate, (base, vat) in sorted(sums.items())
    ]


def _notes(document: DocumentHeader, company: Company, decimals: int) -> list[str]:
    if isinstance(document, SalesDocument):
        return [_("Please enclose this paper with the goods.")]
    is_bill = isinstance(document, (PostedInvoice, PostedCreditMemo))
    return _bill_notes(document, company, decimals) if is_bill else []


def _bill_notes(document: Any, company: Company, decimals: int) -> list[str]:
    """How and until when to pay; or that it is paid; and the clauses of untaxed sales."""
    notes = []
    entry = document.entry
    closing = entry.closed_by
    if closing is not None and closing.document_no == document.no:
        method = document.payment_method
        name = method.description if method else ""
        notes.append((_("Paid by %(method)s.") % {"method": name}) if name else _("Paid."))
    elif isinstance(document, PostedInvoice):
        notes += _payment_notes(document, company, decimals)
    clauses = VatPostingSetup.objects.filter(
        vat_business_group=document.source_document.vat_business_group_id,
        vat_product_group__in=document.lines.values("vat_product_group"),
    ).exclude(clause="")
    return notes + sorted({setup.clause for setup in clauses})


def _payment_notes(document: Any, company: Company, decimals: int) -> list[str]:
    notes = [_("Please pay by %(day)s.") % {"day": _day(document.due_date)}]
    discount = document.entry.original_discount
    if discount and document.discount_date:
        message = _("Paid by %(day)s, deduct %(percent)s %%: %(amount)s %(currency)s.")
        facts = {
            "day": _day(document.discount_date),
            "percent": show_quantity(document.discount_percent),
            "amount": _amount(document.total_gross - discount, decimals),
            "currency": document.currency_id,
        }
        notes.append(message % facts)
    if company.iban:
        message = _("Transfer to IBAN %(iban)s, payment reference %(reference)s.")
        facts = {"iban": grouped_iban(company.iban), "reference": document.no}
        notes.append(message % facts)
    return notes


def grouped_iban(iban: str) -> str:
    """In groups of four, as people read it."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def _amount(amount: Decimal, decimals: int) -> str:
    return number_format(amount, decimals, use_l10n=True, force_grouping=True)


def _day(day: Any) -> str:
    return date_format(day, "SHORT_DATE_FORMAT", use_l10n=True)
