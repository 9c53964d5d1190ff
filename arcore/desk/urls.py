from django.urls import path

from arcore.desk import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("search/", views.search, name="search"),
]
