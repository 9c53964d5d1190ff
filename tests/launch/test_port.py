import os
import socket
import threading
import time

import pytest

from arcore.launch.port import refuse_taken_port
from arcore.launch.refusal import LaunchRefused


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        yield listener


def test_a_taken_port_is_refused_with_another_to_take(taken):
    port = taken.getsockname()[1]
    with pytest.raises(LaunchRefused, match=rf"Port {port} .* taken .*--port {port + 1}"):
        refuse_taken_port("127.0.0.1", port, patience_s=0)


def test_a_port_that_is_given_up_in_time_is_fine(taken):
    def give_up():
        time.sleep(0.3)
        taken.close()

    threading.Thread(target=give_up).start()
    refuse_taken_port("127.0.0.1", taken.getsockname()[1], patience_s=5)


def test_a_host_that_is_not_here_is_refused():
    with pytest.raises(LaunchRefused, match=r"192\.0\.2\.1"):
        refuse_taken_port("192.0.2.1", 8000, patience_s=0)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may listen on every port")
def test_a_port_below_1024_is_refused():
    with pytest.raises(LaunchRefused, match="1024"):
        refuse_taken_port("127.0.0.1", 80, patience_s=0)
