"""The command itself: what opens a window, what does not, and what is loaded for it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from app.display import missing
from runtime.home import Home


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return subprocess.run(
        [sys.executable, *arguments],
        env=clean | environment,
        input="",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_llm_s_child_process_loads_no_qt():
    """The child is spawned from the main module, which it imports again."""
    code = "import app.__main__, sys; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert python("-c", code).returncode == 0


def test_before_the_first_paint_nothing_heavy_is_loaded():
    heavy = {"sqlalchemy", "fastembed", "onnxruntime", "llama_cpp", "numpy", "keyring", "runtime.assistant", "app.desk"}
    code = f"import app.bootstrap, sys; print(sorted({heavy} & set(sys.modules)))"
    assert python("-c", code).stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a display")
def test_without_a_display_one_line_says_so_and_the_terminal_chat_opens(home: Home):
    done = python("-m", "app", LOCI_HOME=str(home.root), LOCI_PASSPHRASE="for the test")
    assert done.stderr.splitlines()[0] == (
        "No window can be shown here (neither DISPLAY nor WAYLAND_DISPLAY is set); this is the chat in the terminal."
    )
    assert done.returncode == 0


def test_an_argument_goes_to_the_terminal():
    assert "chat" in python("-m", "app", "--help").stdout


@pytest.mark.parametrize(
    ("environment", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":4095"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_display_is_looked_for_before_qt_looks(environment: dict[str, str], platform: str, *, shown: bool):
    assert (missing(environment, platform) is None) == shown
