"""What the checks of the house look at: the files that git keeps, or will keep once they are added."""

import ast
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def tracked() -> list[str]:
    """The paths of all files of the checkout that git does not ignore, relative to its root."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in listing.split("\0") if name and (ROOT / name).is_file())


@pytest.fixture(scope="session")
def python_files(tracked: list[str]) -> list[str]:
    """The Python files among them."""
    return [name for name in tracked if name.endswith(".py")]


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], ast.Module]:
    """``parsed(path)`` is the syntax tree of one of them."""

    @cache
    def parse(name: str) -> ast.Module:
        return ast.parse((ROOT / name).read_text(encoding="utf-8"), filename=name)

    return parse
