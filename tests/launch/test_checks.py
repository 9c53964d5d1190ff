from arcore.launch import checks


class NoDatabase:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def run_with(monkeypatch, checkout, failing: set[str]) -> tuple[int, list[str]]:
    seen = []

    def run_in_front(command, folder):
        seen.append(" ".join(command))
        return int(any(word in seen[-1] for word in failing))

    monkeypatch.setattr(checks, "run_in_front", run_in_front)
    monkeypatch.setattr(checks, "choose_database", lambda _: NoDatabase())
    return checks.check(checkout, ["-k", "money"]), seen


def test_every_check_runs_in_order_and_pytest_alone_gets_the_words(
    monkeypatch, checkout, capsys
):
    code, seen = run_with(monkeypatch, checkout, failing=set())
    assert code == 0
    order = ("ruff format", "ruff check", "importlinter", "mypy", "makemigrations", "static")
    assert all(word in line for word, line in zip(order, seen, strict=False))
    assert seen[-1].endswith("pytest -n 2 -k money")
    assert not [line for line in seen[:-1] if "money" in line]
    assert "All checks hold." in capsys.readouterr().out


def test_failures_are_summed_up_after_all_checks_ran(monkeypatch, checkout, capsys):
    code, seen = run_with(monkeypatch, checkout, failing={"mypy", "ruff check"})
    assert code == 1
    assert len(seen) == 7
    assert "Failed: lint, types." in capsys.readouterr().out
