from django.urls import path

from arcore.company.views import set_language

app_name = "company"
urlpatterns = [path("language/", set_language, name="set_language")]
