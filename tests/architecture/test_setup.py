"""The set-up says in one line what is wrong, and knows a checkout that is not set up."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="setup.sh is for systems with a shell")


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """What the set-up reads, in a folder of its own and without a .venv."""
    shutil.copytree(root / "packaging" / "locks", tmp_path / "packaging" / "locks")
    for name in ("packaging/prepare.py", "packaging/setup.sh", "pyproject.toml"):
        shutil.copy(root / name, tmp_path / name)
    return tmp_path


def _set_up(checkout: Path, **more: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(checkout / "packaging" / "setup.sh")]
    return subprocess.run(command, env=os.environ | more, capture_output=True, text=True, check=False)


def test_a_python_that_does_not_run_is_named_in_one_line(checkout: Path):
    done = _set_up(checkout, PYTHON="/nowhere/python3")
    assert done.returncode == 1
    assert done.stderr == "PYTHON=/nowhere/python3 is not a Python 3.11, 3.12 or 3.13 that runs.\n"


def test_no_python_at_all_is_said_in_one_line(checkout: Path, tmp_path: Path):
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname"):
        (tools / name).symlink_to(shutil.which(name) or name)
    done = _set_up(checkout, PATH=str(tools), PYTHON="")
    assert done.returncode == 1
    assert done.stderr.startswith("Loci needs Python 3.11, 3.12 or 3.13: ")
    assert done.stderr.count("\n") == 1


def test_a_checkout_without_a_finished_environment_is_not_ready(checkout: Path):
    prepare = [sys.executable, str(checkout / "packaging" / "prepare.py"), "--ready"]
    assert subprocess.run(prepare, check=False).returncode == 1
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "loci-setup").write_text("of another lock", encoding="utf-8")
    assert subprocess.run(prepare, check=False).returncode == 1
