"""``loci embedder``: chosen, all embedded anew, refused with a sentence."""

import json
import shutil
from pathlib import Path

import pytest
from fixture_types import Scripted, Typed

from runtime.cli import run
from runtime.home import Home, asset
from runtime.llm.scripted import say
from runtime.settings import Settings


@pytest.fixture
def another(tmp_path: Path) -> Path:
    """The built-in network with another pooling."""
    folder = tmp_path / "another"
    shutil.copytree(asset("embedder"), folder)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    return folder


def test_another_one_is_used_when_everything_has_its_vectors(
    home: Home, another: Path, scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    scripted([say("Lovely.")])
    typed(b"My sister plays the violin\n")
    assert run(["say", "-"]) == 0
    capsys.readouterr()
    assert run(["embedder", "use", str(another)]) == 0
    assert f"{another} finds by meaning from now on." in capsys.readouterr().out
    assert Settings.load(home).embedder_path == another
    assert run(["embedder", "info", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"folder": str(another), "complete": True, "done": 0, "of": 0}
    assert run(["search", "a musical instrument", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["text"] == "My sister plays the violin"
    assert run(["embedder", "use", "builtin"]) == 0
    assert run(["embedder", "info"]) == 0
    assert "The one that came with Loci." in capsys.readouterr().out
    assert Settings.load(home).embedder_path is None


def test_a_folder_without_an_embedder_is_refused_and_the_present_one_stays(
    home: Home, tmp_path: Path, scripted: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    scripted([])
    assert run(["embedder", "use", str(tmp_path)]) != 0
    assert "has no model.onnx" in capsys.readouterr().err
    assert Settings.load(home).embedder_path is None
