"""Addresses of applying posted entries and journal lines, and of undoing it."""

from django.urls import path

from ledger.applying import views

app_name = "applying"
urlpatterns = [
    path("apply/<str:owner>/", views.apply, name="apply"),
    path("apply/<str:owner>/mark/", views.mark_entry, name="mark"),
    path("apply/<str:owner>/clear/", views.clear, name="clear"),
    path("apply/<str:owner>/fill/", views.fill, name="fill"),
    path("apply/<str:owner>/post/", views.post_application, name="post"),
    path(
        "customers/<int:pk>/unapply/",
        views.unapply,
        {"kind": "customer"},
        name="unapply_customer_entry",
    ),
    path(
        "vendors/<int:pk>/unapply/",
        views.unapply,
        {"kind": "vendor"},
        name="unapply_vendor_entry",
    ),
]
