import stat

from arcore.launch.kept_secret import kept_secret, write_secret


def test_a_secret_is_drawn_once_and_kept_for_its_owner(tmp_path):
    path = tmp_path / "secret-key"
    first = kept_secret(path)
    assert len(first) >= 43
    assert kept_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_secrets_differ(tmp_path):
    assert kept_secret(tmp_path / "one") != kept_secret(tmp_path / "two")


def test_a_secret_replaces_an_empty_or_open_file(tmp_path):
    path = tmp_path / "secret-key"
    path.touch(mode=0o644)
    assert kept_secret(path)
    write_secret(path, "new")
    assert path.read_text() == "new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
