"""What no file of the project may hold, and what every one must."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# In two pieces each, because this file may not name them either.
REGISTRIES = [
    "".join(pieces)
    for pieces in [
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("deb.", "debian.org"),
        ("crates", ".io"),
        ("anaconda", ".org"),
        ("docker", ".io"),
    ]
]
LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)")
LOCKS = ["build.txt", "dev.txt", "lock.txt", "runtime.txt"]


def test_no_file_names_a_package_registry(tracked: list[str], root: Path):
    named = []
    for name in tracked:
        content = (root / name).read_bytes().lower()
        named += [f"{name}: {host}" for host in REGISTRIES if host.encode() in content]
    assert not named


def test_packaging_is_no_package(tracked: list[str]):
    """Else it would hide the installed library of that name."""
    assert not [name for name in tracked if name.startswith("packaging/") and name.endswith("__init__.py")]


def test_every_folder_of_the_three_packages_is_a_package(python_files: list[str], root: Path):
    folders = {Path(name).parent for name in python_files if name.split("/")[0] in {"app", "runtime", "models"}}
    assert not [str(folder) for folder in folders if not (root / folder / "__init__.py").is_file()]


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_the_sqlite_of_the_standard_library_is_imported_nowhere(
    python_files: list[str], parsed: Callable[[str], ast.Module]
):
    """It cannot encrypt, and on some Pythons it cannot load extensions."""
    users = [name for name in python_files for module in _imported(parsed(name)) if module.split(".")[0] == "sqlite3"]
    assert not users


def test_every_relative_link_of_the_documents_leads_to_a_file(tracked: list[str], root: Path):
    broken = []
    for name in tracked:
        if not name.endswith(".md"):
            continue
        for target in LINK.findall((root / name).read_text(encoding="utf-8")):
            path = target.split("#")[0]
            if path and not re.match(r"[a-z]+:", path) and not ((root / name).parent / path).exists():
                broken.append(f"{name}: {target}")
    assert not broken


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_version_and_a_hash(lock: str, root: Path):
    text = (root / "packaging" / "locks" / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-zA-Z])", re.sub(r"(?m)^ *#.*\n?", "", text))
    assert all(re.match(r"[\w.\-]+==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", e, re.DOTALL) for e in entries if e.strip())


def test_the_locks_hold_what_the_project_asks_for(root: Path):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    asked = {
        "runtime.txt": project["project"]["dependencies"],
        "dev.txt": project["project"]["dependencies"] + groups["dev"],
        "build.txt": groups["build"],
        "lock.txt": groups["lock"],
    }
    for lock, requirements in asked.items():
        text = (root / "packaging" / "locks" / lock).read_text(encoding="utf-8")
        locked = set(re.findall(r"(?m)^([\w.\-]+)==", text))
        names = {re.split(r"[^\w.\-]", requirement)[0] for requirement in requirements}
        assert names <= locked, f"{lock}: run make lock"
