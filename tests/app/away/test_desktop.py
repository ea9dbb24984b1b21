"""What a desktop tells over its bus, asked of one that says what it was told, on a bus of its own."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import count
from pathlib import Path
from time import perf_counter

import pytest

pytest.importorskip("PySide6.QtDBus", reason="this Qt has no D-Bus")

from PySide6.QtDBus import QDBusConnection

from app.away.desktop import IDLE, Desktop
from app.away.senses import Away, detectors

Tell = Callable[..., None]
_GNOME, _SCREEN_SAVER = IDLE
_NUMBERS = count()


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """The address of a private bus."""
    if not shutil.which("dbus-daemon"):
        pytest.skip("there is no dbus-daemon")
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:dir={tmp_path}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def tell(bus: str) -> Iterator[Tell]:
    """Starts a desktop that answers with these values, in place of the one before."""
    with ExitStack() as running:

        def start(**values: object) -> None:
            running.close()
            command = [sys.executable, str(Path(__file__).with_name("fake_desktop.py")), bus, json.dumps(values)]
            desktop = running.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
            running.callback(desktop.terminate)
            assert desktop.stdout
            assert desktop.stdout.readline() == "ready\n"

        yield start


@pytest.fixture
def desktop(bus: str) -> Desktop:
    """Asks on that bus."""
    return Desktop(QDBusConnection.connectToBus(bus, f"test {next(_NUMBERS)}"), patience=20_000)


def test_gnome_tells_how_long_nobody_was_there(tell: Tell, desktop: Desktop):
    tell(mutter=7_000)
    assert desktop.idle(_GNOME) == timedelta(seconds=7)
    assert desktop.idle(_SCREEN_SAVER) is None


def test_so_does_a_screen_saver_as_kde_has_it(tell: Tell, desktop: Desktop):
    tell(saver=90_000)
    assert desktop.idle(_GNOME) is None
    assert desktop.idle(_SCREEN_SAVER) == timedelta(seconds=90)


@pytest.mark.parametrize(("values", "occupied"), [({"inhibited": 8}, True), ({"inhibited": 4}, False), ({}, None)])
def test_gnome_tells_whether_a_film_or_a_call_goes_on(
    tell: Tell, desktop: Desktop, values: dict[str, int], *, occupied: bool | None
):
    tell(**values)
    assert desktop.occupied() is occupied


@pytest.mark.parametrize("playing", [True, False])
def test_so_does_kde(tell: Tell, desktop: Desktop, *, playing: bool):
    tell(kde=playing)
    assert desktop.occupied() is playing


def test_a_desktop_that_does_not_answer_is_not_waited_for(tell: Tell, bus: str):
    tell(mutter=7_000, sluggish=True)
    desktop, began = Desktop(QDBusConnection.connectToBus(bus, f"test {next(_NUMBERS)}")), perf_counter()
    assert desktop.idle(_GNOME) is None
    assert perf_counter() - began < 2.5, "it answers after three seconds"


def test_without_a_bus_nothing_is_known():
    desktop = Desktop(QDBusConnection.connectToBus("unix:path=/nowhere", f"test {next(_NUMBERS)}"))
    assert desktop.idle(_GNOME) is None
    assert desktop.occupied() is None


class Here:
    """The window had its last input so long ago."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds

    def idle(self) -> timedelta:
        return timedelta(seconds=self._seconds)


def test_the_first_detector_that_answers_is_asked_and_named_and_never_says_more_than_the_window_knows():
    away = Away(Here(600), (("one", lambda: None), ("two", lambda: timedelta(seconds=70))))
    assert away.idle() == timedelta(seconds=70)
    assert away.detector == "two"
    assert Away(Here(5), (("two", lambda: timedelta(seconds=70)),)).idle() == timedelta(seconds=5)
    alone = Away(Here(600), (("one", lambda: None),))
    assert alone.idle() == timedelta(seconds=600)
    assert alone.detector == "the window of Loci alone"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the system itself is asked")
def test_on_linux_gnome_is_asked_first_then_the_screen_saver():
    assert [name for name, _ in detectors()[0]][:2] == ["GNOME", "the screen saver"]
