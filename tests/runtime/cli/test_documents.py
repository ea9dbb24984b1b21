"""``loci add`` and ``loci documents``."""

import json
from pathlib import Path
from typing import Any

import made_files
import pytest

from runtime.cli import run
from runtime.home import Home


@pytest.fixture
def papers(home: Home, tmp_path: Path) -> Path:  # noqa: ARG001 (the memory's own place)
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "vet.txt").write_text("Biscuit was vaccinated against rabies.", encoding="utf-8")
    (folder / "scan.pdf").write_bytes(made_files.pdf([""]))
    return folder


def rows(capsys: pytest.CaptureFixture[str], *argv: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run([*argv, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]


def test_a_folder_is_added_listed_searched_updated_and_removed(papers: Path, capsys: pytest.CaptureFixture[str]):
    source, scan = rows(capsys, "add", str(papers))
    assert (source["read"], source["failed"], scan["title"]) == (1, 1, "scan.pdf")
    assert run(["documents", "list"]) == 0
    shown = capsys.readouterr().out
    assert "1 read, 1 passages, 1 unreadable" in shown
    assert "scan.pdf: It is scanned" in shown
    (hit, *_) = rows(capsys, "search", "rabies")
    assert (hit["kind"], hit["heading"]) == ("document", "vet.txt")
    assert rows(capsys, "search", "rabies", "--kind", "message") == []
    (papers / "more.md").write_text("# More\n\nNew text.", encoding="utf-8")
    (source, *_) = rows(capsys, "documents", "update")
    assert source["read"] == 2
    assert [each["title"] for each in rows(capsys, "documents", "list", "--all")] == ["more.md", "scan.pdf", "vet.txt"]
    assert run(["documents", "remove", str(papers)]) == 0
    assert rows(capsys, "documents", "list") == []


def test_pause_and_resume(papers: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["add", str(papers)]) == 0
    assert run(["documents", "pause", str(papers)]) == 0
    (papers / "later.txt").write_text("Later.", encoding="utf-8")
    (source, *_) = rows(capsys, "documents", "update")
    assert (source["paused"], source["read"]) == (True, 1)
    assert run(["documents", "resume", "1"]) == 0
    (source, *_) = rows(capsys, "documents", "list")
    assert (source["paused"], source["read"]) == (False, 2)


def test_what_is_not_there_is_refused(papers: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["add", str(papers / "nothing")]) == 2
    assert "cannot be added" in capsys.readouterr().err
    assert run(["documents", "remove", "7"]) == 2
    assert "was not added" in capsys.readouterr().err


def test_names_cannot_disturb_the_terminal(papers: Path, capsys: pytest.CaptureFixture[str]):
    (papers / "a\nb\u202egnp.exe\x1b[2J.pdf").write_text("x", encoding="utf-8")
    assert run(["add", str(papers)]) == 0
    shown = capsys.readouterr().out
    assert "a�b�gnp.exe�[2J.pdf: It is damaged" in shown
    assert "\u202e" not in shown
    assert "\x1b" not in shown
