"""Base forms: Bootstrap look, error summary, refusals beside their line, clean text.

`Form` and `ModelForm` are Django's with the kit's rendering; `{{ form }}` gives the summary
and all fields, `{{ form.name.as_field_group }}` one field with label, help and error.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from arcore.ui.fields import CENTS, DateFormField, MoneyFormField
from arcore.ui.lookup import choose_sources
from arcore.ui.refusals import Refusal, Refused, RefusedRows, show_refusals
from arcore.ui.rendering import KitBoundField, KitRenderer
from arcore.ui.text import clean_text


class KitFormMixin:
    """What the kit adds to a Django form.

    `fieldsets` (optional) groups fields: a sequence of (title, field names); fields named
    nowhere follow at the end.
    """

    bound_field_class: Any = KitBoundField
    default_renderer: Any = KitRenderer
    fieldsets: tuple[tuple[Any, tuple[str, ...]], ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        choose_sources(self)

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        """What was typed, cleaned before validation and before it is shown again."""
        value = super()._widget_data_value(widget, html_name)  # type: ignore[misc]
        if isinstance(value, str) and not isinstance(widget, forms.PasswordInput):
            return clean_text(value)
        return value

    def add_refusals(
        self, refused: Iterable[Refusal] | Refused, grid: RefusedRows | None = None
    ) -> None:
        """Show the domain's refusals (or the exception that carries them), all of them.

        Give the grid that holds the lines, if any; answer with status 422.
        """
        show_refusals(self, refused, grid)  # type: ignore[arg-type]

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The visible fields under their fieldset titles, in order."""
        named = [name for _title, names in self.fieldsets for name in names]
        visible = {bound.name: bound for bound in self.visible_fields()}  # type: ignore[attr-defined]
        grouped = [
            (title, [visible[name] for name in names if name in visible])
            for title, names in self.fieldsets
        ]
        rest = [bound for name, bound in visible.items() if name not in named]
        return [group for group in [*grouped, ("", rest)] if group[1]]

    def error_links(self) -> list[tuple[forms.BoundField, str]]:
        """Each field error with its field, for the summary on top."""
        return [
            (self[name], error)  # type: ignore[index]
            for name, errors in self.errors.items()  # type: ignore[attr-defined]
            if name in self.fields  # type: ignore[attr-defined]
            for error in errors
        ]


class Form(KitFormMixin, forms.Form):
    """A plain form in the kit's look."""


MONEY_COLUMN = (18, 3)  # as arcore.company.fields.MoneyField; typed in cents unless told


def kit_formfield(column: models.Field, **options: Any) -> forms.Field | None:
    """Dates and amounts of a model become the kit's fields; the rest stays Django's."""
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        options["form_class"] = DateFormField
        return column.formfield(**options)
    if isinstance(column, models.DecimalField) and not column.choices:
        shape = (column.max_digits, column.decimal_places)
        return MoneyFormField(
            max_digits=column.max_digits or 18,
            decimals=CENTS if shape == MONEY_COLUMN else column.decimal_places or 0,
            required=not column.blank,
            label=capfirst(column.verbose_name),  # stays lazy: read in the language of the page
            help_text=column.help_text,
            **options,
        )
    return column.formfield(**options)


class ModelForm(KitFormMixin, forms.ModelForm):
    """A model's form in the kit's look, with the kit's fields for dates and amounts."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        meta = getattr(cls, "Meta", None)
        if meta is not None and getattr(meta, "formfield_callback", None) is None:
            meta.formfield_callback = staticmethod(kit_formfield)
