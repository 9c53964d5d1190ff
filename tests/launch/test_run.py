import ast

import pytest

import run
from tests.launch.conftest import ROOT


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13), (3, 14, 0)])
def test_a_python_that_does_not_fit_is_refused_by_its_number(version):
    refusal = run.refuse_python(version)
    assert f"this is Python {version[0]}.{version[1]}." in refusal
    assert "3.11" in refusal


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 13, 9)])
def test_a_python_that_fits_is_not(version):
    assert run.refuse_python(version) == ""


def test_the_script_is_readable_for_an_old_python():
    source = (ROOT / "run.py").read_text()
    ast.parse(source, feature_version=(3, 4))
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
