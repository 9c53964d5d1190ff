"""Every sentence of the statement reader is there in French, with the same facts in it."""

import ast
import re
from pathlib import Path

from babel.messages import pofile

PAYMENTS = Path(__file__).resolve().parents[3] / "payments"
TRANSLATED = {"_", "gettext_lazy", "ngettext"}
FACT = re.compile(r"%\(\w+\)[sd]")


def sentences() -> set[str]:
    found: set[str] = set()
    for path in (PAYMENTS / "statements").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id in TRANSLATED:
                assert isinstance(node.args[0], ast.Constant), f"{path.name}:{node.lineno}"
                found.add(str(node.args[0].value))
    return found


def test_every_sentence_has_french_with_the_same_facts():
    with (PAYMENTS / "locale/fr/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = pofile.read_po(file, locale="fr")
    wanted = sentences()
    assert len(wanted) > 80
    for english in wanted:
        message = catalogue.get(english)
        assert message is not None, english
        forms = message.string or ""
        french = forms if isinstance(forms, str) else forms[0]
        assert french, english
        assert set(FACT.findall(french)) == set(FACT.findall(english)), english
