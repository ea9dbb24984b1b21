"""Trying everything that Loci needs on this machine: each thing really done, with a hint where it fails."""

from __future__ import annotations

import os
import platform
import secrets
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import FileInUse, LociError
from runtime.home import Home, asset

if TYPE_CHECKING:
    from runtime.events import Event

SCARCE_BYTES = 50_000_000
"""Less free disk than this is a problem: a migration copies the memory file first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. ``hint`` says how to mend it. Not ``needed``: Loci can be used without it."""

    name: str
    ok: bool
    found: str
    hint: str = ""
    needed: bool = True


Ask = Callable[[bool], str]


def examine(home: Home, *, ask: Ask | None = None) -> Iterator[Finding]:
    """Every check, one after the other, each as soon as it is done. ``ask`` is asked for the passphrase."""
    checks: list[tuple[str, str, bool, Callable[[], Finding]]] = [
        ("python", "Install Python 3.11, 3.12 or 3.13.", True, _python),
        ("folder", "Mend its permissions, or choose another folder with LOCI_HOME.", True, partial(_folder, home)),
        ("database", "Install again: sqlcipher3 or sqlite-vec does not work here.", True, _database),
        ("keyring", "Set LOCI_PASSPHRASE, or type a passphrase at each start.", False, _keyring),
        ("memory file", "", True, partial(_memory_file, home, ask)),
        (
            "embedder",
            "Search may find words but not meanings; `loci embedder use builtin` takes the one that came with Loci.",
            False,
            partial(_embedder, home),
        ),
        (
            "language model",
            "Choose another with `loci llm use FILE`; `builtin` came with Loci.",
            True,
            partial(_llm, home),
        ),
        ("window", "Use `loci chat`, or install with PySide6-Essentials and a display.", False, _window),
    ]
    for name, hint, needed, check in checks:
        yield _tried(name, hint, check, needed=needed)


def usable(findings: Iterable[Finding]) -> bool:
    """Whether everything that is needed works."""
    return all(each.ok or not each.needed for each in findings)


def _tried(name: str, hint: str, check: Callable[[], Finding], *, needed: bool) -> Finding:
    try:
        return check()
    except LociError as problem:
        return Finding(name, ok=False, found=str(problem), hint=hint, needed=needed)
    except Exception as problem:  # noqa: BLE001 - whatever a library throws on a strange machine is the finding
        return Finding(name, ok=False, found=f"{type(problem).__name__}: {problem}", hint=hint, needed=needed)


def _python() -> Finding:
    supported = (3, 11) <= sys.version_info[:2] <= (3, 13)
    hint = "" if supported else "Loci is tested with Python 3.11 to 3.13."
    return Finding("python", supported, f"{platform.python_version()} on {platform.platform(terse=True)}", hint)


def _folder(home: Home) -> Finding:
    home.prepare()
    with tempfile.TemporaryFile(dir=home.root) as probe:
        probe.write(b"x" * 4096)
    free = shutil.disk_usage(home.root).free
    found = f"{home.root} can be written, {free / 1e9:,.1f} GB free"
    if free < SCARCE_BYTES:
        return Finding("folder", ok=False, found=found, hint="Make room on this disk; nothing is lost meanwhile.")
    return Finding("folder", ok=True, found=found)


def _database() -> Finding:
    from models.memory_file import MemoryFile  # noqa: PLC0415 - one broken library must not hide the other findings

    with tempfile.TemporaryDirectory(prefix="loci-doctor-") as folder:
        MemoryFile.open(Path(folder) / "probe.loci", secrets.token_bytes(32)).close()
    parts = ", ".join(f"{each} {version(each)}" for each in ("sqlcipher3", "sqlite-vec"))
    return Finding("database", ok=True, found=f"encryption, full-text and vector tables work ({parts})")


def _keyring() -> Finding:
    import keyring  # noqa: PLC0415 - see _database
    from keyring.backends import fail, null  # noqa: PLC0415

    backend = keyring.get_keyring()
    if isinstance(backend, (fail.Keyring, null.Keyring)):
        if os.environ.get("LOCI_PASSPHRASE"):
            return Finding("keyring", ok=True, found="none, and LOCI_PASSPHRASE is set", needed=False)
        hint = "Set LOCI_PASSPHRASE, or type a passphrase at each start."
        return Finding("keyring", ok=False, found="no keyring in this session", hint=hint, needed=False)
    return Finding("keyring", ok=True, found=backend.name, needed=False)


def _memory_file(home: Home, ask: Ask | None) -> Finding:
    from runtime.memory_access import open_memory  # noqa: PLC0415 - see _database

    name = "memory file"
    if not home.memory_file.exists():
        return Finding(name, ok=True, found="none yet; the first start makes it")
    try:
        memory = open_memory(home, ask)
    except FileInUse as held:
        return Finding(name, ok=True, found=f"not examined: {held}")
    try:
        problems = memory.check()
    finally:
        memory.close()
    if problems:
        hint = f"Copy {home.root} before anything else; then `loci doctor --repair` saves what can be read."
        return Finding(name, ok=False, found="; ".join(problems[:3]), hint=hint)
    return Finding(name, ok=True, found=f"opens and is whole ({home.memory_file.stat().st_size / 1e6:,.1f} MB)")


def _embedder(home: Home) -> Finding:
    from runtime.embed.local import LocalEmbedder  # noqa: PLC0415 - see _database
    from runtime.settings import Settings  # noqa: PLC0415

    chosen = Settings.load(home).embedder_path or asset("embedder")
    began = time.perf_counter()
    vectors = LocalEmbedder(chosen).embed(["a sentence to try it"])
    seconds = time.perf_counter() - began
    return Finding("embedder", ok=True, found=f"{vectors.shape[1]} dimensions, ready in {seconds:.1f} s", needed=False)


def _llm(home: Home) -> Finding:
    from runtime.llm.choice import hosted  # noqa: PLC0415 - see _database
    from runtime.llm.port import ChatMessage, Form, Parameter, Prompt, Request, Text  # noqa: PLC0415
    from runtime.settings import Settings  # noqa: PLC0415

    form = Form("send_message", (Parameter("message", Text(max_chars=40)),))
    prompt = Prompt((ChatMessage("system", "Answer with one tool call."), ChatMessage("user", "Hello.")))
    began = time.perf_counter()
    llm = hosted(Settings.load(home), _ignore)
    try:
        made = llm.generate(Request(prompt, (form,), max_tokens=64), on_text=_ignore, stop=threading.Event())
        named = llm.info.name
    finally:
        llm.close()
    if made.call.name != form.tool:
        return Finding(
            "language model", ok=False, found=f"{named} called '{made.call.name}' where only {form.tool} was allowed"
        )
    return Finding(
        "language model", ok=True, found=f"{named} answers, {time.perf_counter() - began:.1f} s with loading"
    )


def _ignore(_what: Event | str) -> None:
    pass


def _window() -> Finding:
    if find_spec("PySide6") is None:
        return Finding("window", ok=False, found="PySide6 is not installed", hint="Use `loci chat`.", needed=False)
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    if sys.platform in {"win32", "darwin"} or shown:
        return Finding(
            "window",
            ok=True,
            found=f"PySide6 {version('PySide6-Essentials')}, display {shown or 'present'}",
            needed=False,
        )
    return Finding("window", ok=False, found="no display in this session", hint="Use `loci chat`.", needed=False)
