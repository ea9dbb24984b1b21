import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("check", [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]], ids=" ".join)
def test_the_whole_tree_passes(check: list[str], root: Path):
    done = subprocess.run([sys.executable, "-m", *check], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
