"""The lines of a document as a grid."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from arcore.ui.amounts import show_amount
from arcore.ui.fields import MoneyFormField, MoneyInput
from arcore.ui.forms import Form
from arcore.ui.grid import GridFormSet, grid_of
from arcore.ui.lookup import LookupField
from arcore.values.money import ZERO
from ledger.documents.directions import goes_in_steps
from ledger.documents.forms.choices import ACCOUNTS, ITEMS
from ledger.documents.labels import labels_of
from ledger.documents.lines import LINE_STEP, LineInput
from ledger.documents.quantities import QUANTITY_DECIMALS, show_quantity
from ledger.models import SalesDocument, SalesLine, VatProductGroup
from ledger.posting import Refusal


class AmountOutput(forms.Widget):
    """A cell that shows what the server worked out; nobody types into it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> None:
        return None

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        shown = "" if value in (None, "") else value
        return format_html(
            '<output class="amount" id="{}">{}</output>', (attrs or {}).get("id", ""), shown
        )


class QuantityInput(MoneyInput):
    """A quantity or price without the zeros that say nothing."""

    def __init__(self, least: int = 0) -> None:
        self.least = least
        super().__init__(decimals=QUANTITY_DECIMALS)

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal) and value.is_finite():
            needed = -int(value.normalize().as_tuple().exponent)
            return show_amount(value, max(self.least, needed))
        return None if value in (None, "") else str(value)


def quantity_field(label: Any, *, least: int = 0, **options: Any) -> MoneyFormField:
    """A quantity or price, empty when nothing is typed."""
    return MoneyFormField(
        label=label,
        max_digits=15,
        decimals=QUANTITY_DECIMALS,
        required=False,
        widget=QuantityInput(least),
        **options,
    )


class LineForm(Form):
    """One line: an item, or a G/L account, or a text alone."""

    line_no = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    item = LookupField(ITEMS, "documents:item_lookup", label=_("Item"), required=False)
    account = LookupField(
        ACCOUNTS, "documents:account_lookup", label=_("G/L account"), required=False
    )
    description = forms.CharField(label=_("Description"), max_length=250, required=False)
    quantity = quantity_field(_("Quantity"))
    unit_price = quantity_field(_("Unit price"), least=2)
    discount_percent = MoneyFormField(
        label=_("Disc. %"), max_digits=5, required=False, widget=QuantityInput()
    )
    vat_product_group = forms.ModelChoiceField(
        VatProductGroup.objects.none(), label=_("VAT"), required=False, empty_label="—"
    )
    to_ship = quantity_field(_("To ship"))
    to_invoice = quantity_field(_("To invoice"))
    done = forms.CharField(label=_("Done"), required=False, widget=AmountOutput)
    amount = forms.CharField(label=_("Amount"), required=False, widget=AmountOutput)

    def clean(self) -> dict[str, Any]:
        """An item and an account in one line can't both be meant."""
        cleaned = super().clean() or {}
        if cleaned.get("item") and cleaned.get("account"):
            self.add_error("account", _("Choose an item or a G/L account, not both."))
        return cleaned

    @property
    def is_blank(self) -> bool:
        """Nothing typed: the row at the end of the grid."""
        names = ("line_no", "item", "account", "description", "quantity", "unit_price")
        return not any(self.cleaned_data.get(name) for name in names)

    def to_input(self) -> LineInput:
        """The row as the domain reads it; what stands alone as text is a comment."""
        cleaned = self.cleaned_data
        kind = SalesLine.Kind.COMMENT
        if cleaned.get("account"):
            kind = SalesLine.Kind.ACCOUNT
        elif cleaned.get("item") or cleaned.get("quantity") or cleaned.get("unit_price"):
            kind = SalesLine.Kind.ITEM
        return LineInput(
            line_no=cleaned.get("line_no"),
            kind=kind,
            item=cleaned.get("item"),
            account=cleaned.get("account"),
            description=cleaned.get("description") or "",
            quantity=cleaned.get("quantity") or ZERO,
            unit_price=cleaned.get("unit_price"),
            discount_percent=cleaned.get("discount_percent") or ZERO,
            vat_product_group=cleaned.get("vat_product_group"),
            to_ship=cleaned.get("to_ship"),
            to_invoice=cleaned.get("to_invoice"),
        )


class LineGridBase(GridFormSet):
    """The lines of one document; columns that its type does not know are left out."""

    widths = {
        "item": "narrow",
        "account": "narrow",
        "description": "wide",
        "quantity": "narrow",
        "unit_price": "narrow",
        "discount_percent": "tiny",
        "to_ship": "narrow",
        "to_invoice": "narrow",
        "amount": "num",
        "done": "num",
    }

    def __init__(self, *args: Any, document: SalesDocument, **options: Any) -> None:
        self.document = document
        self.vat_groups = list(VatProductGroup.objects.all())
        super().__init__(*args, **options)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        field = form.fields["vat_product_group"]
        field.queryset = VatProductGroup.objects.all()
        field.choices = [("", "—"), *((group.pk, group.code) for group in self.vat_groups)]
        if not goes_in_steps(self.document.type):
            for name in ("to_ship", "to_invoice", "done"):
                del form.fields[name]
            return
        labels = labels_of(self.document.type)
        form.fields["to_ship"].label = labels.to_move
        form.fields["to_invoice"].label = labels.to_bill

    def in_rows(self, refusals: Iterable[Refusal]) -> list[Refusal]:
        """Refusals of numbered lines as refusals of the grid's rows, counted from 1."""
        row_of = {number: row for row, number in enumerate(self._line_numbers(), 1)}
        return [
            Refusal(one.message, row_of.get(one.line), one.field)  # type: ignore[arg-type]
            for one in refusals
        ]

    def _line_numbers(self) -> list[int]:
        """The number of each kept row's line; new lines as the domain will number them."""
        last = max((form.cleaned_data.get("line_no") or 0 for form in self.forms), default=0)
        numbers = []
        for form in self.forms:
            if self._is_removed(form):
                continue
            number = form.cleaned_data.get("line_no")
            if not number and not form.is_blank:
                last += LINE_STEP
                number = last
            numbers.append(number or 0)
        return numbers

    def to_inputs(self) -> list[LineInput]:
        """Every line to keep, in the order of the grid."""
        return [
            form.to_input()
            for form in self.forms
            if not self._is_removed(form) and not form.is_blank
        ]


_Grid = grid_of(LineForm, base=LineGridBase)


def line_grid(
    data: Mapping[str, Any] | None, document: SalesDocument, lines: Sequence[SalesLine]
) -> LineGridBase:
    """The grid of a document's lines, as saved or as typed."""
    initial = [_line_initial(line, document) for line in lines]
    return _Grid(data, initial=initial, prefix="lines", document=document)  # type: ignore[call-arg, return-value]


def _line_initial(line: SalesLine, document: SalesDocument) -> dict[str, Any]:
    is_text = line.kind == SalesLine.Kind.COMMENT
    facts: dict[str, Any] = {
        "line_no": line.line_no,
        "item": line.item,
        "account": line.account,
        "description": line.description,
        "vat_product_group": line.vat_product_group_id,
    }
    if is_text:
        return facts
    moved = line.shipped or line.invoiced
    done = f"{show_quantity(line.shipped)} · {show_quantity(line.invoiced)}" if moved else ""
    return facts | {
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "discount_percent": line.discount_percent or None,
        "to_ship": line.to_ship,
        "to_invoice": line.to_invoice,
        "done": done,
        "amount": show_amount(line_amount_shown(line, document), document.currency.decimals),
    }


def line_amount_shown(line: SalesLine, document: SalesDocument) -> Decimal:
    """Net or gross, as the document's prices are."""
    return line.gross if document.prices_including_vat else line.net
