"""Every sentence of the company and the plain values is there in French."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from django.conf import settings

ARCORE = Path(settings.BASE_DIR) / "arcore"
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "pgettext_lazy": ((1, "c"), 2)}


@pytest.mark.parametrize("package", ["company", "values"])
def test_every_message_has_its_french(package):
    with (ARCORE / "company/locale/fr/LC_MESSAGES/django.po").open("rb") as held:
        french = read_po(held, locale="fr")
    found = list(extract_from_dir(ARCORE / package, keywords=KEYWORDS))
    missing = [
        message
        for _file, _line, message, _comments, context in found
        if not getattr(french.get(_plain(message), context), "string", "")
    ]
    assert found
    assert missing == []


def test_no_french_is_left_over():
    with (ARCORE / "company/locale/fr/LC_MESSAGES/django.po").open("rb") as held:
        french = read_po(held, locale="fr")
    used = {
        _plain(message)
        for package in ("company", "values")
        for _file, _line, message, *_ in extract_from_dir(ARCORE / package, keywords=KEYWORDS)
    }
    assert sorted({m.id for m in french if m.id} - used) == []


def _plain(message):
    """Babel gives the context in front of a message that has one."""
    return message[-1] if isinstance(message, tuple) else message
