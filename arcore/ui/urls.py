from django.urls import path

from arcore.ui import kit

app_name = "ui"
urlpatterns = [
    path("kit/", kit.kit_page, name="kit"),
    path("kit/list/", kit.KitList.as_view(), name="kit_list"),
    path("kit/form/", kit.kit_form, name="kit_form"),
    path("kit/lookup/", kit.KitLookup.as_view(), name="kit_lookup"),
    path("kit/preview/", kit.kit_preview, name="kit_preview"),
]
