"""Functions and files stay small enough to be read at one go. Limits only tighten."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

FUNCTION_LINES = 60
FILE_LINES = 400

# Files above the limit, with the lines they had when they were last looked at: they may shrink, not grow.
LONGER: dict[str, int] = {}


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_longer_than_sixty_lines(python_files: list[str], parsed: Callable[[str], ast.Module]):
    long = [
        f"{name}:{node.lineno} {node.name}: {_length(node)} lines"
        for name in python_files
        for node in _functions(parsed(name))
        if _length(node) > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_no_file_is_longer_than_four_hundred_lines(python_files: list[str], root: Path):
    lines = {name: len((root / name).read_text(encoding="utf-8").splitlines()) for name in python_files}
    long = {name: count for name, count in lines.items() if count > LONGER.get(name, FILE_LINES)}
    assert not long
    assert {name for name in LONGER if lines.get(name, 0) <= FILE_LINES} == set(), "short again: take it off the list"
