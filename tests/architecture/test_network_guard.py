"""The guard that fails every test that touches the network is itself awake."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import network_guard
import pytest

DIAL = "import socket; socket.create_connection(('127.0.0.1', 9))"


@pytest.fixture(autouse=True)
def _own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_network: None) -> None:  # noqa: ARG001
    monkeypatch.setenv(network_guard.LOG_VARIABLE, str(tmp_path / "network.log"))


@pytest.mark.parametrize(("family", "address"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_connecting_is_refused_and_recorded(family: socket.AddressFamily, address: str):
    with socket.socket(family) as dialling, pytest.raises(network_guard.NetworkRefused):
        dialling.connect((address, 9))
    assert len(network_guard.attempts()) == 1


def test_looking_up_a_name_is_refused():
    with pytest.raises(network_guard.NetworkRefused):
        socket.getaddrinfo("localhost", 9)


def test_a_child_process_is_refused_and_recorded_too():
    child = subprocess.run([sys.executable, "-c", DIAL], capture_output=True, text=True, check=False, env=os.environ)
    assert child.returncode != 0
    assert "NetworkRefused" in child.stderr
    assert len(network_guard.attempts()) == 1


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no Unix sockets here")
def test_a_unix_socket_is_not_network(tmp_path: Path):
    with socket.socket(socket.AF_UNIX) as listening, socket.socket(socket.AF_UNIX) as dialling:
        listening.bind(str(tmp_path / "s"))
        listening.listen()
        dialling.connect(str(tmp_path / "s"))
    assert network_guard.attempts() == []
