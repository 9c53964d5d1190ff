"""Addresses of vendors."""

from django.urls import path

from ledger.vendors import views

app_name = "vendors"
urlpatterns = [
    path("", views.VendorList.as_view(), name="list"),
    path("new/", views.create, name="create"),
    path("lookup/", views.VendorLookup.as_view(), name="lookup"),
    path("<int:pk>/", views.card, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/delete/", views.delete, name="delete"),
    path("<int:pk>/history/", views.history, name="history"),
]
