import os

import pytest

from arcore.launch.postgres.account import account_for
from arcore.launch.postgres.binaries import PROGRAMS, copy_programs, find_packages, may_start
from arcore.launch.postgres.home import find_home, socket_folder
from arcore.launch.refusal import LaunchRefused


def test_the_data_lie_in_the_checkout_where_their_account_can_enter(checkout):
    home = find_home(checkout)
    assert home.folder == checkout.state / "postgres"
    assert home.folder.stat().st_uid == home.account.uid
    assert (home.account.uid == 0) is False


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the server to another account")
def test_root_puts_the_data_elsewhere_where_nobody_cannot_enter(
    checkout, tmp_path, monkeypatch
):
    tmp_path.parent.chmod(0o755)
    monkeypatch.setattr("arcore.launch.postgres.home.ELSEWHERE", checkout.state.parent / "else")
    checkout.state.parent.chmod(0o755)
    checkout.state.chmod(0o700)
    home = find_home(checkout)
    assert home.folder.parent == checkout.state.parent / "else"
    assert not (checkout.state / "postgres").exists()


def test_existing_data_keep_their_account(checkout):
    home = find_home(checkout)
    home.data.mkdir()
    home.account.own(home.data)
    assert account_for(home.data) == home.account


def test_copied_programs_run_with_their_libraries(checkout):
    home = find_home(checkout)
    copy_programs(find_packages(), home.folder / "binaries-test")
    assert may_start(home.account, home.folder / "binaries-test" / PROGRAMS)


def test_a_socket_folder_of_somebody_else_is_refused(checkout, monkeypatch):
    home = find_home(checkout)
    folder = socket_folder(home)
    folder.rmdir()
    folder.symlink_to("/etc")
    try:
        with pytest.raises(LaunchRefused, match="somebody else"):
            socket_folder(home)
    finally:
        folder.unlink()
