from django.urls import path

from arcore.ui import kit, kit_journal

app_name = "ui"
urlpatterns = [
    path("kit/", kit.kit_page, name="kit"),
    path("kit/list/", kit.KitList.as_view(), name="kit_list"),
    path("kit/form/", kit.kit_form, name="kit_form"),
    path("kit/lookup/", kit.KitLookup.as_view(), name="kit_lookup"),
    path("kit/preview/", kit.kit_preview, name="kit_preview"),
    path("kit/journal/", kit_journal.kit_journal, name="kit_journal"),
    path("kit/journal/fill/", kit_journal.kit_fill, name="kit_fill"),
    path("kit/journal/<int:pk>/", kit_journal.kit_line, name="kit_line"),
    path("kit/accounts/", kit_journal.KitAccountLookup.as_view(), name="kit_account_lookup"),
    *kit_journal.KitJournal.urls("kit/journal/lines/"),
]
