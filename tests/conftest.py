"""Fixtures for all tests live in `tests/plugins/`, one concern per file."""

pytest_plugins = [
    "tests.plugins.browser",
    "tests.plugins.databases",
    "tests.plugins.house",
    "tests.plugins.pages",
    "tests.plugins.properties",
]
