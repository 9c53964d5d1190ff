"""Addresses of the payment journal."""

from django.urls import path

from payments.journal import views

app_name = "journal"
urlpatterns = [
    path("", views.BatchList.as_view(), name="list"),
    path("new/", views.batch_new, name="batch_new"),
    path("<int:pk>/", views.batch_page, name="batch"),
    path("<int:pk>/setup/", views.batch_setup, name="batch_setup"),
    *views.LineGrid.urls("<int:pk>/lines/"),
    path("<int:pk>/list/", views.LineList.as_view(), name="line_list"),
    path("<int:pk>/new/", views.line_new, name="line_new"),
    path("lines/<int:pk>/", views.line, name="line"),
    path("lines/<int:pk>/apply/", views.line_apply, name="line_apply"),
    path("<int:pk>/import/", views.import_page, name="import"),
    path("sample/", views.sample, name="sample"),
    path("<int:pk>/test/", views.test_report, name="test"),
    path("<int:pk>/prepare/", views.prepare_page, name="prepare"),
    path("<int:pk>/preview/", views.preview_page, name="preview"),
    path("<int:pk>/post/", views.post_page, name="post"),
    path("posted/", views.PostedList.as_view(), name="posted_list"),
    path("posted/<int:pk>/", views.PostedPage.as_view(), name="posted"),
    path("posted/<int:pk>/copy/", views.copy_page, name="copy_back"),
    path("lookup/accounts/", views.AccountLookup.as_view(), name="account_lookup"),
    path("lookup/balancing/", views.BalancingLookup.as_view(), name="balancing_lookup"),
    path("lookup/documents/", views.DocumentLookup.as_view(), name="document_lookup"),
    path("lookup/groups/", views.GroupLookup.as_view(), name="group_lookup"),
]
