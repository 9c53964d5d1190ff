"""Fixtures for all tests live in `tests/plugins/`, one concern per file."""

pytest_plugins = ["tests.plugins.databases", "tests.plugins.house"]
