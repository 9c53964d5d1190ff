"""Addresses of payment registration."""

from django.urls import path

from payments.registration import views

app_name = "registration"
urlpatterns = [
    path("", views.RegistrationList.as_view(), name="list"),
    path("lines/<int:pk>/", views.line, name="line"),
    path("setup/", views.setup, name="setup"),
    path("post/", views.post_payments, {"lump": False}, name="post"),
    path("post-lump-sum/", views.post_payments, {"lump": True}, name="post_lump"),
    path("unposted/", views.UnpostedList.as_view(), name="unposted"),
]
