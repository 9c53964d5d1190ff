"""Every stored reason can be worded, in both languages."""

import re
from pathlib import Path

import pytest
from django.utils import translation

import payments.matching
from payments.matching.wording import NAMES, SENTENCES, sentence, sentences

PARAMS = {
    "account": "FR76", "name": "Nordwind", "percent": 100, "unique": True, "number": "24-0117",
    "count": 3, "more": False, "text": "fees", "line": 20000, "id": "DD/1",
}  # fmt: skip


def codes():
    folder = Path(payments.matching.__file__).parent
    source = " ".join(path.read_text() for path in folder.glob("*.py"))
    used = set(re.findall(r'Reason\(\s*"(\w+)"', source))
    return used | {"number", "external_number", "reference", "name", "name_in_text"}


def test_every_code_in_use_has_a_sentence():
    known = {*SENTENCES, *(code for code, _unique in NAMES), "amount_shared", "several_entries"}
    assert codes() <= known


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sentences_are_filled_in(language):
    with translation.override(language):
        told = sentences([[code, PARAMS] for code in sorted(codes())])
    assert all(told)
    assert not any("%(" in one for one in told)


def test_singular_plural_and_more():
    assert sentence(["amount_shared", {"count": 1, "more": False}]) == "1 open entry in range."
    assert (
        sentence(["amount_shared", {"count": 10, "more": True}])
        == "More than 10 open entries in range."
    )
    assert "no other name" in sentence(["name", {"name": "A", "percent": 97, "unique": True}])
