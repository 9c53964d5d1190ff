"""The shape of the code: who writes and locks the ledger, who imports whom, how long things are.

import-linter holds the arrows between apps (pyproject); here is what it can't say.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOTS = ("arcore", "customers", "ledger", "payments", "reminders")
SCREENS = {"views", "forms", "tables", "filters", "urls", "admin"}
LEVELS = {
    "company": 0,
    "jobs": 1,
    "exports": 2,
    "customers": 2,
    "ledger": 3,
    "payments": 4,
    "reminders": 4,
}

ENTRIES = {
    "Register": "ledger_register",
    "Transaction": "ledger_transaction",
    "GeneralLedgerEntry": "ledger_generalledgerentry",
    "BankLedgerEntry": "ledger_bankledgerentry",
    "CustomerLedgerEntry": "ledger_customerledgerentry",
    "VendorLedgerEntry": "ledger_vendorledgerentry",
    "DetailedCustomerEntry": "ledger_detailedcustomerentry",
    "DetailedVendorEntry": "ledger_detailedvendorentry",
    "EntryAmendment": "ledger_entryamendment",
}
PAPERS = {
    name: f"ledger_{name.lower()}"
    for kind in ("Shipment", "ReturnReceipt", "Invoice", "CreditMemo")
    for name in (f"Posted{kind}", f"Posted{kind}Line")
}
WRITES = {
    "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create",
    "update_or_create",
}  # fmt: skip
# The bench measures against raw SQL and fills history by the million; check_books proves it.
MEASURED = "arcore/desk/bench/"
WRITE_SQL = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|COPY)\s+"
    r"(?:ONLY\s+)?(ledger_\w*)",
    re.IGNORECASE,
)
LOCK_SQL = re.compile(r"\bFOR\s+(?:NO\s+KEY\s+)?(?:UPDATE|KEY\s+SHARE|SHARE)\b")


def files() -> list[Path]:
    """The product's own modules."""
    return sorted(
        path
        for root in ROOTS
        for path in (ROOT / root).rglob("*.py")
        if "migrations" not in path.parts
    )


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def texts_of(path: Path) -> Iterator[str]:
    """String constants, f-strings with {} for what is put in."""
    inner = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.JoinedStr):
            inner |= {id(value) for value in node.values}
            yield "".join(
                str(value.value) if isinstance(value, ast.Constant) else "_"
                for value in node.values
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inner
        ):
            yield node.value


def calls_of(path: Path) -> Iterator[tuple[str, str]]:
    """(name at the start, method called) of every chained call: Register.objects…update()."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            method = node.func.attr if isinstance(node.func, ast.Attribute) else "()"
            start: ast.expr = node.func
            while isinstance(start, ast.Attribute | ast.Call | ast.Subscript):
                start = start.func if isinstance(start, ast.Call) else start.value
            if isinstance(start, ast.Name):
                yield start.id, method


def imports_of(path: Path) -> Iterator[str]:
    """Full names of our own modules, and of names taken from them."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def writers(models: dict[str, str], allowed: tuple[str, ...]) -> list[str]:
    """Modules outside the allowed ones that write these tables by ORM or SQL."""
    found = set()
    for path in files():
        name = name_of(path)
        if name.startswith((*allowed, MEASURED)):
            continue
        for start, method in calls_of(path):
            if start in models and method in {*WRITES, "()"}:
                found.add(f"{name}: {start} {method}")
        for text in texts_of(path):
            for table in WRITE_SQL.findall(text):
                if table in models.values() or table == "ledger__":
                    found.add(f"{name}: {table}")
    return sorted(found)


def test_only_posting_writes_ledger_tables():
    allowed = ("ledger/posting/", "ledger/documents/posting/settle.py")
    assert writers(ENTRIES, allowed) == []


def test_settling_documents_writes_no_ledger_entry():
    path = ROOT / "ledger/documents/posting/settle.py"
    assert not set(ENTRIES) & {start for start, _method in calls_of(path)}
    tables = {t for text in texts_of(path) for t in re.findall(r"ledger_\w+", text)}
    assert not tables & set(ENTRIES.values())


def test_only_posting_a_document_writes_posted_papers():
    allowed = (
        "ledger/posting/",
        "ledger/documents/posting/settle.py",
        "ledger/documents/posting/undo.py",
    )
    assert writers(PAPERS, allowed) == []


def test_ledger_rows_are_locked_in_one_place():
    found = []
    for path in files():
        if name_of(path) == "ledger/posting/locks.py":
            continue
        found += [
            f"{name_of(path)}: {start}"
            for start, method in calls_of(path)
            if method == "select_for_update" and start in ENTRIES
        ]
        found += [
            f"{name_of(path)}: {table}"
            for text in texts_of(path)
            if LOCK_SQL.search(text)
            for table in ENTRIES.values()
            if re.search(rf"\b{table}\b", text)
        ]
    assert found == []


def test_outsiders_enter_posting_by_its_door():
    door = {"ledger.posting", "ledger.posting.for_sources"}
    found = []
    for path in files():
        if name_of(path).startswith("ledger/posting/"):
            continue
        for name in imports_of(path):
            inside = name.startswith("ledger.posting.")
            if inside and name.rpartition(".")[0] not in door and name not in door:
                found.append(f"{name_of(path)}: {name}")
    assert found == []


def is_screen(path: Path) -> bool:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return bool(SCREENS & set(parts)) or parts[:2] in {("arcore", "ui"), ("arcore", "desk")}


def test_the_domain_never_imports_a_screen():
    found = []
    for path in files():
        if is_screen(path) or name_of(path) == "arcore/settings.py":
            continue
        for name in imports_of(path):
            module = name.split(".")
            if module[0] in ROOTS and SCREENS & set(module):
                found.append(f"{name_of(path)}: {name}")
    assert found == []


def own_models():
    return [model for model in apps.get_models() if model._meta.app_label in LEVELS]


def test_foreign_keys_follow_the_arrows():
    found = []
    for model in own_models():
        level = LEVELS[model._meta.app_label]
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            label = target._meta.app_label if target else None
            if label not in LEVELS or label == model._meta.app_label:
                continue
            if LEVELS[label] >= level:
                found.append(f"{model._meta.label}.{field.name} -> {label}")
    assert found == []


DOMAIN_OF_MONEY = ("ledger/", "payments/", "reminders/", "customers/", "arcore/values/")


def test_no_float_touches_money():
    found = []
    for path in files():
        if not name_of(path).startswith(DOMAIN_OF_MONEY):
            continue
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Name | ast.Constant):
                continue
            is_name = isinstance(node, ast.Name) and node.id == "float"
            is_number = isinstance(node, ast.Constant) and isinstance(node.value, float)
            if is_name or is_number:
                found.append(f"{name_of(path)}:{node.lineno}")
    assert found == []


# Tried through what makes them, never by name.
TRIED_BY_THEIR_OWNER = {
    "company.UserRole": "tests/company/models/test_user_role.py, as user.groups.through",
    "payments.PostedReconciliationLine": "the lines of a posted reconciliation",
    "payments.BankStatementLine": "the lines of a bank statement",
}


def test_every_model_has_tests():
    said = "\n".join(p.read_text() for p in (ROOT / "tests").rglob("*.py"))
    kept_by_pghistory = "Event"
    missing = [
        model._meta.label
        for model in own_models()
        if not model.__name__.endswith(kept_by_pghistory)
        and not re.search(rf"\b{model.__name__}\b", said)
    ]
    assert sorted(set(missing) - set(TRIED_BY_THEIR_OWNER)) == []


# Declarations read like a list, so they may run longer than rules.
LONGEST, LONGEST_LIST = 320, 420


def test_modules_stay_readable():
    found = []
    for path in files():
        lists = path.name in {"forms.py", "tables.py"} or "models" in path.parts
        length = len(path.read_text().splitlines())
        if length > (LONGEST_LIST if lists else LONGEST):
            found.append(f"{name_of(path)}: {length}")
    assert found == []


def test_functions_of_the_ledger_fit_a_screen():
    found = []
    for path in files():
        if not name_of(path).startswith("ledger/"):
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 60:
                    found.append(f"{name_of(path)}: {node.name} {length}")
    assert found == []


@pytest.mark.parametrize("name", ["utils", "helpers", "services", "misc", "common"])
def test_modules_are_named_after_their_rule(name):
    assert [name_of(p) for p in files() if p.stem == name] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("CustomerLedgerEntry.objects.filter(pk=1).update(remaining=0)", 1),
        ("run('UPDATE ledger_customerledgerentry SET remaining = 0')", 1),
        ("run(f'INSERT INTO ledger_{table} VALUES (1)')", 1),
        ("CustomerLedgerEntry(amount=1).save()", 2),
        ("CustomerLedgerEntry.objects.filter(pk=1).first()", 0),
        ("run('SELECT 1 FROM ledger_customerledgerentry')", 0),
    ],
)
def test_a_write_is_recognised(tmp_path, monkeypatch, source, found):
    path = tmp_path / "payments" / "sneaky.py"
    path.parent.mkdir()
    path.write_text(source)
    monkeypatch.setattr("tests.test_architecture.ROOT", tmp_path)
    monkeypatch.setattr("tests.test_architecture.ROOTS", ("payments",))
    assert bool(writers(ENTRIES, ())) is bool(found)
