"""Addresses of reversing what a journal posted."""

from django.urls import path

from ledger.reversing import views

app_name = "reversing"
urlpatterns = [
    path("transactions/<int:pk>/reverse/", views.transaction, name="transaction"),
    path("registers/<int:pk>/reverse/", views.register, name="register"),
]
