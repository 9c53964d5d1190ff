"""Choose one row out of many by typing its number or a part of its name.

A `LookupSource` says how to search; the `LookupView` answers with suggestions, and the
`LookupField` understands what was typed even when nothing was chosen from the list: a full
number, or a text that fits exactly one row. Where another cell decides what to search, give
field and view a `SourceChoice` instead.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from arcore.ui.lookup_source import LONGEST_SEARCH, LookupSource, SourceChoice
from arcore.ui.text import clean_text

SUGGESTIONS = 12


@dataclass(frozen=True)
class Typed:
    """What a look-up input sent: the chosen row's id and the text that was visible."""

    pk: str
    text: str

    def __str__(self) -> str:
        return self.text


class LookupInput(forms.TextInput):
    """A combobox; its suggestions come from `url_name`, told the cells named in `beside`."""

    template_name = "ui/forms/lookup.html"

    def __init__(
        self,
        source: LookupSource | None,
        url_name: str,
        attrs: Any = None,
        beside: tuple[str, ...] = (),
    ) -> None:
        self.source, self.url_name, self.beside = source, url_name, beside
        self.known_labels: dict[str, str] = {}
        super().__init__(attrs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed | None:
        text = clean_text(str(data.get(f"{name}_text") or "")).strip()
        pk = str(data.get(name) or "").strip()
        return Typed(pk, text) if text or pk else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_text" not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        typed = self.typed(value)
        context["lookup"] = {
            "pk": typed.pk,
            "text": typed.text,
            "url": reverse(self.url_name),
            "beside": " ".join(self.beside),
        }
        return context

    def typed(self, value: Any) -> Typed:
        """What the input shows and sends for a value of any kind."""
        if isinstance(value, Typed):
            return value
        if value in (None, "") or self.source is None:
            return Typed("", "")
        if isinstance(value, Model):
            return Typed(str(value.pk), self.source.label(value))
        label = self.known_labels.get(str(value))
        if label is None:
            row = self.source.rows().filter(pk=value).first()
            label = self.source.label(row) if row else ""
        return Typed(str(value), label)


class LookupField(forms.Field):
    """A row of the source, or None when left empty and not required."""

    widget: LookupInput

    def __init__(
        self, source: LookupSource | SourceChoice, url_name: str, **options: Any
    ) -> None:
        self.choice = source if isinstance(source, SourceChoice) else None
        self.source = source if isinstance(source, LookupSource) else None
        beside = self.choice.beside if self.choice else ()
        options.setdefault("widget", LookupInput(self.source, url_name, beside=beside))
        super().__init__(**options)

    def source_beside(self, values: Mapping[str, str]) -> LookupSource | None:
        """The source of a row with these other cells."""
        return self.choice.choose(values) if self.choice else self.source

    def to_python(self, value: Any) -> Model | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Model):
            return value
        if self.source is None:
            raise ValidationError(self.choice.hint if self.choice else "", code="lookup")
        typed = value if isinstance(value, Typed) else Typed(str(value), "")
        row = self._chosen(self.source, typed.pk)
        if row is not None and (not typed.text or self.source.label(row) == typed.text):
            return row
        return self.source.read(typed.text or typed.pk)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = getattr(initial, "pk", initial)
        if data in self.empty_values:
            return before not in self.empty_values
        try:
            now = self.to_python(data)
        except ValidationError:
            return True
        return str(getattr(now, "pk", "")) != str(before or "")

    @staticmethod
    def _chosen(source: LookupSource, pk: str) -> Model | None:
        if not pk.isascii() or not pk.isdecimal() or len(pk) > 18:
            return None
        return source.rows().filter(pk=pk).first()


def choose_sources(form: Any) -> None:
    """Give each look-up of a form the source that the form's other cells decide."""
    for field in form.fields.values():
        if isinstance(field, LookupField) and field.choice:
            values = {name: _value_beside(form, name) for name in field.choice.beside}
            field.source = field.widget.source = field.choice.choose(values)


def _value_beside(form: Any, name: str) -> str:
    """A cell's value as text; of a look-up the id, also where only its number was typed."""
    value, field = form[name].value(), form.fields[name]
    if isinstance(value, Typed) and isinstance(field, LookupField):
        try:
            value = field.to_python(value)
        except ValidationError:
            return ""
    return str(getattr(value, "pk", value) or "")


class LookupView(PermissionRequiredMixin, View):
    """Suggestions for a look-up input: at most twelve rows for `?q=`.

    With a `SourceChoice` the cells beside it arrive as parameters of their names.
    """

    raise_exception = True
    source: LookupSource | SourceChoice

    def get(self, request: HttpRequest) -> HttpResponse:
        text = clean_text(request.GET.get("q", "")[:LONGEST_SEARCH]).strip()
        source, hint = self.source, ""
        if isinstance(source, SourceChoice):
            beside = {name: request.GET.get(name, "") for name in source.beside}
            hint, chosen = str(source.hint), source.choose(beside)
        else:
            chosen = source
        rows = list(chosen.find(text)[: SUGGESTIONS + 1]) if chosen else []
        context = {
            "options": [_option(chosen, row) for row in rows[:SUGGESTIONS] if chosen],
            "more": len(rows) > SUGGESTIONS,
            "text": text,
            "hint": "" if chosen else hint,
        }
        return render(request, "ui/lookup_options.html", context)


def _option(source: LookupSource, row: Model) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "label": source.label(row),
        "number": getattr(row, source.number),
        "name": source.words(row),
    }


def know_labels(rows: Iterable[Any]) -> None:
    """Fetch the labels that a grid's look-ups will show: one query a source, not one a row."""
    shown = [
        (row[name], field.widget, field.source)
        for row in rows
        for name, field in row.fields.items()
        if isinstance(field, LookupField) and field.source
    ]
    wanted: dict[LookupSource, set[Any]] = {}
    for bound, _widget, source in shown:
        value = bound.value()
        if value not in (None, "") and not isinstance(value, (Typed, Model)):
            wanted.setdefault(source, set()).add(value)
    labels = {source: source.labels(pks) for source, pks in wanted.items()}
    for _bound, widget, source in shown:
        widget.known_labels = labels.get(source, {})
