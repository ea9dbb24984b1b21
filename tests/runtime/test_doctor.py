import json
from collections.abc import Callable
from pathlib import Path

import pytest

from runtime import doctor
from runtime.assistant import Assistant
from runtime.cli import run
from runtime.doctor import Finding, examine, usable
from runtime.home import Home
from runtime.llm.choice import built_in
from runtime.llm.scripted import ScriptedLLM
from runtime.settings import keep

NAMES = ["python", "folder", "database", "keyring", "memory file", "embedder", "language model", "window"]


def findings(home: Home) -> dict[str, Finding]:
    return {each.name: each for each in examine(home)}


def test_everything_is_looked_at_and_what_fails_has_a_hint(home: Home):
    found = findings(home)
    assert list(found) == NAMES
    assert all(each.hint for each in found.values() if not each.ok)
    assert all(found[name].ok for name in ("python", "folder", "database", "memory file", "embedder")), found


def test_it_leaves_nothing_behind(home: Home):
    findings(home)
    assert [each.name for each in home.root.iterdir()] == []


def test_a_memory_file_is_opened_and_checked(home: Home):
    Assistant.open(home, key=None, emit=lambda _: None, llm=ScriptedLLM([])).close()
    assert "is whole" in findings(home)["memory file"].found


def test_a_memory_file_in_use_is_told_with_its_holder(home: Home):
    with Assistant.open(home, key=None, emit=lambda _: None, llm=ScriptedLLM([])):
        found = findings(home)["memory file"]
    assert found.ok
    assert "not examined" in found.found
    assert "process" in found.found


def test_a_memory_file_that_cannot_be_opened_makes_it_unusable(home: Home, monkeypatch: pytest.MonkeyPatch):
    Assistant.open(home, key=None, emit=lambda _: None, llm=ScriptedLLM([])).close()
    monkeypatch.setenv("LOCI_PASSPHRASE", "another one")
    found = findings(home)
    assert not found["memory file"].ok
    assert not usable(found.values())


def test_a_folder_that_cannot_be_made_is_a_finding_and_the_others_are_still_made(tmp_path: Path):
    (tmp_path / "file").write_text("")
    found = findings(Home(tmp_path / "file" / "loci"))
    assert list(found) == NAMES
    assert not found["folder"].ok
    assert not usable(found.values())


def test_weights_that_cannot_be_used_are_named_with_what_to_do(home: Home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOCI_LLM_PATH", str(home.root / "gone.gguf"))
    found = findings(home)["language model"]
    assert not found.ok
    assert "gone.gguf" in found.found
    assert "loci llm use" in found.hint


def test_the_built_in_llm_answers(home: Home):
    if not built_in().is_file():
        pytest.skip(f"no weights at {built_in()}")
    found = findings(home)["language model"]
    assert found.ok, found
    assert "answers" in found.found


@pytest.mark.parametrize(("variable", "shown"), [("DISPLAY", ":1"), ("WAYLAND_DISPLAY", "wayland-0")])
def test_a_display_is_found(home: Home, variable: str, shown: str, monkeypatch: pytest.MonkeyPatch):
    for each in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert not findings(home)["window"].ok
    monkeypatch.setenv(variable, shown)
    assert shown in findings(home)["window"].found


def test_a_library_that_breaks_is_a_finding(home: Home, monkeypatch: pytest.MonkeyPatch):
    def broken() -> Finding:
        raise ImportError("libsomething.so.1: cannot open shared object file")

    monkeypatch.setattr(doctor, "_database", broken)
    found = findings(home)["database"]
    assert not found.ok
    assert "libsomething" in found.found


def test_what_is_not_needed_does_not_make_it_unusable():
    assert usable([Finding("a", ok=True, found=""), Finding("b", ok=False, found="", needed=False)])
    assert not usable([Finding("a", ok=False, found="")])


def examined(*findings: Finding) -> Callable[..., list[Finding]]:
    return lambda *_arguments, **_options: list(findings)


def test_the_command_prints_each_finding_and_exits_with_0_where_usable(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    window = Finding("window", ok=False, found="no display", hint="Use `loci chat`.", needed=False)
    monkeypatch.setattr(doctor, "examine", examined(Finding("python", ok=True, found="3.12"), window))
    assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    assert out == ("ok    python: 3.12\nnote  window: no display\n      Use `loci chat`.\nLoci can be used.\n")
    assert run(["doctor", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["usable"] is True
    assert [each["name"] for each in printed["checks"]] == ["python", "window"]
    assert not home.memory_file.exists()


def test_the_command_exits_with_1_where_something_needed_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(doctor, "examine", examined(Finding("folder", ok=False, found="read-only", hint="Mend it.")))
    assert run(["doctor"]) == 1
    assert "FAIL  folder: read-only" in capsys.readouterr().out


def test_the_embedder_that_was_chosen_is_tried(home: Home, tmp_path: Path):
    keep(home, "embedder_path", tmp_path / "gone")
    found = {each.name: each for each in examine(home)}["embedder"]
    assert not found.ok
    assert "gone" in found.found
    assert "loci embedder use builtin" in found.hint
