"""How the kit's forms turn into HTML: Bootstrap classes, hints and errors beside the field."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

DJANGO_ROWS = "10"  # the height Django gives a text area nobody sized


class KitRenderer(TemplatesSetting):
    """Renders forms with `templates/ui/forms/`; only the kit's forms use it, the admin not."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/grid.html"
    field_template_name = "ui/forms/field.html"


class KitBoundField(forms.BoundField):
    """A field that knows its place on the page and carries Bootstrap's classes."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        own = attrs.get("class") or widget.attrs.get("class", "")
        attrs["class"] = f"{_widget_class(widget)} {own}".strip()
        if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == DJANGO_ROWS:
            attrs["rows"] = "3"
        return attrs

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_wide(self) -> bool:
        """Takes the whole width of the form."""
        return isinstance(self.field.widget, forms.Textarea)

    @property
    def is_group(self) -> bool:
        """Several inputs under one label: rendered as a fieldset."""
        return isinstance(self.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))


def _widget_class(widget: forms.Widget) -> str:
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select form-select-sm"
    kind = " num" if getattr(widget, "decimals", None) is not None else ""
    return f"form-control form-control-sm{kind}"
