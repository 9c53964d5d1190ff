from django.urls import path

from arcore.exports import views

app_name = "exports"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("<int:pk>/", views.download, name="file"),
]
