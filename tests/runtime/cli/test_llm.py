import json
from pathlib import Path

import pytest

from runtime.cli import run
from runtime.home import Home
from runtime.llm.choice import built_in
from runtime.settings import Settings


@pytest.fixture
def weights() -> Path:
    """The built-in weights."""
    if not built_in().is_file():
        pytest.skip(f"no weights at {built_in()}")
    return built_in()


def test_the_weights_in_use_are_described_without_a_memory_file(
    home: Home, weights: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(["llm", "info", "--json"]) == 0
    info = json.loads(capsys.readouterr().out)
    assert info["path"] == str(weights)
    assert info["vocabulary_size"] > 0
    assert not home.memory_file.exists()


def test_weights_are_chosen_and_the_choice_is_kept(
    home: Home, weights: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    other = tmp_path / "other.gguf"
    other.write_bytes(weights.read_bytes())
    assert run(["llm", "use", str(other)]) == 0
    assert "answers from now on" in capsys.readouterr().out
    assert Settings.load(home).llm_path == other
    assert run(["llm", "use", "builtin"]) == 0
    assert Settings.load(home).llm_path is None


def test_a_relative_path_is_found_from_anywhere_later(
    home: Home, weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "near.gguf").write_bytes(weights.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert run(["llm", "use", "near.gguf"]) == 0
    assert Settings.load(home).llm_path == tmp_path / "near.gguf"


def test_the_list_marks_the_one_in_use(
    home: Home, weights: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("HOME", str(home.root.parent))
    home.weights.mkdir(parents=True)
    (home.weights / "mine.gguf").write_bytes(weights.read_bytes())
    assert run(["llm", "list", "--json"]) == 0
    listed = {each["path"]: each["used"] for each in map(json.loads, capsys.readouterr().out.splitlines())}
    assert listed == {str(weights): True, str(home.weights / "mine.gguf"): False}
    assert run(["llm", "list"]) == 0
    assert capsys.readouterr().out.startswith("* ")


def test_a_file_that_is_no_gguf_is_refused(home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    text = tmp_path / "text.gguf"
    text.write_text("no weights")
    assert run(["llm", "use", str(text)]) == 6
    out, err = capsys.readouterr()
    assert out == ""
    assert "text.gguf" in err
    assert not home.settings_file.exists()
