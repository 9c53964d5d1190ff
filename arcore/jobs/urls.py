from django.urls import path

from arcore.jobs.views import show_progress

app_name = "jobs"
urlpatterns = [path("<int:pk>/", show_progress, name="progress")]
