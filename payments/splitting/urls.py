"""Addresses of split receipts."""

from django.urls import path

from payments.splitting import views

app_name = "splitting"
urlpatterns = [
    path("", views.SplitList.as_view(), name="list"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.receipt, name="receipt"),
    path("<int:pk>/money/", views.money, name="money"),
    path("<int:pk>/customers/", views.add_customer, name="add_customer"),
    path("<int:pk>/customers/<int:customer>/remove/", views.remove, name="remove_customer"),
    path("<int:pk>/branches/<int:customer>/", views.add_branches, name="add_branches"),
    path("<int:pk>/entries/<int:entry>/", views.amount, name="amount"),
    path("<int:pk>/rest/", views.rest, name="rest"),
    path("<int:pk>/propose/", views.propose, name="propose"),
    path("<int:pk>/advice/", views.advice, name="advice"),
    path("<int:pk>/discard/", views.discard_receipt, name="discard"),
    path("<int:pk>/post/", views.post_receipt, name="post"),
]
