from django.urls import path

from payments.reconciliation import views

app_name = "reconciliation"
urlpatterns = [
    path("", views.JournalList.as_view(), name="list"),
    path("import/", views.import_statement_file, name="import"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.JournalPage.as_view(), name="journal"),
    path("<int:pk>/header/", views.header, name="header"),
    path("<int:pk>/match/", views.match, name="match"),
    path("<int:pk>/delete/", views.delete, name="delete"),
    path("<int:pk>/post/", views.post_journal, name="post"),
    path("<int:pk>/left-out/", views.LeftOutLines.as_view(), name="left_out"),
    path("<int:pk>/lines/new/", views.line_new, name="line_new"),
    path("lines/<int:pk>/", views.line, name="line"),
    path("lines/<int:pk>/accept/", views.accept, name="accept"),
    path("lines/<int:pk>/remove/", views.remove, name="remove"),
    path("lines/<int:pk>/on-account/", views.on_account, name="on_account"),
    path("lines/<int:pk>/apply/", views.apply_by_hand, name="apply"),
    path("lines/<int:pk>/tick/", views.tick, name="tick"),
    path("lines/<int:pk>/parts/<int:part>/", views.set_part, name="part"),
    path("lines/<int:pk>/transfer/", views.transfer, name="transfer"),
    path("lines/<int:pk>/edit/", views.line_edit, name="line_edit"),
    path("lines/<int:pk>/delete/", views.line_delete, name="line_delete"),
    path("posted/", views.PostedList.as_view(), name="posted_list"),
    path("posted/<int:pk>/", views.PostedPage.as_view(), name="posted"),
    path("statements/", views.StatementList.as_view(), name="statement_list"),
    path("statements/<int:pk>/", views.StatementPage.as_view(), name="statement"),
    path("lookup/accounts/", views.AccountLookup.as_view(), name="account_lookup"),
    path("lookup/customers/", views.CustomerLookup.as_view(), name="customer_lookup"),
    path("lookup/vendors/", views.VendorLookup.as_view(), name="vendor_lookup"),
    path("lookup/banks/", views.BankLookup.as_view(), name="bank_lookup"),
]
