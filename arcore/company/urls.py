from django.urls import path

from arcore.company.rates import views as rates
from arcore.company.views import set_language

app_name = "company"
urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("rates/", rates.RateList.as_view(), name="rate_list"),
    path("rates/history/", rates.RateHistory.as_view(), name="rate_history"),
    path("rates/new/", rates.add_rate, name="rate_add"),
    path("rates/import/", rates.import_rates, name="rate_import"),
    path("rates/<int:pk>/", rates.edit_rate, name="rate_edit"),
]
