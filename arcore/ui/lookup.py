"""Choose one row out of many by typing its number or a part of its name.

A `LookupSource` says how to search; the `LookupView` answers with suggestions, and the
`LookupField` understands what was typed even when nothing was chosen from the list: a full
number, or a text that fits exactly one row.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from arcore.ui.text import clean_text
from arcore.values.search_key import search_key

SUGGESTIONS = 12
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class LookupSource:
    """Rows that can be looked up: by `number`, or by words in `key` (unaccented) or `name`."""

    rows: Callable[[], QuerySet]
    number: str = "no"
    name: str = "name"
    key: str = ""

    def label(self, row: Model) -> str:
        return f"{getattr(row, self.number)} · {getattr(row, self.name)}"

    def find(self, text: str) -> QuerySet:
        """Rows whose number begins with the text or whose name contains every word."""
        named = Q()
        for word in text.split():
            if self.key:
                named &= Q(**{f"{self.key}__contains": search_key(word)})
            else:
                named &= Q(**{f"{self.name}__icontains": word})
        numbered = Q(**{f"{self.number}__istartswith": text.strip()})
        return self.rows().filter(numbered | named).order_by(self.number, "pk")

    def read(self, typed: str) -> Model:
        """The one row meant by a typed text; raises ValidationError for none or several."""
        text = typed.strip()[:LONGEST_SEARCH]
        number = text.partition(" · ")[0]
        exact = self.rows().filter(**{f"{self.number}__iexact": number}).first()
        if exact is not None:
            return exact
        found = list(self.find(text)[:2])
        if len(found) == 1:
            return found[0]
        message = (
            _("“%(typed)s” fits several; choose one from the list.")
            if found
            else _("Nothing found for “%(typed)s”. Type a number or a part of the name.")
        )
        raise ValidationError(message, code="lookup", params={"typed": text})


@dataclass(frozen=True)
class Typed:
    """What a look-up input sent: the chosen row's id and the text that was visible."""

    pk: str
    text: str

    def __str__(self) -> str:
        return self.text


class LookupInput(forms.TextInput):
    """A combobox; its suggestions come from `url_name`."""

    template_name = "ui/forms/lookup.html"

    def __init__(self, source: LookupSource, url_name: str, attrs: Any = None) -> None:
        self.source, self.url_name = source, url_name
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
        typed = value if isinstance(value, Typed) else self._typed(value)
        context["lookup"] = {"pk": typed.pk, "text": typed.text, "url": reverse(self.url_name)}
        return context

    def _typed(self, value: Any) -> Typed:
        if value in (None, ""):
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

    def __init__(self, source: LookupSource, url_name: str, **options: Any) -> None:
        self.source = source
        options.setdefault("widget", LookupInput(source, url_name))
        super().__init__(**options)

    def to_python(self, value: Any) -> Model | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Model):
            return value
        typed = value if isinstance(value, Typed) else Typed(str(value), "")
        row = self._chosen(typed.pk)
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

    def _chosen(self, pk: str) -> Model | None:
        if not pk.isascii() or not pk.isdecimal() or len(pk) > 18:
            return None
        return self.source.rows().filter(pk=pk).first()


class LookupView(PermissionRequiredMixin, View):
    """Suggestions for a look-up input: at most twelve rows for `?q=`."""

    raise_exception = True
    source: LookupSource

    def get(self, request: HttpRequest) -> HttpResponse:
        text = clean_text(request.GET.get("q", "")[:LONGEST_SEARCH]).strip()
        rows = list(self.source.find(text)[: SUGGESTIONS + 1])
        options = [
            {
                "pk": row.pk,
                "label": self.source.label(row),
                "number": getattr(row, self.source.number),
                "name": getattr(row, self.source.name),
            }
            for row in rows[:SUGGESTIONS]
        ]
        context = {"options": options, "more": len(rows) > SUGGESTIONS, "text": text}
        return render(request, "ui/lookup_options.html", context)


def know_labels(rows: Iterable[Any]) -> None:
    """Fetch the labels that a grid's look-ups will show: one query a column, not one a row."""
    rows = list(rows)
    names = [
        name
        for name, field in (rows[0].fields.items() if rows else ())
        if isinstance(field, LookupField)
    ]
    for name in names:
        source: LookupSource = rows[0].fields[name].source
        wanted = {_shown_pk(row[name].value()) for row in rows} - {None}
        found = source.rows().in_bulk(list(wanted)) if wanted else {}
        labels = {str(pk): source.label(row) for pk, row in found.items()}
        for row in rows:
            row.fields[name].widget.known_labels = labels


def _shown_pk(value: Any) -> Any:
    if value in (None, "") or isinstance(value, (Typed, Model)):
        return None
    return value
