import gettext
import os

import pytest

from arcore.launch.catalogues import compile_catalogues, find_catalogues
from arcore.launch.refusal import LaunchRefused
from tests.launch.conftest import ROOT

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "blocked"
msgstr "bloqué"

#, fuzzy
msgid "on hold"
msgstr "peut-être"
"""


@pytest.fixture
def catalogue(tmp_path):
    folder = tmp_path / "customers" / "locale" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO)
    return folder / "django.po"


def test_a_catalogue_is_compiled_once(catalogue, tmp_path):
    compiled = catalogue.with_suffix(".mo")
    assert compile_catalogues(tmp_path) == [compiled]
    with compiled.open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("blocked") == "bloqué"
    assert words.gettext("on hold") == "on hold"
    assert compile_catalogues(tmp_path) == []


def test_a_changed_catalogue_is_compiled_again(catalogue, tmp_path):
    compile_catalogues(tmp_path)
    later = catalogue.stat().st_mtime + 5
    os.utime(catalogue, (later, later))
    assert len(compile_catalogues(tmp_path)) == 1


def test_a_catalogue_that_does_not_parse_is_named(catalogue, tmp_path):
    catalogue.write_text(PO + "\nnonsense\n")
    with pytest.raises(LaunchRefused, match=r"customers/locale/fr/LC_MESSAGES/django\.po"):
        compile_catalogues(tmp_path)


def test_the_environments_own_catalogues_are_left_alone():
    found = find_catalogues(ROOT)
    assert ROOT / "arcore/jobs/locale/fr/LC_MESSAGES/django.po" in found
    assert not [path for path in found if ".venv" in path.parts]
