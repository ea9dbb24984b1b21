"""Collect the window's sentences into assets/translations/loci_*.ts, which Qt Linguist edits, and make the .qm files.

What stands in ``tr("…")`` is found by reading the code, what the settings are called by asking them. A sentence that is
gone is dropped; one that is new stands there unfinished, and is shown in English until somebody translates it.
"""

from __future__ import annotations

import ast
import inspect
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "assets" / "translations"
LANGUAGES = ("de", "ar")
CONTEXT = "Loci"


def sentences() -> list[str]:
    """Every English sentence that may be shown in another language, each once, in a settled order."""
    found = {
        text for path in sorted((ROOT / "app").rglob("*.py")) for text in in_code(path.read_text(encoding="utf-8"))
    }
    told = (of_the_settings(), of_the_rail(), of_a_sleep(), of_an_import(), of_a_passphrase())
    return sorted(found.union(*told))


def in_code(code: str, called: str = "tr") -> Iterator[str]:
    """What stands in ``tr("…")``, itself or by the name of a constant of that file, which may be a table of words."""
    tree = ast.parse(code)
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == called and node.args:
            yield from _said(node.args[0], named)


def _said(given: ast.expr, named: dict[str, ast.expr]) -> Iterator[str]:
    """The sentences that an argument of ``tr`` may be."""
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        yield given.value
    elif isinstance(given, ast.Name) and given.id in named:
        yield from _said(named[given.id], {})
    elif isinstance(given, ast.Dict):
        for value in given.values:
            yield from _said(value, {})
    elif isinstance(given, ast.Subscript):
        yield from _said(given.value, named)
    elif isinstance(given, ast.Call) and isinstance(given.func, ast.Attribute):  # a table's get
        yield from _said(given.func.value, named)


def of_the_settings() -> Iterator[str]:
    """Labels, helps, groups, units and choices."""
    from runtime.settings import declared  # noqa: PLC0415 - the checkout is put on the path first

    for each in declared().values():
        yield from (text for text in (each.label, each.help, each.group, each.unit) if text)
        yield from (words for _, words in each.choices)


def of_the_rail() -> Iterator[str]:
    """Names and purposes of the places, and the groups of the deeds."""
    from app import deeds, rail  # noqa: PLC0415

    for door in rail.DOORS:
        yield from (door.name, door.tip)
    yield from deeds.GROUPS


def of_a_sleep() -> Iterator[str]:
    """Why it sleeps or waits, why it changed a line, and who tells whether the person is away."""
    from app.away import desktop, senses  # noqa: PLC0415

    for name in ("scheduler", "tidying", "deriving", "upkeep"):
        tree = ast.parse((ROOT / "runtime" / "sleep" / f"{name}.py").read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        said = (each.value for each in ast.walk(tree) if isinstance(each, ast.Constant) and id(each) not in told)
        yield from (each for each in said if isinstance(each, str) and re.fullmatch(r"[A-Z][^\n]*\.", each))
    yield senses.WINDOW
    yield from (each.name for each in desktop.IDLE)


def of_an_import() -> Iterator[str]:
    """What may be odd about a file that is brought in."""
    from runtime.carry.notes import Odd  # noqa: PLC0415

    yield from (each.value for each in Odd)


def of_a_passphrase() -> Iterator[str]:
    """How strong it is, and zxcvbn's advice."""
    from zxcvbn import feedback  # noqa: PLC0415

    from runtime.vault import strength  # noqa: PLC0415

    yield from strength.WORDS
    yield from map(strength.sentence, in_code(inspect.getsource(feedback), "_"))


def known(path: Path) -> dict[str, str]:
    """The translations that a .ts file holds."""
    if not path.exists():
        return {}
    messages = ET.parse(path).iter("message")  # noqa: S314 - a file of this repository
    pairs = ((each.findtext("source") or "", each.findtext("translation") or "") for each in messages)
    return {source: translation for source, translation in pairs if translation}


def write(path: Path, language: str, wanted: list[str], translated: dict[str, str]) -> None:
    """The .ts file with these sentences."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for sentence in wanted:
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = sentence
        translation = ET.SubElement(message, "translation")
        translation.text = translated.get(sentence, "")
        if not translation.text:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def main() -> int:
    """Renew all files; returns the exit code."""
    sys.path.insert(0, str(ROOT))
    FOLDER.mkdir(parents=True, exist_ok=True)
    release = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    wanted = sentences()
    for language in LANGUAGES:
        path = FOLDER / f"loci_{language}.ts"
        translated = known(path)
        write(path, language, wanted, translated)
        missing = [each for each in wanted if each not in translated]
        print(f"{path.name}: {len(wanted) - len(missing)} of {len(wanted)} sentences translated")
        if release is not None:
            subprocess.run([release, "-silent", str(path)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
