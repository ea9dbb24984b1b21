"""The words of the project. A name that says nothing, or hides an old version beside the new one, is not among them."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

AVOIDED = {"manager", "service", "handler", "helper", "helpers", "util", "utils", "v2", "v3"}


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)}


def _names(tree: ast.Module) -> Iterator[str]:
    return (
        node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_no_file_has_an_avoided_word_in_its_name(tracked: list[str]):
    named = [path for path in tracked if any(_words(part) & AVOIDED for part in PurePosixPath(path).parts)]
    assert not named


def test_no_class_or_function_has_an_avoided_word_in_its_name(
    python_files: list[str], parsed: Callable[[str], ast.Module]
):
    named = [f"{path}: {name}" for path in python_files for name in _names(parsed(path)) if _words(name) & AVOIDED]
    assert not named
