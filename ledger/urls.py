"""Addresses of the ledger's read-only screens."""

from django.urls import path

from ledger import views

app_name = "ledger"
urlpatterns = [
    path("customers/", views.CustomerEntryList.as_view(), name="customer_entry_list"),
    path("customers/<int:pk>/", views.customer_entry, name="customer_entry_detail"),
    path("vendors/", views.VendorEntryList.as_view(), name="vendor_entry_list"),
    path("vendors/<int:pk>/", views.vendor_entry, name="vendor_entry_detail"),
    path("general/", views.GeneralEntryList.as_view(), name="general_entry_list"),
    path("bank/", views.BankEntryList.as_view(), name="bank_entry_list"),
    path("accounts/", views.AccountList.as_view(), name="account_list"),
    path("accounts/lookup/", views.EveryAccountLookup.as_view(), name="account_lookup"),
    path("accounts/<int:pk>/", views.account, name="account"),
    path("bank-accounts/", views.BankAccountList.as_view(), name="bank_account_list"),
    path("bank-accounts/<int:pk>/", views.bank_account, name="bank_account"),
    path("registers/", views.RegisterList.as_view(), name="register_list"),
    path("registers/<int:pk>/", views.register, name="register"),
]
