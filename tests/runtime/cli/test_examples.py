"""The examples in docs/commands.md: every command there is one, and those of these sections are run as they stand."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from fixture_types import Scripted, Typed
from typer.main import get_command

from runtime.cli import run
from runtime.cli.application import application
from runtime.home import Home
from runtime.llm.scripted import call, say
from runtime.vault import backups

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
WINDOW = "loci ask"  # the one command that belongs to the window
SECTIONS = ("History", "Forgetting", "Files", "Keys and lock", "Backups", "A damaged memory file")
CHAT = {"mapping": {}, "id": "a", "title": "A talk", "create_time": 1, "current_node": None}


def snippets(text: str) -> list[str]:
    """Every command that is named, in order: in code that stands in a line, and at the beginning of lines of blocks."""
    found = re.findall(r"`(loci [^`]*)`|^(loci .*?)(?: {2,}#.*)?$", text, flags=re.MULTILINE)
    return [" ".join((inline or block).split()) for inline, block in found]


def section(name: str) -> str:
    return re.split(r"^## ", TEXT.partition(f"\n## {name}\n")[2], flags=re.MULTILINE)[0]


def options(snippet: str) -> tuple[set[str], set[str]]:
    """The options that the snippet gives, and those that its command knows. ``KeyError``: there is no such command."""
    words = shlex.split(snippet.replace("\\|", "|"))[1:]
    command = get_command(application)
    while (commands := getattr(command, "commands", None)) and words and words[0][0] not in "-…":
        command = commands[words.pop(0).split("|")[0]]
    given = {word.strip("[]") for word in words if word.lstrip("[").startswith("--")}
    return given, {option for each in command.params for option in each.opts}


def test_every_command_that_is_named_is_one_and_knows_its_options():
    named = [each for each in snippets(TEXT) if not each.startswith(WINDOW)]
    assert len(named) > 80
    unknown = {}
    for snippet in named:
        given, known = options(snippet)
        if not given <= known:
            unknown[snippet] = given - known
    assert not unknown


@pytest.fixture
def told(scripted: Scripted, typed: Typed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A memory that knows a dog."""
    monkeypatch.setenv("LOCI_NEW_PASSPHRASE", "tangerine bulldozer sideways")
    monkeypatch.setenv("LOCI_FILE_PASSPHRASE", "a passphrase for files")
    scripted([call("core_memory_append", label="human", content="Dog: Biscuit"), say("Noted.")])
    typed(b"My dog is called Biscuit\n")
    assert run(["say", "-"]) == 0
    capsys.readouterr()


def known(capsys: pytest.CaptureFixture[str], *command: str) -> list[dict[str, Any]]:
    """What a command says as JSON."""
    capsys.readouterr()
    assert run([*command, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("name", SECTIONS)
def test_the_examples_run_as_they_stand(
    name: str, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """As they stand, but with ids of this memory; what needs a keyring is left to tests that have one."""
    monkeypatch.chdir(tmp_path)
    Path("conversations.zip").write_text(json.dumps([CHAT]), encoding="utf-8")
    (change,) = [each["id"] for each in known(capsys, "memory", "journal") if each["cause"] == "turn"]
    reply = max(each["id"] for each in known(capsys, "memory", "recall") if each["role"] == "assistant")
    for number, snippet in enumerate(snippets(section(name))):
        if {"…", "keyring"} & set(snippet.split()):
            continue
        newest = next((each.name for each in backups.listed(home)), "")
        words = shlex.split(snippet)[1:]
        given = {"12": str(change), "17": str(reply), "FOLDER": f"folder {number}"}
        if words[0] == "backup":
            given["NAME"] = newest
        if words[:2] == ["key", "change"]:  # there is another, with which this memory was made
            given["passphrase"] = str(known(capsys, "key", "list")[-1]["id"])
        if words[0] == "redo":
            assert run(["undo"]) == 0
        assert run([given.get(word, word) for word in words]) == 0, snippet + capsys.readouterr().err
        if words[0] == "undo":
            assert run(["redo"]) == 0
