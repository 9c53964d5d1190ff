"""Addresses of payment tolerance."""

from django.urls import path

from ledger.tolerance import views

app_name = "tolerance"
urlpatterns = [
    path("", views.ToleranceList.as_view(), name="list"),
    path("currencies/<str:code>/", views.change, name="change"),
    path("changes/<int:pk>/continue/", views.go_on, name="continue"),
    path("customers/<int:pk>/", views.customer, name="customer"),
]
