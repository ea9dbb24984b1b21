"""How long nobody touched the machine, as this system tells it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest

from runtime.sleep.idle import XServer, mac_idle, since_ticks, system_idle, windows_idle


def test_windows_count_of_milliseconds_may_begin_again_in_between():
    assert since_ticks(5_000, 2_000) == timedelta(seconds=3)
    assert since_ticks(500, 0xFFFFFFFF - 499) == timedelta(seconds=1)


@pytest.mark.skipif(sys.platform != "win32", reason="Windows alone has GetLastInputInfo")
def test_windows_tells():
    assert windows_idle() is not None


@pytest.mark.skipif(sys.platform != "darwin", reason="macOS alone has CGEventSource")
def test_macos_tells():
    assert mac_idle() is not None


@pytest.fixture
def _display(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A fresh X server without a screen."""
    if not shutil.which("Xvfb"):
        pytest.skip("there is no Xvfb")
    readable, writable = os.pipe()
    command = ["Xvfb", "-displayfd", str(writable), "-screen", "0", "320x240x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writable], stderr=subprocess.DEVNULL) as server:
        os.close(writable)
        number = os.read(readable, 16).decode().strip()
        os.close(readable)
        monkeypatch.setenv("DISPLAY", f":{number}")
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        yield
        server.terminate()


@pytest.mark.usefixtures("_display")
def test_an_x_server_tells_how_long_there_was_no_input():
    server = XServer.find()
    if server is None:
        pytest.skip("libX11 or libXss is missing")
    first, second = server.idle(), server.idle()
    assert first is not None
    assert second is not None
    assert timedelta() <= first <= second < timedelta(minutes=1)
    found = system_idle()
    assert found
    assert found[0] == "X server"


def test_there_is_none_without_a_display_nor_inside_wayland(monkeypatch: pytest.MonkeyPatch):
    if not sys.platform.startswith("linux"):
        pytest.skip("X servers are asked on Linux alone")
    monkeypatch.delenv("DISPLAY", raising=False)
    assert system_idle() is None
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert system_idle() is None
