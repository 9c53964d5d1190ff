"""Every sentence that a user can meet is there in French, in the catalogue of its app."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import templatize

ROOT = Path(settings.BASE_DIR)
# The catalogue's app -> the folders whose sentences it holds.
CATALOGUES = {
    "arcore/company": ["arcore/company", "arcore/values", "templates/company"],
    "arcore/ui": ["arcore/ui", "templates/ui", "templates/django"],
    "arcore/jobs": ["arcore/jobs", "templates/jobs"],
    "arcore/exports": ["arcore/exports"],
    "arcore/desk": ["arcore/desk", "templates/desk"],
    "customers": ["customers", "templates/customers"],
    "ledger": [
        "ledger",
        "templates/ledger",
        "templates/amending",
        "templates/applying",
        "templates/currencies",
        "templates/documents",
        "templates/tolerance",
        "templates/vendors",
    ],
    "payments": ["payments", "templates/payments"],
    "reminders": ["reminders", "templates/reminders"],
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def catalogue(app):
    path = ROOT / app / "locale/fr/LC_MESSAGES/django.po"
    if not path.exists():
        return {}
    with path.open("rb") as held:
        return {(_id(m.id), m.context): m for m in read_po(held, locale="fr") if m.id}


def _id(message):
    return message[0] if isinstance(message, tuple | list) else message


def sentences(folder, scratch):
    """(msgid, context) of every module and template below the folder."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _extracted(path)
    for path in sorted((ROOT / folder).rglob("*.html")) + sorted(
        (ROOT / folder).rglob("*.txt")
    ):
        held = scratch / "template.py"
        code = templatize(path.read_text(), origin=str(path)).splitlines()
        held.write_text("\n".join(line.lstrip() for line in code))
        yield from _extracted(held)


def _extracted(path):
    found = extract_from_file("python", str(path), keywords=KEYWORDS)
    for _line, message, _comments, context in found:
        text = message[-1] if context and isinstance(message, tuple) else _id(message)
        if text:
            yield text, context


def used(app, scratch):
    return {found for folder in CATALOGUES[app] for found in sentences(folder, scratch)}


@pytest.mark.parametrize("app", CATALOGUES)
def test_every_sentence_has_its_french(app, tmp_path):
    french = {
        key: m for one in CATALOGUES for key, m in catalogue(one).items()
    }  # Django looks in all of them
    french.update(catalogue(app))
    missing = sorted(
        f"{context or ''}|{text}"
        for text, context in used(app, tmp_path)
        if not _translated(french.get((text, context)))
    )
    assert missing == []


def _translated(message):
    if message is None or message.fuzzy:
        return False
    parts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(parts)


PLACES = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


@pytest.mark.parametrize("app", CATALOGUES)
def test_french_puts_in_the_same_facts(app):
    wrong = []
    for (text, _context), message in catalogue(app).items():
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        allowed = {m.group() for one in ids for m in PLACES.finditer(one)}
        for string in strings:
            found = {m.group() for m in PLACES.finditer(string)}
            if string and (found - allowed or (len(strings) == 1 and found != allowed)):
                wrong.append(text)
    assert wrong == []
