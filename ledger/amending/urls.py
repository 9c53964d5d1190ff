"""Addresses of changing a posted entry."""

from django.urls import path

from ledger.amending import views

app_name = "amending"
urlpatterns = [
    path("customers/<int:pk>/change/", views.amend_customer_entry, name="customer_entry"),
    path("vendors/<int:pk>/change/", views.amend_vendor_entry, name="vendor_entry"),
]
