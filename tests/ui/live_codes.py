"""A grid over a table, for tests: permissions as rows, three to a page."""

from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from arcore.ui.forms import Form, forms
from arcore.ui.keyset import Sort
from arcore.ui.live import LiveGrid, RowChanged, RowEdit, RowRefused, ShownColumn
from arcore.urls import urlpatterns as product

LOOK, TYPE = "company.view_company", "company.change_company"


class CodeForm(Form):
    codename = forms.CharField(max_length=100)
    name = forms.CharField(max_length=255)


class Codes(LiveGrid):
    """The name is the version as well; a token is the code that the row shall have."""

    url_name = "codes"
    view_permission, change_permission = LOOK, TYPE
    row_form = CodeForm
    sort = Sort("id")
    page_rows = 3
    shown = (ShownColumn("length", "Length"),)
    lock = ""

    def open(self, **place: Any) -> None:
        self.kind = ContentType.objects.get_for_model(Permission)
        self.tokens: list[str] = []

    def queryset(self) -> Any:
        return Permission.objects.filter(content_type=self.kind, codename__startswith="code")

    def locked(self) -> str:
        return self.lock

    def find_token(self, token: str) -> Any:
        return self.queryset().filter(codename=token).first() if self.tokens else None

    def version_of(self, row: Any) -> str:
        return row.name

    def changed_by(self, row: Any) -> str:
        return "Clara"

    def shown_value(self, row: Any, column: str) -> int:
        return len(row.name)

    def save(self, edit: RowEdit) -> Any:
        values = edit.values
        if values["name"] == "bad":
            raise RowRefused("A bad name.", field="name")
        if edit.row_id is None:
            self.tokens.append(edit.token)
            return Permission.objects.create(content_type=self.kind, **values)
        row = Permission.objects.get(pk=edit.row_id)
        row.name = values["name"]
        row.save()
        return row

    def remove(self, row_id: int, version: str) -> None:
        row = self.find(row_id)
        assert row is not None
        if row.name != version:
            raise RowChanged(row, by="Clara")
        if row.name == "Kept":
            raise RowRefused("It is needed.")
        row.delete()


def codes_page(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/kit_journal.html", {"title": "Codes", "grid": Codes(request)})


def make_codes(count: int = 8) -> list[Permission]:
    kind = ContentType.objects.get_for_model(Permission)
    return [
        Permission.objects.create(content_type=kind, codename=f"code{at}", name=f"Name {at}")
        for at in range(count)
    ]


urlpatterns = [*product, path("codes/", codes_page), *Codes.urls("codes/")]
