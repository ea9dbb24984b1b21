"""README's tree: a line for every file, and a file for every line."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

# Told of by the line of their folder alone.
IN_THEIR_FOLDER = [
    "assets/embedder/*",
    "assets/icons/*",
    "assets/translations/*",
    "docs/decisions/*",
    "packaging/weights/evaluation/dialogues/*",
    "packaging/weights/phrases/*",
    "docs/screenshots/*",
]
EMPTY = "__init__.py"


def _paths(tree: str) -> Iterator[str]:
    """The path that each line of the tree names, by its indentation."""
    folders: list[tuple[int, str]] = []
    for line in tree.splitlines():
        if not line.strip():
            continue
        indent, name = len(line) - len(line.lstrip()), line.split()[0]
        while folders and folders[-1][0] >= indent:
            folders.pop()
        path = "".join(folder for _, folder in folders) + name
        if name.endswith("/"):
            folders.append((indent, name))
        yield path


@pytest.fixture(scope="module")
def named(root: Path) -> list[str]:
    """All paths that the tree names."""
    found = re.search(r"<!-- tree -->\n```\n(.*?)```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert found, "README.md has no tree between <!-- tree --> and the end of its code block"
    return list(_paths(found.group(1)))


def _needs_a_line(name: str, root: Path) -> bool:
    if name.endswith(EMPTY) and (root / name).stat().st_size == 0:
        return False
    return not any(fnmatch(name, pattern) for pattern in IN_THEIR_FOLDER)


def test_every_file_has_a_line(named: list[str], tracked: list[str], root: Path):
    missing = [name for name in tracked if _needs_a_line(name, root) and name not in named]
    assert not missing


def test_every_line_has_a_file_and_says_what_it_is_for(named: list[str], root: Path):
    assert not [name for name in named if not (root / name).exists()]
    assert len(named) == len(set(named))
