"""Addresses of exchange rate adjustments."""

from django.urls import path

from ledger.currencies import views

app_name = "currencies"
urlpatterns = [
    path("", views.AdjustmentList.as_view(), name="list"),
    path("new/", views.adjust, name="adjust"),
]
