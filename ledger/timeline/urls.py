"""Addresses of the accounts' timelines."""

from django.urls import path

from ledger.timeline import views

app_name = "timeline"
urlpatterns = [
    path("customers/<int:pk>/timeline/", views.CustomerTimeline.as_view(), name="customer"),
    path("vendors/<int:pk>/timeline/", views.VendorTimeline.as_view(), name="vendor"),
]
