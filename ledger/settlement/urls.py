"""Addresses of everything that settled an entry."""

from django.urls import path

from ledger.settlement import views

app_name = "settlement"
urlpatterns = [
    path("customers/<int:pk>/settlement/", views.OfCustomerEntry.as_view(), name="customer"),
    path("vendors/<int:pk>/settlement/", views.OfVendorEntry.as_view(), name="vendor"),
]
