"""Pages in tests: static files straight from their folders, a cheap password hash."""

from django.conf import settings


def pytest_configure() -> None:
    """The production storage wants collected files; tests serve what lies in the tree."""
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
